package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.rating.RatingsOfTests.CHUNSHU;
import static org.chaiwei.accountability.rating.RatingsOfTests.DASHILAR;
import static org.chaiwei.accountability.rating.RatingsOfTests.FORMULA;
import static org.chaiwei.accountability.rating.RatingsOfTests.TIANQIAO;
import static org.chaiwei.accountability.rating.RatingsOfTests.may;
import static org.chaiwei.accountability.rating.RatingsOfTests.of;
import static org.chaiwei.accountability.rating.RatingsOfTests.street;

import java.math.BigDecimal;
import java.util.List;
import org.chaiwei.accountability.rating.Rated.Status;
import org.chaiwei.accountability.rating.Rated.Unranked;
import org.junit.jupiter.api.Test;

/** The formula over numbers: what each part comes to, and who stands where. */
class RatingTest {

    @Test
    void each_part_gives_points_by_its_own_line_and_the_line_can_be_done_again_by_hand() {
        var rating = Rating.of(
                FORMULA,
                may(street(DASHILAR)
                        .year("250.00", 40, 1)
                        .standing(3)
                        .task("T-HAZARD-2016", "0.200000", "0.400000")
                        .task("T-WALL-ALLEYS-2016", "3", "2.00")));
        var row = of(DASHILAR, rating.table());
        assertThat(row.of(Part.DEMOLISHED_AREA).points()).isEqualTo("17.50");
        assertThat(row.of(Part.NEW_VIOLATIONS).points()).isEqualTo("4.00");
        assertThat(row.of(Part.SPECIAL_TASKS).points()).isEqualTo("11.25");
        assertThat(row.of(Part.RELAPSE).points()).isEqualTo("7.50");
        assertThat(row.points()).isEqualTo("40.25");
        assertThat(rating.worked().get(DASHILAR))
                .filteredOn(line -> line.points() != null)
                .extracting(Worked::formula)
                .containsExactly(
                        "35 × max(0, min(1, 250.00 ÷ 500.00)) = 17.50",
                        "max(0, 10 − 2 × 3) = 4.00",
                        "15 × (0.500000 + 1.000000) ÷ 2 = 11.25",
                        "10 × max(0, min(1, 1 − 1 ÷ (0.10 × 40))) = 7.50");
    }

    @Test
    void what_nobody_knows_leaves_the_points_and_what_there_was_to_get_alike() {
        var row = of(DASHILAR, table(street(DASHILAR).year("250.00", 0, 0).standing(0)));
        assertThat(row.of(Part.PUBLIC_REPORTS).points()).isNull();
        assertThat(row.of(Part.PUBLIC_REPORTS).lines())
                .extracting(Rated.OfLine::status)
                .containsOnly(Status.NO_DATA);
        // 17.50 of 35 and 10 of 10; the clock's half of the part has no data
        assertThat(row.points()).isEqualTo("27.50");
        assertThat(row.counted()).isEqualByComparingTo("45");
        assertThat(row.score()).isEqualTo("61.11");
    }

    @Test
    void of_the_clocks_that_were_judged_those_kept_give_points_and_none_judged_gives_no_data() {
        var rating = Rating.of(
                FORMULA,
                may(street(DASHILAR).standing(1).clocks(2, 3), street(TIANQIAO).clocks(0, 0)));
        var row = of(DASHILAR, rating.table());
        assertThat(row.of(Part.NEW_VIOLATIONS).points()).isEqualTo("14.66");
        assertThat(row.of(Part.NEW_VIOLATIONS).counted()).isEqualByComparingTo("20");
        assertThat(rating.worked().get(DASHILAR))
                .extracting(Worked::formula)
                .contains("10 × max(0, min(1, 2 ÷ 3)) = 6.66");
        assertThat(of(TIANQIAO, rating.table()).of(Part.NEW_VIOLATIONS).lines())
                .extracting(Rated.OfLine::status)
                .containsOnly(Status.NO_DATA);
    }

