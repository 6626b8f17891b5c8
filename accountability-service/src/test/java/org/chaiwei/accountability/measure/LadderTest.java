package org.chaiwei.accountability.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.measure.Evidence.Before;
import org.chaiwei.accountability.measure.Ladder.Supported;
import org.chaiwei.accountability.rating.FrozenTables.FrozenMonth;
import org.chaiwei.accountability.rating.FrozenTables.Standing;
import org.junit.jupiter.api.Test;

/** What the rules say to series of tables. Streets are a to h; a table is written as its ranks in that order, 0 for none. */
class LadderTest {

    private static final MeasureRules RULES = MeasureRules.brought();

    @Test
    void the_bottom_two_are_reminded_and_the_top_three_commended() {
        assertThat(said(month("2016-05", 1, 2, 3, 4, 5, 6, 7, 8)))
                .containsExactly("BOTTOM_TWO g", "BOTTOM_TWO h", "TOP_THREE a", "TOP_THREE b", "TOP_THREE c");
    }

    @Test
    void twice_running_is_a_talk_and_three_times_an_accountability_case_and_nothing_besides() {
        var april = month("2016-04", 1, 2, 3, 4, 5, 6, 7, 8);
        var may = month("2016-05", 1, 2, 3, 4, 5, 7, 6, 8);
        var june = month("2016-06", 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(bottom(april, may)).containsExactly("BOTTOM_TWO f", "BOTTOM_TWO_TWICE h");
        assertThat(bottom(april, may, june)).containsExactly("BOTTOM_TWO g", "BOTTOM_TWO_THREE_TIMES h");
        var thirdTime = of(june, april, may).stream()
                .filter(one -> one.street().equals("h"))
                .findAny()
                .orElseThrow();
        assertThat(thirdTime.rule().kind()).isEqualTo(MeasureKind.ACCOUNTABILITY_CASE);
        assertThat(thirdTime.evidence())
                .isEqualTo(new Evidence(
                        1,
                        "2016-06",
                        1,
                        8,
                        new BigDecimal("92.00"),
                        null,
                        List.of(new Before("2016-04", 1, 8), new Before("2016-05", 1, 8)),
                        null));
    }

    @Test
    void a_row_longer_than_the_rules_is_still_the_longest_of_them() {
        assertThat(bottom(
                        month("2016-03", 1, 2, 3, 4, 5, 6, 7, 8),
                        month("2016-04", 1, 2, 3, 4, 5, 6, 7, 8),
                        month("2016-05", 1, 2, 3, 4, 5, 6, 7, 8),
                        month("2016-06", 1, 2, 3, 4, 5, 7, 6, 8)))
                .containsExactly("BOTTOM_TWO f", "BOTTOM_TWO_THREE_TIMES h");
    }

    @Test
    void a_good_month_a_month_without_rank_and_a_month_that_was_not_frozen_end_a_row() {
        var april = month("2016-04", 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(bottom(april, month("2016-05", 1, 2, 3, 5, 6, 7, 8, 4), month("2016-06", 1, 2, 3, 4, 5, 7, 6, 8)))
                .containsExactly("BOTTOM_TWO h", "BOTTOM_TWO_TWICE f");
        assertThat(bottom(april, month("2016-05", 1, 2, 3, 4, 5, 6, 7, 0), month("2016-06", 1, 2, 3, 4, 5, 7, 6, 8)))
                .containsExactly("BOTTOM_TWO h", "BOTTOM_TWO_TWICE f");
        assertThat(bottom(april, month("2016-06", 1, 2, 3, 4, 5, 6, 7, 8)))
                .containsExactly("BOTTOM_TWO g", "BOTTOM_TWO h");
    }

    @Test
    void january_follows_december() {
        assertThat(bottom(month("2016-12", 1, 2, 3, 4, 5, 6, 7, 8), month("2017-01", 1, 2, 3, 4, 5, 6, 7, 8)))
                .containsExactly("BOTTOM_TWO_TWICE g", "BOTTOM_TWO_TWICE h");
    }

    @Test
    void streets_that_share_a_rank_share_what_follows_from_it() {
        assertThat(bottom(month("2016-05", 1, 2, 3, 4, 5, 6, 7, 7))).containsExactly("BOTTOM_TWO g", "BOTTOM_TWO h");
        // One stands below the two that are sixth: they are next to the last, both of them.
        assertThat(bottom(month("2016-05", 1, 2, 3, 4, 5, 6, 6, 8)))
                .containsExactly("BOTTOM_TWO f", "BOTTOM_TWO g", "BOTTOM_TWO h");
        assertThat(bottom(month("2016-05", 1, 2, 3, 4, 5, 6, 6, 6)))
                .containsExactly("BOTTOM_TWO f", "BOTTOM_TWO g", "BOTTOM_TWO h");
        assertThat(said(month("2016-05", 1, 2, 3, 3, 5, 6, 7, 8))).contains("TOP_THREE c", "TOP_THREE d");
    }

    @Test
    void a_street_without_rank_is_as_if_it_were_not_there() {
        assertThat(bottom(month("2016-05", 1, 2, 3, 4, 5, 6, 0, 0))).containsExactly("BOTTOM_TWO e", "BOTTOM_TWO f");
    }

    @Test
    void nobody_is_at_both_ends() {
        assertThat(bottom(month("2016-05", 1, 1, 1, 1, 1, 1, 1, 1))).isEmpty();
        assertThat(bottom(month("2016-05", 1, 2, 0, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(bottom(month("2016-05", 1, 2, 3, 4, 0, 0, 0, 0))).containsExactly("BOTTOM_TWO d");
    }

    @Test
    void whoever_gained_most_is_commended_if_there_was_a_gain() {
        assertThat(improved("3.10", "3.10", "-1.00", null)).containsExactly("MOST_IMPROVED a", "MOST_IMPROVED b");
        assertThat(improved("-3.10", "0.00", "-1.00", null)).isEmpty();
        assertThat(improved(null, null, null, null)).isEmpty();
    }

    @Test
    void before_the_first_rules_nothing_is_said_and_nothing_counts() {
        assertThat(said(month("2015-12", 1, 2, 3, 4, 5, 6, 7, 8))).isEmpty();
        assertThat(bottom(month("2015-12", 1, 2, 3, 4, 5, 6, 7, 8), month("2016-01", 1, 2, 3, 4, 5, 6, 7, 8)))
                .containsExactly("BOTTOM_TWO g", "BOTTOM_TWO h");
    }

    @Test
    void a_corrected_table_changes_what_the_months_after_it_rest_on() {
        var april = month("2016-04", 1, 2, 3, 4, 5, 6, 7, 8);
        var may = month("2016-05", 1, 2, 3, 4, 5, 6, 7, 8);
        var corrected = new FrozenMonth(
                april.month(), 2, 99, month("2016-04", 1, 2, 3, 4, 8, 6, 7, 5).streets());
        assertThat(bottom(april, may)).containsExactly("BOTTOM_TWO_TWICE g", "BOTTOM_TWO_TWICE h");
        assertThat(bottom(corrected, may)).containsExactly("BOTTOM_TWO h", "BOTTOM_TWO_TWICE g");
        assertThat(new Ladder(RULES, List.of(april, may)).positionOf(may.month()))
                .isLessThan(99);
        assertThat(new Ladder(RULES, List.of(corrected, may)).positionOf(may.month()))
                .isEqualTo(99);
        assertThat(new Ladder(RULES, List.of(corrected, may)).positionOf(YearMonth.of(2016, 7)))
                .isNotEqualTo(99);
    }

    private static List<String> improved(String... by) {
        var streets = new ArrayList<Standing>();
        for (int i = 0; i < by.length; i++)
            streets.add(new Standing(name(i), i + 1, score(i), by[i] == null ? null : new BigDecimal(by[i])));
        // Not ranked, however much it gained.
        streets.add(new Standing("z", null, score(9), new BigDecimal("50.00")));
        return said(new FrozenMonth(YearMonth.of(2016, 5), 1, 5, streets)).stream()
                .filter(said -> said.startsWith("MOST_IMPROVED"))
                .toList();
    }

    private static List<String> bottom(FrozenMonth... months) {
        return said(months).stream().filter(said -> said.startsWith("BOTTOM")).toList();
    }

    /** To the last of the months. */
    private static List<String> said(FrozenMonth... months) {
        return new Ladder(RULES, List.of(months))
                .of(months[months.length - 1].month()).stream()
                        .map(one -> one.rule().rule() + " " + one.street())
                        .toList();
    }

    private static List<Supported> of(FrozenMonth last, FrozenMonth... before) {
        var all = new ArrayList<>(List.of(before));
        all.add(last);
        return new Ladder(RULES, all).of(last.month());
    }

    private static FrozenMonth month(String month, int... ranks) {
        var streets = new ArrayList<Standing>();
        for (int i = 0; i < ranks.length; i++)
            streets.add(new Standing(name(i), ranks[i] == 0 ? null : ranks[i], score(ranks[i]), null));
        var of = YearMonth.parse(month);
        return new FrozenMonth(of, 1, of.getMonthValue(), streets);
    }

    private static String name(int index) {
        return String.valueOf((char) ('a' + index));
    }

    private static BigDecimal score(int rank) {
        return new BigDecimal(100 - rank).setScale(2);
    }
}
