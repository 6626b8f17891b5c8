package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book with a ledger of the plan's size. */
class WholeLedgerTest {

    private static final Logger log = LoggerFactory.getLogger(WholeLedgerTest.class);

    private static final int BATCH = 2_000;

    @Test
    void the_book_takes_in_the_whole_ledger_in_less_than_five_times_a_copy_of_its_rows() throws SQLException {
        var database = new LedgerDatabase();
        var projection = new BookProjection(new EntryRows(database.jdbc), List.of());
        var events = WholeLedger.events();
        var projected = timed(() -> database.inBatches(BATCH, events, projection::apply));
        assertThat(database.jdbc.queryForObject("SELECT count(*) FROM entry", Integer.class))
                .isEqualTo(WholeLedger.ENTRIES);

        var other = new LedgerDatabase();
        var rows = copyOut(database);
        var copied = timed(() -> copyIn(other, rows));
        log.info("projection {} ms, COPY of its rows {} ms", projected.toMillis(), copied.toMillis());
        assertThat(projected).isLessThan(copied.multipliedBy(5));
    }

    private static byte[] copyOut(LedgerDatabase database) throws SQLException {
        try (var connection = database.connection()) {
            var out = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM entry ORDER BY position) TO STDOUT", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyIn(LedgerDatabase database, byte[] rows) {
        try (var connection = database.connection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY entry FROM STDIN", new ByteArrayInputStream(rows));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration timed(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