    @Test
    void no_part_is_full_that_is_not_and_none_goes_below_nothing_or_above_its_points() {
        assertThat(area("499.99")).isEqualTo("34.99");
        assertThat(area("500.00")).isEqualTo("35.00");
        assertThat(area("9000.00")).isEqualTo("35.00");
        assertThat(area("-0.01")).isEqualTo("0.00");
        assertThat(of(DASHILAR, table(street(DASHILAR).standing(7)))
                        .of(Part.NEW_VIOLATIONS)
                        .points())
                .isEqualTo("0.00");
        assertThat(of(DASHILAR, table(street(DASHILAR).year("0.00", 10, 3)))
                        .of(Part.RELAPSE)
                        .points())
                .isEqualTo("0.00");
    }

    @Test
    void streets_of_the_same_score_share_a_rank_and_the_next_one_is_left_out() {
        var table = table(
                street(DASHILAR).year("250.00", 0, 0),
                street(TIANQIAO).year("250.00", 0, 0),
                street(CHUNSHU).year("100.00", 0, 0),
                street("110102001").year("400.00", 0, 0));
        assertThat(table)
                .extracting(row -> row.rank() + " " + row.street())
                .containsExactly("1 110102001", "2 " + DASHILAR, "2 " + TIANQIAO, "4 " + CHUNSHU);
    }

    @Test
    void what_reads_the_same_ranks_the_same() {
        // 17.5000 and 17.5007 points: both read 17.50
        var table =
                table(street(DASHILAR).year("250.00", 0, 0), street(TIANQIAO).year("250.01", 0, 0));
        assertThat(table).extracting(Rated::score).containsOnly(new BigDecimal("50.00"));
        assertThat(table).extracting(Rated::rank).containsOnly(1);
    }

    @Test
    void a_tiny_street_is_shown_with_its_points_and_neither_tops_nor_bottoms_the_table() {
        var table = table(
                street(DASHILAR).year("250.00", 0, 0),
                street(TIANQIAO).year("100.00", 0, 0),
                street(CHUNSHU).entries(2).year("500.00", 2, 0));
        assertThat(of(CHUNSHU, table).score()).isEqualTo("100.00");
        assertThat(of(CHUNSHU, table).rank()).isNull();
        assertThat(of(CHUNSHU, table).groupRank()).isNull();
        assertThat(of(CHUNSHU, table).unranked()).isEqualTo(Unranked.TOO_FEW_ENTRIES);
        assertThat(of(DASHILAR, table).rank()).isEqualTo(1);
        assertThat(table.getLast().street()).isEqualTo(CHUNSHU);
    }

    @Test
    void a_few_closings_tell_no_rate_of_relapse() {
        var row = of(DASHILAR, table(street(DASHILAR).year("250.00", 4, 1)));
        assertThat(row.of(Part.RELAPSE).lines().getFirst().status()).isEqualTo(Status.TOO_FEW);
        assertThat(row.of(Part.RELAPSE).counted()).isEqualByComparingTo("0");
    }

    @Test
    void a_street_that_has_nothing_to_reach_is_judged_by_the_rest_and_without_enough_of_that_not_ranked() {
        var table = table(
                street(DASHILAR)
                        .expected("0.00", "0.00")
                        .standing(0)
                        .year("80.00", 10, 0)
                        .task("T-X", "1", "1"),
                street(TIANQIAO).expected("0.00", "0.00").standing(0));
        var judged = of(DASHILAR, table);
        assertThat(judged.of(Part.DEMOLISHED_AREA).lines().getFirst().status()).isEqualTo(Status.NOTHING_TO_REACH);
        assertThat(judged.score()).isEqualTo("100.00");
        assertThat(judged.rank()).isEqualTo(1);
        assertThat(of(TIANQIAO, table).unranked()).isEqualTo(Unranked.TOO_LITTLE_DATA);
    }

    @Test
    void without_any_target_and_any_fact_there_is_no_score() {
        var row = of(DASHILAR, table(street(DASHILAR).expected(null, null)));
        assertThat(row.score()).isNull();
        assertThat(row.points()).isEqualTo("0.00");
        assertThat(row.unranked()).isEqualTo(Unranked.TOO_LITTLE_DATA);
    }

