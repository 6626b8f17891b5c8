package org.chaiwei.accountability.onehour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.chaiwei.accountability.onehour.Kept.Count;
import org.chaiwei.accountability.progress.AccountabilityDatabase;
import org.chaiwei.accountability.progress.Story;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given what was told of some clocks, then so many of each street were kept and missed. */
class KeptClocksTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 5, 1);
    private static final LocalDate LAST = LocalDate.of(2016, 5, 31);
    private static final PointOfRecord ALL = new PointOfRecord(0, null, null);

    private static AccountabilityDatabase database;

    private final ClockFacts facts = new ClockFacts(database.jdbc);
    private final ClocksView view = new ClocksView(facts);
    private final Story story = new Story();

    @BeforeAll
    static void open() {
        database = new AccountabilityDatabase();
    }

    @BeforeEach
    void empty() {
        database.jdbc.execute("DELETE FROM clock_fact");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void each_clock_is_kept_or_missed_or_void_or_running(int batch) {
        started("kept", DASHILAR, "2016-05-09T09:00:00+08:00");
        started("late", DASHILAR, "2016-05-09T10:00:00+08:00");
        started("never", DASHILAR, "2016-05-10T10:00:00+08:00");
        started("void", DASHILAR, "2016-05-10T11:00:00+08:00");
        started("running", TIANQIAO, "2016-05-31T23:30:00+08:00");
        missed("late", "DISPATCHED", "2016-05-09T10:10:00+08:00");
        stopped("kept", "KEPT", "2016-05-09T09:40:00+08:00");
        missed("late", "REMOVED", "2016-05-09T11:00:00+08:00");
        stopped("late", "LATE", "2016-05-12T11:00:00+08:00");
        missed("never", "ON_SITE", "2016-05-10T10:30:00+08:00");
        missed("never", "REMOVED", "2016-05-10T11:00:00+08:00");
        missed("void", "REMOVED", "2016-05-10T12:00:00+08:00");
        stopped("void", "VOID", "2016-05-11T09:00:00+08:00");
        taken(batch);
        taken(1_000); // a repetition
        var counts = facts.started(FIRST, LAST, ALL);
        assertThat(counts.get(DASHILAR)).isEqualTo(new Count(4, 1, 2, 1, 0, 1, 1));
        assertThat(counts.get(TIANQIAO)).isEqualTo(new Count(1, 0, 0, 0, 1, 0, 0));
        assertThat(Kept.of(DASHILAR, null, counts.get(DASHILAR)).rate()).isEqualTo(new BigDecimal("0.3333"));
        assertThat(Kept.of(TIANQIAO, null, counts.get(TIANQIAO)).rate()).isNull();
        assertThat(Kept.ofDistrict(counts.values()).clocks()).isEqualTo(new Count(5, 1, 2, 1, 1, 1, 1));
    }

    @Test
    void what_was_told_as_missed_and_turned_out_to_be_in_time_is_kept() {
        started("A", DASHILAR, "2016-05-09T09:00:00+08:00");
        missed("A", "REMOVED", "2016-05-09T10:00:00+08:00");
        var told = story.position();
        stopped("A", "KEPT", "2016-05-09T09:50:00+08:00");
        taken(10);
        assertThat(facts.started(FIRST, LAST, ALL).get(DASHILAR)).isEqualTo(new Count(1, 1, 0, 0, 0, 0, 0));
        var then = new PointOfRecord(0, null, Story.recordedAt(told).plusMillis(1));
        assertThat(facts.started(FIRST, LAST, then).get(DASHILAR))
                .as("as it was known then")
                .isEqualTo(new Count(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void as_of_a_day_only_what_had_happened_by_then_counts() {
        started("A", DASHILAR, "2016-05-09T23:30:00+08:00");
        missed("A", "REMOVED", "2016-05-10T00:30:00+08:00");
        stopped("A", "LATE", "2016-05-20T00:30:00+08:00");
        taken(10);
        assertThat(facts.started(FIRST, LocalDate.of(2016, 5, 9), ALL).get(DASHILAR))
                .isEqualTo(new Count(1, 0, 0, 0, 1, 0, 0));
        assertThat(facts.started(FIRST, LocalDate.of(2016, 5, 10), ALL).get(DASHILAR))
                .isEqualTo(new Count(1, 0, 1, 0, 0, 0, 0));
        assertThat(facts.started(LocalDate.of(2016, 5, 10), LAST, ALL)).isEmpty();
    }

    private void started(String number, String street, String at) {
        story.builtAnew(number, street, "NEW", "20.00", "2016-05-09", null).confirmed(number, at);
    }

    private void missed(String number, String milestone, String at) {
        var when = OffsetDateTime.parse(at);
        story.tell(new OneHourClockMissed(
                Story.id(number), DASHILAR, milestone, 60, 1, null, "leader", when.toLocalDate(), when, "system:x"));
    }

    private void stopped(String number, String outcome, String at) {
        var when = OffsetDateTime.parse(at);
        story.tell(new OneHourClockStopped(
                Story.id(number), DASHILAR, outcome, 2_400, when.toLocalDate(), when, "system:x"));
    }

    private void taken(int batch) {
        database.inBatches(
                batch,
                story.facts.stream()
                        .filter(fact -> fact.service().equals("demolition"))
                        .toList(),
                view::apply);
    }
}
