package org.chaiwei.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chaiwei.ledger.book.Histories;
import org.chaiwei.ledger.book.LedgerDatabase;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.platform.view.View.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {

    private static final List<String> STREETS =
            Places.published().streets().stream().map(Street::code).toList();

    private final LedgerDatabase database = new LedgerDatabase();
    private final Figures figures = new Figures(database.client, database.transaction, STREETS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_summary_of_any_date_known_at_any_position_equals_a_plain_recount(long seed) {
        var history = Histories.of(seed, 80, 1_000);
        take(history, 97);
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            var asOf = anyDate(random);
            long position = random.nextLong(history.size() + 1);
            assertThat(figures.summary(asOf, null)).isEqualTo(recount(history).summary(asOf, STREETS));
            assertThat(figures.summary(asOf, known(history, position)))
                    .isEqualTo(recount(history.subList(0, (int) position)).summary(asOf, STREETS));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void the_equation_holds_for_every_street_use_and_month_and_its_ends_are_the_summaries(long seed) {
        var history = Histories.of(seed, 80, 1_000);
        take(history, 200);
        var from = LocalDate.of(2013, 4, 12);
        for (var known : new KnownAt[] {null, known(history, history.size() / 2)})
            for (var street : STREETS)
                for (var use : Use.values()) {
                    var statement = figures.statement(street, null, use, from, Histories.TODAY, known);
                    var seen = recount(known == null ? history : history.subList(0, history.size() / 2));
                    holds(statement.lines());
                    var opening = Amount.NONE;
                    for (var month : statement.months()) {
                        holds(month.lines());
                        assertThat(month.lines().opening()).isEqualTo(opening);
                        opening = month.lines().closing();
                        var last = month.month().atEndOfMonth().isAfter(Histories.TODAY)
                                ? Histories.TODAY
                                : month.month().atEndOfMonth();
                        assertThat(opening).isEqualTo(seen.remaining(last, street, use));
                    }
                    assertThat(statement.lines().closing()).isEqualTo(opening);
                }
    }

    @Test
    void a_statement_of_broken_months_is_the_same_from_totals_and_from_movements() {
        var history = Histories.of(21, 80, 1_000);
        take(history, 500);
        var random = new Random(21);
        for (int i = 0; i < 60; i++) {
            var one = anyDate(random);
            var other = i % 3 == 0 ? one.plusDays(random.nextInt(20)) : anyDate(random);
            var from = one.isBefore(other) ? one : other;
            var to = one.isBefore(other) ? other : one;
            var within = i % 2 == 0 ? null : Set.copyOf(STREETS.subList(0, 3));
            var now = figures.statement(null, within, null, from, to, null);
            database.transaction.executeWithoutResult(inner -> {
                // One more movement behind the position asked for makes the totals unusable.
                database.jdbc.update("UPDATE figures_known_at SET position = position + 1");
                assertThat(figures.statement(null, within, null, from, to, known(history, history.size())))
                        .isEqualTo(now);
                inner.setRollbackOnly();
            });
            holds(now.lines());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void what_was_achieved_in_a_period_is_what_was_demolished_less_what_stood_again(long seed) {
        var history = Histories.of(seed, 60, 1_200);
        take(history, 150);
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            var one = anyDate(random);
            var other = i == 0 ? Histories.TODAY : anyDate(random);
            var from = one.isBefore(other) ? one : other;
            var to = one.isBefore(other) ? other : one;
            var street = i % 2 == 0 ? null : STREETS.get(random.nextInt(STREETS.size()));
            assertThat(figures.statement(street, null, null, from, to, null).achievement())
                    .isEqualTo(recount(history).achievement(from, to, street));
        }
        var all = figures.statement(null, null, null, LocalDate.of(2013, 4, 12), Histories.TODAY, null);
        assertThat(all.achievement().takenBack().areaM2()).isPositive();
        assertThat(all.lines().closing())
                .isEqualTo(figures.summary(Histories.TODAY, null).remaining());
    }

    @Test
    void an_entry_withdrawn_is_in_no_figure_of_any_date_but_still_in_those_known_before() {
        var history = Histories.of(31, 40, 600);
        take(history, 600);
        for (int position = 1; position <= history.size(); position++) {
            if (!(history.get(position - 1).event() instanceof ViolationWithdrawn withdrawn)) continue;
            var before = figures.summary(withdrawn.registeredOn(), known(history, position - 1));
            var after = figures.summary(withdrawn.registeredOn(), known(history, position));
            assertThat(before.registered().minus(after.registered())).isEqualTo(new Amount(1, withdrawn.areaM2()));
        }
    }

    @Test
    void movements_and_totals_taken_away_come_back_the_same_from_the_events() {
        var history = Histories.of(41, 60, 800);
        take(history, 33);
        var movements = database.rows("movement", "position, ordinal");
        var totals = database.rows("month_total", "month, street, use_class, line");
        for (var table : List.of("movement", "month_total", "figures_known_at"))
            database.jdbc.update("DELETE FROM " + table);
        take(history, 2_000);
        assertThat(database.rows("movement", "position, ordinal")).isEqualTo(movements);
        assertThat(database.rows("month_total", "month, street, use_class, line"))
                .isEqualTo(totals);
    }

    @Test
    void before_anything_is_recorded_everything_is_nothing() {
        var summary = figures.summary(Histories.TODAY, null);
        assertThat(summary.knownAt()).isZero();
        assertThat(summary.recordedAt()).isNull();
        assertThat(summary.registered()).isEqualTo(Amount.NONE);
        assertThat(summary.byUse())
                .hasSize(5)
                .allSatisfy(use -> assertThat(use.share()).isEqualByComparingTo("0"));
        assertThat(summary.byStreet()).hasSize(15);
    }

    private static void holds(Statement.Lines lines) {
        assertThat(lines.opening()
                        .plus(lines.added())
                        .minus(lines.demolished())
                        .minus(lines.otherwiseClosed())
                        .plus(lines.revoked())
                        .plus(lines.corrected()))
                .isEqualTo(lines.closing());
    }

    private static LocalDate anyDate(Random random) {
        return LocalDate.of(2013, 4, 1).plusDays(random.nextLong(1_186));
    }

    private static Recount recount(List<Recorded> history) {
        return new Recount(history);
    }

    private static KnownAt known(List<Recorded> history, long position) {
        return position == 0
                ? KnownAt.NOTHING
                : new KnownAt(position, history.get((int) position - 1).recordedAt());
    }

    private void take(List<Recorded> history, int batch) {
        var projection = new FiguresProjection(new MovementRows(database.jdbc));
        var events = history;
        database.inBatches(batch, history, projection::apply);
    }
}