    @Test
    void a_relapse_that_takes_back_last_year_s_area_weighs_on_the_running_year() {
        var row = of(DASHILAR, table(street(DASHILAR).year("-400.00", 20, 1)));
        assertThat(row.of(Part.DEMOLISHED_AREA).points()).isEqualTo("0.00");
        assertThat(row.of(Part.RELAPSE).points()).isEqualTo("5.00");
        assertThat(of(DASHILAR, table(street(DASHILAR).year("-400.00", 20, 1).carried("500.00", 0, 0)))
                        .of(Part.DEMOLISHED_AREA)
                        .points())
                .isEqualTo("7.00");
    }

    @Test
    void like_is_compared_with_like_in_groups_and_with_all_in_the_table() {
        var table = table(
                street(DASHILAR).year("250.00", 0, 0),
                street(TIANQIAO).year("100.00", 0, 0),
                street("110102020").remaining("118000.00").year("200.00", 0, 0),
                street("110102009").remaining("70000.00").year("400.00", 0, 0));
        assertThat(table)
                .extracting(row -> row.rank() + " " + row.group() + " " + row.groupRank())
                .containsExactly("1 LARGE 1", "2 SMALL 1", "3 LARGE 2", "4 SMALL 2");
    }

    @Test
    void a_street_improves_by_what_its_score_has_gained() {
        var table = table(
                street(DASHILAR).year("250.00", 0, 0).scoreBefore("30.50"),
                street(TIANQIAO).year("250.00", 0, 0));
        assertThat(of(DASHILAR, table).improvedBy()).isEqualTo("19.50");
        assertThat(of(TIANQIAO, table).improvedBy()).isNull();
    }

    @Test
    void a_corrected_part_changes_that_street_s_row_and_everyone_s_place() {
        var before = table(
                street(DASHILAR).year("250.00", 0, 0).scoreBefore("30.50"),
                street(TIANQIAO).year("200.00", 0, 0));
        var after = Rating.corrected(before, new Correction(TIANQIAO, Part.DEMOLISHED_AREA, new BigDecimal("30.00")));
        assertThat(after)
                .extracting(row -> row.rank() + " " + row.street())
                .containsExactly("1 " + TIANQIAO, "2 " + DASHILAR);
        var corrected = of(TIANQIAO, after);
        assertThat(corrected.points()).isEqualTo("30.00");
        assertThat(corrected.score()).isEqualTo("85.71");
        assertThat(corrected.of(Part.DEMOLISHED_AREA).corrected()).isTrue();
        assertThat(of(DASHILAR, after).improvedBy()).isEqualTo("19.50");
        assertThat(of(DASHILAR, after).parts()).isEqualTo(of(DASHILAR, before).parts());
    }

    @Test
    void the_same_inputs_give_the_same_hash_and_any_other_number_another() {
        var inputs = may(street(DASHILAR).year("250.00", 0, 0));
        var hash = RatingHash.of(1, inputs, List.of());
        assertThat(RatingHash.of(1, may(street(DASHILAR).year("250.00", 0, 0)), List.of()))
                .isEqualTo(hash);
        assertThat(RatingHash.of(2, inputs, List.of())).isNotEqualTo(hash);
        assertThat(RatingHash.of(1, may(street(DASHILAR).year("250.01", 0, 0)), List.of()))
                .isNotEqualTo(hash);
        assertThat(RatingHash.of(1, inputs, List.of(new Correction(DASHILAR, Part.RELAPSE, new BigDecimal("1.00")))))
                .isNotEqualTo(hash);
    }

    private static BigDecimal area(String netM2) {
        return of(DASHILAR, table(street(DASHILAR).year(netM2, 0, 0)))
                .of(Part.DEMOLISHED_AREA)
                .points();
    }

    private static List<Rated> table(RatingsOfTests.Street... streets) {
        return Rating.of(FORMULA, may(streets)).table();
    }
}
