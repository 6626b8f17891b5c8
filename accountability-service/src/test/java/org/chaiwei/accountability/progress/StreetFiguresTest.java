package org.chaiwei.accountability.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chaiwei.accountability.feed.FeedOfTests;
import org.chaiwei.accountability.progress.StreetFigures.Size;
import org.chaiwei.accountability.progress.StreetFigures.Totals;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.TargetsOfTests;
import org.chaiwei.platform.time.BusinessClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From facts to what a rating asks of each street. */
class StreetFiguresTest {

    private static final AccountabilityDatabase DATABASE = new AccountabilityDatabase();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2019-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate NEW_YEAR = LocalDate.of(2016, 1, 1);
    private static final LocalDate MAY = LocalDate.of(2016, 5, 31);

    private final ProgressView view =
            new ProgressView(new ProgressRows(DATABASE.jdbc), FeedOfTests.rows(DATABASE.jdbc), () -> {});
    private final Progress progress =
            new Progress(new Sums(DATABASE.client), DATABASE.transaction, BusinessClock.of(CLOCK));
    private final StreetFigures figures = new StreetFigures(new Sums(DATABASE.client), progress, Streets.published());
    private final LedgerRecord record = new LedgerRecord(DATABASE.client, CLOCK);
    private final Story story = new Story();

    @BeforeEach
    void begin() {
        DATABASE.empty();
    }

    @Test
    void closings_and_relapses_are_counted_where_they_are_and_a_revoked_one_is_none() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01")
                .registered("B", DASHILAR, "50.00", "2015-06-01")
                .registered("C", TIANQIAO, "70.00", "2015-06-01")
                .posted("A", "100.00", "2016-03-10")
                .closed("A", "DEMOLISHED", "2016-03-11")
                .posted("B", "50.00", "2016-03-10")
                .closed("B", "DEMOLISHED", "2016-03-12")
                .revoked("B", "2016-04-01")
                .posted("C", "70.00", "2015-12-20")
                .closed("C", "DEMOLISHED", "2015-12-21")
                .relapsed("C", "C-F1", "30.00", "2016-05-05")
                // Another street's from April on: what was closed before stays where it was closed.
                .reassigned("A", TIANQIAO, "2016-04-15");
        taken();
        assertThat(figures.totals(NEW_YEAR, MAY, record.knownAt(null)))
                .containsOnly(
                        Map.entry(DASHILAR, new Totals(m2("150.00"), 1, 0)),
                        Map.entry(TIANQIAO, new Totals(m2("-70.00"), 0, 1)));
    }

    @Test
    void a_street_is_as_large_as_what_stood_when_the_plan_began_and_as_busy_as_the_plan_s_cohort() {
        story.registered("OLD", DASHILAR, "50.00", "2013-06-01")
                .posted("OLD", "50.00", "2015-08-01", true)
                .closed("OLD", "DEMOLISHED", "2015-08-01")
                .registered("A", DASHILAR, "100.00", "2015-06-01")
                .builtAnew("N", DASHILAR, "NEW", "9.00", "2016-05-05", null);
        taken();
        assertThat(figures.sizes(MAY, record.knownAt(null)))
                .containsOnly(Map.entry(DASHILAR, new Size(m2("100.00"), 2)));
    }

    @Test
    void a_street_without_new_constructions_has_none_standing_once_the_district_has_been_told_of_any() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01");
        taken();
        assertThat(figures.newStanding(MAY, record.knownAt(null))).isEmpty();
        story.builtAnew("N", DASHILAR, "NEW", "9.00", "2016-05-05", "2016-05-05T09:00:00+08:00")
                .builtAnew("R", TIANQIAO, "RELAPSE", "9.00", "2016-05-05", "2016-05-05T09:00:00+08:00");
        taken();
        assertThat(figures.newStanding(MAY, record.knownAt(null)))
                .hasSize(15)
                .containsEntry(DASHILAR, 1L)
                .containsEntry(TIANQIAO, 0L);
    }

    @Test
    void every_street_read_at_once_is_as_each_read_by_itself() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01", "FIRE_LANE")
                .registered("B", TIANQIAO, "100.00", "2015-06-01", "FIRE_LANE", "MAIN_STREET_1")
                .wallOpening("W1", DASHILAR, "A-1", 3, "5.00", "2015-06-01")
                .wallOpening("W2", DASHILAR, "A-2", 2, "5.00", "2015-06-01")
                .wallOpening("W3", TIANQIAO, "B-1", 1, "5.00", "2015-06-01")
                .closed("W1", "SEALED", "2016-04-01")
                .closed("B", "DEMOLISHED", "2016-04-02")
                .restored("W1", "2016-04-20")
                .builtAnew("N", DASHILAR, "NEW", "9.00", "2016-05-05", "2016-05-05T09:00:00+08:00");
        taken();
        var parts = new TreeMap<>(Map.of(DASHILAR, m2("20"), TIANQIAO, m2("10")));
        var targets = List.of(
                TargetsOfTests.plan("T-HAZARD-2016"),
                TargetsOfTests.plan("T-WALL-ALLEYS-2016", parts, null),
                TargetsOfTests.plan("T-WALL-UNITS-2016", parts, null),
                TargetsOfTests.plan("T-WALL-2017"),
                TargetsOfTests.plan("T-MAIN-2018"),
                TargetsOfTests.plan("T-RESTORATION"),
                TargetsOfTests.plan("T-NEW"));
        var known = record.knownAt(null);
        var atOnce = progress.reachedByStreet(targets, MAY, known, List.of(DASHILAR, TIANQIAO));
        for (var street : List.of(DASHILAR, TIANQIAO))
            assertThat(atOnce.get(street)).isEqualTo(progress.reached(targets, MAY, known, street));
        // Of a target that nothing may stand, what no longer does is reached, of all that there is.
        var main = figures.reached(targets, MAY, known).get(TIANQIAO).stream()
                .filter(task -> task.target().code().equals("T-MAIN-2018"))
                .findAny()
                .orElseThrow();
        assertThat(main.reached()).isEqualByComparingTo("1");
        assertThat(main.expected()).isEqualByComparingTo("1");
        assertThat(figures.reached(targets, MAY, known).get(DASHILAR))
                .extracting(task -> task.target().code())
                .doesNotContain("T-MAIN-2018");
    }

    private void taken() {
        DATABASE.transaction.executeWithoutResult(_ -> view.apply(story.facts));
    }

    private static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }
}
