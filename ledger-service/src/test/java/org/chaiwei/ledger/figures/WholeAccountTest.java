package org.chaiwei.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.chaiwei.ledger.book.LedgerDatabase;
import org.chaiwei.ledger.book.WholeLedger;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account of a ledger of the plan's size. */
class WholeAccountTest {

    private static final Logger log = LoggerFactory.getLogger(WholeAccountTest.class);

    private static final int BATCH = 2_000;

    @Test
    void the_whole_ledger_s_account_is_the_same_from_totals_and_from_movements() {
        var database = new LedgerDatabase();
        var projection = new FiguresProjection(new MovementRows(database.jdbc));
        var events = WholeLedger.events();
        var start = System.nanoTime();
        database.inBatches(BATCH, events, projection::apply);
        log.info("{} events projected in {} ms", events.size(), millisSince(start));

        var figures = new Figures(
                database.client,
                database.transaction,
                Places.published().streets().stream().map(Street::code).toList());
        var asOf = LocalDate.of(2014, 6, 17);
        var known = new KnownAt(events.getLast().position(), events.getLast().recordedAt());
        var now = timed("summary from totals", () -> figures.summary(asOf, null));
        database.jdbc.update("UPDATE figures_known_at SET position = position + 1");
        var then = timed("summary from movements", () -> figures.summary(asOf, known));
        assertThat(then).isEqualTo(now.ofStreets(_ -> true));
        assertThat(now.registered().areaM2()).isGreaterThan(BigDecimal.ZERO);
        var from = LocalDate.of(2013, 4, 12);
        var to = LocalDate.of(2015, 12, 31);
        var statement = timed("statement from movements", () -> figures.statement(null, null, null, from, to, known));
        assertThat(statement.lines().closing())
                .isEqualTo(figures.summary(to, known).remaining());
        assertThat(statement.months()).hasSize(33);
    }

    private interface Read<T> {
        T read();
    }

    /** Read a few times, as a service would have been; the last time counts. */
    private static <T> T timed(String what, Read<T> read) {
        for (int i = 0; i < 20; i++) read.read();
        var start = System.nanoTime();
        var result = read.read();
        log.info("{} in {} ms", what, millisSince(start));
        return result;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
