package org.chaiwei.accountability.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.accountability.feed.FeedOfTests;
import org.chaiwei.accountability.progress.TargetProgress.Met;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.target.TargetInForce;
import org.chaiwei.accountability.target.TargetsOfTests;
import org.chaiwei.contracts.demolition.DemolitionOrdered;
import org.chaiwei.contracts.demolition.RestrictionLifted;
import org.chaiwei.contracts.demolition.RestrictionRequested;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From facts to figures: given a story, then what each target has reached. */
class ProgressTest {

    private static final AccountabilityDatabase DATABASE = new AccountabilityDatabase();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2019-06-01T00:00:00Z"), ZoneOffset.UTC);

    private final ProgressView view =
            new ProgressView(new ProgressRows(DATABASE.jdbc), FeedOfTests.rows(DATABASE.jdbc), () -> {});
    private final Progress progress =
            new Progress(new Sums(DATABASE.client), DATABASE.transaction, BusinessClock.of(CLOCK));
    private final LedgerRecord record = new LedgerRecord(DATABASE.client, CLOCK);
    private final Story story = new Story();

    @BeforeEach
    void begin() {
        DATABASE.empty();
    }

    @Test
    void what_counts_is_the_posted_area_net_of_reversals_and_relapses_each_on_its_own_day() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01")
                .posted("A", "60.00", "2016-03-10")
                .posted("A", "40.00", "2016-04-01")
                .reversed("A", "40.00", "2016-04-20")
                .posted("A", "40.00", "2016-05-05")
                .closed("A", "DEMOLISHED", "2016-05-06")
                .relapsed("A", "A-F1", "30.00", "2016-09-09")
                .posted("A-F1", "30.00", "2016-09-20");
        taken();
        assertThat(netOf("T-2016", "2016-03-31")).isEqualTo("60.00");
        assertThat(netOf("T-2016", "2016-04-10")).isEqualTo("100.00");
        assertThat(netOf("T-2016", "2016-04-30")).isEqualTo("60.00");
        assertThat(netOf("T-2016", "2016-06-30")).isEqualTo("100.00");
        assertThat(netOf("T-2016", "2016-09-10")).isEqualTo("0.00");
        assertThat(netOf("T-2016", "2016-12-31")).isEqualTo("30.00");
        assertThat(progressOf("T-ALL", "2016-12-31", null).demolished())
                .isEqualTo(Achieved.of(m2("100.00"), m2("30.00"), m2("100.00")));
    }

    @Test
    void what_is_decided_in_the_procedure_is_shown_and_counts_nothing() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01").posted("A", "60.00", "2016-03-10");
        taken();
        var id = story.facts.getFirst().key();
        var day = LocalDate.of(2016, 3, 11);
        story.tell(new DemolitionOrdered(id, DASHILAR, 15, day, "u-1"))
                .tell(new RestrictionRequested(id, DASHILAR, new UUID(1, 1), "MORTGAGE", "A", day, "u-1"))
                .tell(new RestrictionLifted(id, DASHILAR, new UUID(1, 1), "MORTGAGE", "CLOSED", day, "u-1"));
        taken();
        assertThat(netOf("T-2016", "2016-12-31")).isEqualTo("60.00");
        assertThat(DATABASE.rows("procedure_fact", "position")).isEmpty();
        assertThat(DATABASE.rows("fact_feed", "position")).hasSize(5);
    }

    @Test
    void what_was_cleared_before_the_plan_is_no_achievement_of_it_and_not_in_its_cohort() {
        story.registered("OLD", DASHILAR, "50.00", "2013-06-01", "MAJOR_SAFETY_HAZARD")
                .posted("OLD", "50.00", "2015-08-01", true)
                .closed("OLD", "DEMOLISHED", "2015-08-01")
                .registered("B", DASHILAR, "20.00", "2013-06-01", "MAJOR_SAFETY_HAZARD");
        taken();
        assertThat(netOf("T-2016", "2016-12-31")).isEqualTo("0.00");
        var major = progressOf("T-MAJOR-2016", "2016-12-31", null);
        assertThat(major.count()).isEqualTo(new TargetProgress.Count(0, 1, new BigDecimal("0.000000")));
        assertThat(progress.standingByStreet(LocalDate.of(2015, 12, 31), record.knownAt(null)))
                .containsExactly(Map.entry(DASHILAR, m2("20.00")));
        assertThat(progress.standingByStreet(LocalDate.of(2015, 7, 31), record.knownAt(null)))
                .containsExactly(Map.entry(DASHILAR, m2("70.00")));
    }

    @Test
    void a_number_that_excludes_equality_is_not_met_by_it() {
        story.registered("A", DASHILAR, "200000.00", "2015-06-01").posted("A", "80000.00", "2016-03-10");
        taken();
        assertThat(progressOf("T-2016", "2016-12-31", null).met()).isEqualTo(Met.NO);
        assertThat(progressOf("T-2016", "2016-12-31", null).share()).isEqualTo("1.000000");
        story.posted("A", "0.01", "2016-12-31");
        taken();
        assertThat(progressOf("T-2016", "2016-12-30", null).met()).isEqualTo(Met.NO);
        assertThat(progressOf("T-2016", "2016-12-31", null).met()).isEqualTo(Met.YES);
        story.posted("A", "100000.00", "2018-12-31");
        taken();
        assertThat(progressOf("T-2018", "2018-12-31", null).met()).isEqualTo(Met.YES);
    }

    @Test
    void expected_is_what_evenly_spread_would_be_done_by_now() {
        story.registered("A", DASHILAR, "10.00", "2015-06-01");
        taken();
        assertThat(progressOf("T-2016", "2016-01-01", null).expected()).isEqualTo("218.58"); // 80,000 / 366
        assertThat(progressOf("T-2016", "2016-12-31", null).expected()).isEqualTo("80000.00");
        assertThat(progressOf("T-2016", "2018-05-01", null).expected()).isEqualTo("80000.00");
        assertThat(progressOf("T-NEW", "2016-12-31", null).expected()).isNull();
    }

    @Test
    void a_share_is_met_by_count_and_area_and_left_to_a_person_where_it_is_so_worded() {
        story.registered("A", DASHILAR, "10.00", "2015-06-01", "MAJOR_SAFETY_HAZARD", "FIRE_LANE")
                .registered("B", TIANQIAO, "90.00", "2015-06-01", "MAJOR_SAFETY_HAZARD")
                .posted("A", "10.00", "2016-03-01")
                .closed("A", "DEMOLISHED", "2016-03-02");
        taken();
        var major = progressOf("T-MAJOR-2016", "2016-12-31", null);
        assertThat(major.met()).isEqualTo(Met.NO);
        assertThat(major.value()).isEqualTo("0.100000");
        assertThat(major.count()).isEqualTo(new TargetProgress.Count(1, 2, new BigDecimal("0.500000")));
        assertThat(major.areaM2())
                .isEqualTo(new TargetProgress.AreaM2(m2("10.00"), m2("100.00"), new BigDecimal("0.100000")));

        var hazard = progressOf("T-HAZARD-2016", "2016-12-31", null);
        assertThat(hazard.met()).isEqualTo(Met.NEEDS_DECISION);
        assertThat(hazard.value()).isEqualTo("1.000000");
        var decided = TargetsOfTests.plan(
                "T-HAZARD-2016", null, new TargetInForce.Decided(false, LocalDate.of(2017, 1, 10), UUID.randomUUID()));
        assertThat(progressOf(decided, "2017-01-31", null).met()).isEqualTo(Met.NO);

        story.closed("B", "RECTIFIED", "2016-12-31");
        taken();
        assertThat(progressOf("T-MAJOR-2016", "2016-12-31", null).met()).isEqualTo(Met.YES);
        assertThat(progressOf("T-MAJOR-2016", "2016-12-30", null).met()).isEqualTo(Met.NO);
    }

    @Test
    void the_tags_of_a_day_are_those_that_were_known_at_a_position_of_that_day() {
        story.registered("A", DASHILAR, "10.00", "2015-06-01", "MAJOR_SAFETY_HAZARD")
                .closed("A", "DISMISSED", "2016-06-01");
        var beforeTag = story.position();
        story.tagged("A", "2016-05-01", "FIRE_LANE");
        var afterTag = story.position();
        taken();
        assertThat(countOf("T-MAJOR-2016", "2016-06-30", beforeTag)).isEqualTo("1 of 1");
        assertThat(countOf("T-MAJOR-2016", "2016-04-30", afterTag)).isEqualTo("0 of 1");
        assertThat(countOf("T-MAJOR-2016", "2016-06-30", afterTag)).isEqualTo("no data");
        assertThat(countOf("T-HAZARD-2016", "2016-05-31", afterTag)).isEqualTo("0 of 1");
        assertThat(countOf("T-HAZARD-2016", "2016-06-01", afterTag)).isEqualTo("1 of 1");
        assertThat(countOf("T-HAZARD-2016", "2016-06-01", beforeTag)).isEqualTo("no data");
    }

    @Test
    void a_correction_that_overtakes_a_change_of_tags_leaves_the_tags_of_each_day_alone() {
        story.registered("A", DASHILAR, "10.00", "2016-01-05", "MAJOR_SAFETY_HAZARD")
                .tagged("A", "2016-06-01", "FIRE_LANE")
                .corrected("A", "15.00", "OFFICE", "2016-05-15");
        taken();
        assertThat(progressOf("T-MAJOR-2016", "2016-05-20", null).areaM2().total())
                .isEqualTo("15.00");
        assertThat(progressOf("T-MAJOR-2016", "2016-05-14", null).areaM2().total())
                .isEqualTo("10.00");
        assertThat(countOf("T-HAZARD-2016", "2016-05-20", story.position())).isEqualTo("no data");
        assertThat(progressOf("T-HAZARD-2016", "2016-06-01", null).areaM2().total())
                .isEqualTo("15.00");
    }

    @Test
    void a_correction_dated_before_an_earlier_one_adds_its_own_difference_as_in_the_ledgers_books() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01", "MAJOR_SAFETY_HAZARD")
                .corrected("A", "110.00", "OFFICE", "2016-06-10");
        var before = story.position();
        story.corrected("A", "120.00", "OFFICE", "2016-06-05");
        taken();
        assertThat(standing("2016-06-04", null)).isEqualTo("100.00");
        assertThat(standing("2016-06-09", null)).isEqualTo("110.00");
        assertThat(standing("2016-06-10", null)).isEqualTo("120.00");
        assertThat(standing("2016-06-09", before)).isEqualTo("100.00");
        assertThat(standing("2016-06-10", before)).isEqualTo("110.00");
    }

    private BigDecimal standing(String asOf, @Nullable Long knownAt) {
        return progress.standingByStreet(
                        LocalDate.parse(asOf), record.knownAt(knownAt == null ? null : knownAt.toString()))
                .get(DASHILAR);
    }

    @Test
    void an_entry_moves_to_another_street_and_what_was_demolished_before_stays() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01")
                .posted("A", "60.00", "2016-03-10")
                .reassigned("A", TIANQIAO, "2016-04-01")
                .posted("A", "40.00", "2016-05-01");
        taken();
        var byStreet =
                progress.achievedByStreet(LocalDate.of(2016, 1, 1), LocalDate.of(2016, 12, 31), record.knownAt(null));
        assertThat(byStreet.get(DASHILAR).netM2()).isEqualTo("60.00");
        assertThat(byStreet.get(TIANQIAO).netM2()).isEqualTo("40.00");
        assertThat(progress.standingByStreet(LocalDate.of(2016, 4, 1), record.knownAt(null)))
                .containsEntry(DASHILAR, m2("0.00"))
                .containsEntry(TIANQIAO, m2("40.00"));
    }

    @Test
    void a_withdrawn_entry_was_never_there_on_any_day_and_stays_so_in_what_was_known_before() {
        story.registered("A", DASHILAR, "100.00", "2013-06-01", "MAJOR_SAFETY_HAZARD")
                .posted("A", "100.00", "2016-08-01")
                .closed("A", "DEMOLISHED", "2016-08-01");
        var before = story.position();
        story.withdrawn("A", "2013-06-01", "2016-09-01");
        taken();
        assertThat(countOf("T-MAJOR-2016", "2016-12-31", before)).isEqualTo("1 of 1");
        assertThat(countOf("T-MAJOR-2016", "2016-12-31", story.position())).isEqualTo("no data");
        assertThat(netOf("T-2016", "2016-08-15")).isEqualTo("0.00");
        assertThat(progress.standingByStreet(LocalDate.of(2015, 1, 1), record.knownAt(null)))
                .containsEntry(DASHILAR, m2("0.00"));
        story.registered("A", DASHILAR, "70.00", "2016-10-01", "MAJOR_SAFETY_HAZARD");
        taken();
        assertThat(countOf("T-MAJOR-2016", "2016-12-31", story.position())).isEqualTo("0 of 1");
    }

    @Test
    void a_revoked_closing_opens_the_entry_again_and_leaves_the_demolished_area_to_the_ledger() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01", "IMPORTANT_VENUE")
                .posted("A", "100.00", "2018-03-01")
                .closed("A", "DEMOLISHED", "2018-03-02")
                .revoked("A", "2018-04-01");
        taken();
        assertThat(progressOf("T-MAIN-2018", "2018-03-31", null).met()).isEqualTo(Met.YES);
        var main = progressOf("T-MAIN-2018", "2018-04-30", null);
        assertThat(main.met()).isEqualTo(Met.NO);
        assertThat(main.value()).isEqualTo("1");
        assertThat(netOf("T-2018", "2018-04-30")).isEqualTo("100.00");
    }

    @Test
    void an_alley_is_done_when_none_of_its_wall_openings_is_open() {
        story.wallOpening("W1", DASHILAR, "杨梅竹斜街", 3, "5.00", "2016-01-10")
                .wallOpening("W2", DASHILAR, "杨梅竹斜街", 4, "5.00", "2016-01-10")
                .wallOpening("W3", TIANQIAO, "杨梅竹斜街", 5, "5.00", "2016-01-10")
                .closed("W1", "SEALED", "2016-05-01")
                .closed("W3", "SEALED", "2016-05-01")
                .restored("W3", "2016-07-01");
        taken();
        var alleys = progressOf("T-WALL-ALLEYS-2016", "2016-10-31", null);
        assertThat(alleys.value()).isEqualTo("1");
        assertThat(alleys.of()).isEqualTo(2);
        assertThat(alleys.met()).isEqualTo(Met.NEEDS_DECISION);
        assertThat(progressOf("T-WALL-UNITS-2016", "2016-10-31", null).value()).isEqualTo("8");
        assertThat(progressOf("T-WALL-LEDGER", "2016-10-31", null).met()).isEqualTo(Met.YES);
        assertThat(progressOf("T-WALL-2018", "2018-10-31", null).count())
                .isEqualTo(new TargetProgress.Count(2, 3, new BigDecimal("0.666666")));
        assertThat(progressOf("T-RESTORATION", "2016-06-30", null).met()).isEqualTo(Met.NO_DATA);
        assertThat(progressOf("T-RESTORATION", "2016-07-31", null).count())
                .isEqualTo(new TargetProgress.Count(1, 2, new BigDecimal("0.500000")));
    }

    @ParameterizedTest
    @CsvSource({
        // confirmed, removed, standing at the end of 3 May
        "2016-05-03T10:00:00+08:00, 2016-05-03T10:50:00+08:00, 0",
        "2016-05-03T10:00:00+08:00, 2016-05-04T00:00:01+08:00, 1",
        "2016-05-03T22:59:59+08:00, , 1",
        "2016-05-03T23:00:00+08:00, , 0",
    })
    void a_new_construction_counts_while_it_stands_more_than_an_hour_after_it_was_confirmed(
            String confirmed, @Nullable String removed, String standing) {
        story.builtAnew("N", DASHILAR, "NEW", "12.00", "2016-05-03", null).confirmed("N", confirmed);
        if (removed != null) story.demolishedAt("N", true, removed);
        taken();
        assertThat(progressOf("T-NEW", "2016-05-03", null).value()).isEqualTo(standing);
    }

    @Test
    void a_new_construction_is_removed_by_what_the_ledger_posts_and_relapses_are_counted_apart() {
        story.registered("A", DASHILAR, "10.00", "2015-06-01")
                .posted("A", "10.00", "2016-02-01")
                .closed("A", "DEMOLISHED", "2016-02-02");
        taken();
        assertThat(progressOf("T-NEW", "2016-05-31", null).met()).isEqualTo(Met.NO_DATA);
        story.builtAnew("N", DASHILAR, "NEW", "12.00", "2016-05-03", "2016-05-03T10:00:00+08:00")
                .relapsed("A", "A-F1", "10.00", "2016-05-04")
                .posted("N", "12.00", "2016-05-20");
        taken();
        assertThat(progressOf("T-NEW", "2016-05-19", null).value()).isEqualTo("1");
        assertThat(progressOf("T-NEW", "2016-05-31", null).value()).isEqualTo("0");
        assertThat(progressOf("T-NEW", "2016-05-31", null).met()).isEqualTo(Met.YES);
        assertThat(progressOf("T-NEW", "2016-05-31", null).relapses()).isEqualTo(1);
    }

    @Test
    void what_no_facts_tell_is_no_data_and_never_zero() {
        for (var code : List.of("T-ALL", "T-NEW", "T-MAJOR-2016", "T-WALL-ALLEYS-2016", "T-WALL-LEDGER", "T-MARKETS")) {
            var told = progressOf(code, "2016-12-31", null);
            assertThat(told.met()).as(code).isEqualTo(Met.NO_DATA);
            assertThat(told.value()).as(code).isNull();
        }
        story.registered("A", DASHILAR, "10.00", "2015-06-01");
        taken();
        assertThat(progressOf("T-2016", "2016-12-31", null).value()).isEqualTo("0.00");
        assertThat(progressOf("T-2017", "2016-12-31", null).met()).isEqualTo(Met.NO_DATA);
        for (var code :
                List.of("T-UNIT-2016", "T-FREE-START-2016", "T-FREE-COMPOUNDS-2017", "T-FREE-ALLEYS-2017", "T-MARKETS"))
            assertThat(progressOf(code, "2016-12-31", null).met()).as(code).isEqualTo(Met.NO_DATA);
    }

    @Test
    void a_street_is_held_against_its_part_and_has_no_data_until_that_is_set() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01").posted("A", "60.00", "2016-03-10");
        taken();
        assertThat(progressOf("T-2016", "2016-12-31", DASHILAR).met()).isEqualTo(Met.NO_DATA);
        assertThat(progressOf("T-2016", "2016-12-31", DASHILAR).value()).isEqualTo("60.00");
        var divided = TargetsOfTests.plan(
                "T-2016", new TreeMap<>(Map.of(DASHILAR, m2("59.00"), TIANQIAO, m2("79941.00"))), null);
        assertThat(progressOf(divided, "2016-12-31", DASHILAR).met()).isEqualTo(Met.YES);
        assertThat(progressOf(divided, "2016-12-31", TIANQIAO).met()).isEqualTo(Met.NO);
        assertThat(progressOf(divided, "2016-12-31", null).target()).isEqualTo("80000.00");
    }

    @Test
    void facts_that_come_again_or_in_other_batches_move_nothing() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01", "FIRE_LANE")
                .posted("A", "60.00", "2016-03-10")
                .builtAnew("N", TIANQIAO, "NEW", "12.00", "2016-05-03", "2016-05-03T10:00:00+08:00")
                .demolishedAt("N", true, "2016-05-03T10:30:00+08:00")
                .tagged("A", "2016-06-01")
                .closed("A", "ORDER_REVOKED", "2016-07-01");
        DATABASE.inBatches(1, story.facts, view::apply);
        var movements = DATABASE.rows("movement", "position, ordinal");
        var entries = DATABASE.rows("entry", "violation");
        DATABASE.inBatches(4, story.facts, view::apply);
        DATABASE.inBatches(100, story.facts.subList(2, 5), view::apply);
        assertThat(DATABASE.rows("movement", "position, ordinal")).isEqualTo(movements);
        assertThat(DATABASE.rows("entry", "violation")).isEqualTo(entries);
        assertThat(DATABASE.rows("procedure_fact", "position")).hasSize(2);
        assertThat(DATABASE.rows("fact_feed", "position")).hasSize(story.facts.size());

        DATABASE.empty();
        DATABASE.inBatches(100, story.facts, view::apply);
        assertThat(DATABASE.rows("movement", "position, ordinal")).isEqualTo(movements);
        assertThat(DATABASE.rows("entry", "violation")).isEqualTo(entries);
    }

    @Test
    void a_change_of_an_entry_that_was_never_registered_is_not_taken_in() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01").closed("A", "DISMISSED", "2016-01-01");
        assertThatThrownBy(() -> view.apply(story.facts.subList(1, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not on the ledger");
    }

    @Test
    void under_a_number_stand_the_facts_that_add_up_to_it() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01")
                .registered("B", TIANQIAO, "50.00", "2015-06-01")
                .posted("A", "60.00", "2016-03-10")
                .posted("B", "50.00", "2016-03-11")
                .reversed("B", "50.00", "2016-03-12")
                .closed("A", "DISMISSED", "2016-04-01");
        taken();
        var facts = new FactsUnder(DATABASE.client);
        var target = TargetsOfTests.plan("T-2016");
        var asOf = LocalDate.of(2016, 12, 31);
        var first = facts.page(target, asOf, record.knownAt(null), null, null, 2);
        assertThat(first.items())
                .extracting(line -> line.ledgerNumber() + " " + line.date() + " " + line.kind() + " " + line.areaM2())
                .containsExactly("B 2016-03-12 REVERSED -50.00", "B 2016-03-11 DEMOLISHED 50.00");
        var second = facts.page(target, asOf, record.knownAt(null), null, first.next(), 2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
        assertThat(second.items().getFirst().fact())
                .isEqualTo(story.facts.get(2).id());
        assertThat(second.items().getFirst().position())
                .isEqualTo(story.facts.get(2).position());
        assertThat(facts.page(target, asOf, record.knownAt(null), Set.of(DASHILAR), null, 9)
                        .items())
                .extracting(FactsUnder.Line::street)
                .containsExactly(DASHILAR);
        assertThat(facts.page(target, LocalDate.of(2016, 3, 10), record.knownAt(null), null, null, 9)
                        .items())
                .hasSize(1);
        assertThat(FactsUnder.Place.of(first.next().text())).contains(first.next());
        assertThat(FactsUnder.Place.of("bm8")).isEmpty();
    }

    @Test
    void a_point_of_the_record_is_a_position_or_an_instant_and_says_what_it_covers() {
        assertThat(record.knownAt(null)).isEqualTo(new PointOfRecord(0, null, null));
        story.registered("A", DASHILAR, "100.00", "2015-06-01").posted("A", "60.00", "2016-03-10");
        taken();
        var first = story.facts.getFirst().position();
        var last = story.position();
        assertThat(record.knownAt("" + first))
                .isEqualTo(new PointOfRecord(first, Story.recordedAt(first), Story.recordedAt(last)));
        assertThat(record.knownAt("999999").position()).isEqualTo(last);
        assertThat(record.knownAt(Story.recordedAt(first).toString()).position())
                .isEqualTo(first);
        assertThat(record.knownAt(Story.recordedAt(first).minusSeconds(1).toString())
                        .position())
                .isZero();
        assertThat(record.knownAt("2016-12-31T00:00:00+08:00").position()).isEqualTo(last);
    }

    @Test
    void a_target_revised_in_mid_year_goes_on_from_where_it_began() {
        story.registered("A", DASHILAR, "100.00", "2015-06-01", "MAJOR_SAFETY_HAZARD");
        taken();
        var plan = TargetsOfTests.plan("T-MAJOR-2016");
        var revised = new TargetInForce(
                plan.code(),
                2,
                plan.goal(),
                plan.since(),
                LocalDate.of(2016, 7, 1),
                new UUID(1, 1),
                null,
                null,
                plan.setAtPosition());
        // 183 of 366 days, not 1 of 184
        assertThat(progressOf(revised, "2016-07-01", null).expected()).isEqualTo("0.500000");
    }

    private void taken() {
        DATABASE.inBatches(3, story.facts, view::apply);
    }

    private TargetProgress progressOf(String code, String asOf, @Nullable String street) {
        return progressOf(TargetsOfTests.plan(code), asOf, street);
    }

    private TargetProgress progressOf(TargetInForce target, String asOf, @Nullable String street) {
        return progressOf(target, asOf, street, record.knownAt(null));
    }

    private TargetProgress progressOf(TargetInForce target, String asOf, @Nullable String street, PointOfRecord known) {
        var date = LocalDate.parse(asOf);
        var reached = progress.reached(List.of(target), date, known, street);
        return TargetProgress.of(target, date, street, reached.get(target.code()), "");
    }

    private String netOf(String code, String asOf) {
        return progressOf(code, asOf, null).value().toPlainString();
    }

    private String countOf(String code, String asOf, long knownAt) {
        var count = progressOf(TargetsOfTests.plan(code), asOf, null, record.knownAt("" + knownAt))
                .count();
        return count == null ? "no data" : count.done() + " of " + count.total();
    }

    private static BigDecimal m2(String area) {
        return new BigDecimal(area);
    }
}
