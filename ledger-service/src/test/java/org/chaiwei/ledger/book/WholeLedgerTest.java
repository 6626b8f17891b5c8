package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chaiwei.ledger.book.Histories.Recorded;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.LedgerKind;
import org.chaiwei.ledger.violation.Origin;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Tag;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationId;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book with a ledger of the plan's size. */
class WholeLedgerTest {

    private static final Logger log = LoggerFactory.getLogger(WholeLedgerTest.class);

    private static final int ENTRIES = 66_682;
    private static final int CLEARED = 11_479;
    private static final int BATCH = 2_000;

    @Test
    void the_book_takes_in_the_whole_ledger_in_less_than_five_times_a_copy_of_its_rows() throws SQLException {
        var database = new LedgerDatabase();
        var projection = new BookProjection(new EntryRows(database.jdbc));
        var events = wholeLedger().stream()
                .map(r -> new BookProjection.Recorded(r.position(), r.sequence(), r.recordedAt(), r.event()))
                .toList();
        var projected = timed(() -> database.inBatches(BATCH, events, projection::apply));
        assertThat(database.jdbc.queryForObject("SELECT count(*) FROM entry", Integer.class))
                .isEqualTo(ENTRIES);

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

    /** As an import brings it: entry by entry, each with its past clearance. */
    static List<Recorded> wholeLedger() {
        var random = new Random(66_682);
        var communities = Places.published().communities();
        var start = LocalDate.of(2013, 4, 12);
        var recordedAt = Instant.parse("2016-01-04T01:00:00Z");
        var events = new ArrayList<Recorded>();
        for (int i = 0; i < ENTRIES; i++) {
            var community = communities.get((int) ((long) i * communities.size() / ENTRIES));
            var number = "%s-2013-%05d".formatted(community.streetCode(), i);
            var id = ViolationId.of(number);
            var entry = new Particulars(
                    number,
                    LedgerKind.GENERAL.name(),
                    community.streetCode(),
                    community.code(),
                    "第" + random.nextInt(300) + "小区",
                    "西街" + random.nextInt(900) + "巷",
                    null,
                    Use.values()[random.nextInt(5)].name(),
                    random.nextInt(4) == 0 ? List.of(Tag.values()[random.nextInt(12)].name()) : List.of(),
                    0,
                    Origin.EXISTING.name());
            var area = BigDecimal.valueOf(100 + random.nextInt(4_000), 2);
            var registeredOn = start.plusDays(random.nextInt(900));
            var life = new ArrayList<ViolationEvent>();
            life.add(new ViolationRegistered(
                    id,
                    entry,
                    community.name().substring(0, 3) + "西街" + random.nextInt(900) + "巷" + random.nextInt(200) + "号",
                    new BigDecimal("116.389000"),
                    new BigDecimal("39.895000"),
                    area,
                    "砖混",
                    1,
                    2004,
                    registeredOn,
                    FoundBy.INVENTORY.name(),
                    null,
                    null,
                    true,
                    registeredOn));
            if (i % (ENTRIES / CLEARED) == 0 && i / (ENTRIES / CLEARED) < CLEARED) {
                life.add(new DemolitionPosted(id, entry, area, true, registeredOn.plusDays(30)));
                life.add(new LedgerClosed(id, entry, Ground.DEMOLISHED.name(), area, true, registeredOn.plusDays(40)));
            }
            for (int sequence = 0; sequence < life.size(); sequence++)
                events.add(new Recorded(events.size() + 1, sequence, recordedAt, life.get(sequence)));
        }
        return events;
    }
}
