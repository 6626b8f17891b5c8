package org.chaiwei.accountability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.forecast.Histories.DAYS;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.chaiwei.accountability.forecast.Choice.Why;
import org.junit.jupiter.api.Test;

/** Which method is used, over histories that went in a way one can name. */
class ChoiceTest {

    private static final LocalDate AUTUMN = LocalDate.of(2018, 9, 30);

    @Test
    void where_both_do_well_the_simpler_one_is_kept() {
        assertThat(choice(Histories.steady(AUTUMN)))
                .extracting(Choice::method, Choice::why)
                .containsExactly(Method.STRAIGHT_LINE, Why.SIMPLER_AS_GOOD);
    }

    @Test
    void a_rush_at_each_years_end_is_seen_coming_by_the_years_rhythm_only() {
        var series = Histories.rushAtTheEndOfEachYear(AUTUMN);
        assertThat(choice(series).method()).isEqualTo(Method.RECENT_WITH_RHYTHM);
        var aim = ForecastTest.year(2018, "70000.00", series);
        var expected = Forecast.of(series, aim, AUTUMN, DAYS).atDue().expected();
        var real =
                aim.reached(Histories.rushAtTheEndOfEachYear(LocalDate.of(2018, 12, 31)), LocalDate.of(2018, 12, 31));
        var straight = aim.reached(series, AUTUMN)
                .add(Method.STRAIGHT_LINE.pace(series, aim, AUTUMN, DAYS).between(AUTUMN, LocalDate.of(2018, 12, 31)));
        assertThat(real.subtract(expected).abs())
                .isLessThan(real.subtract(straight).abs().divide(BigDecimal.TWO));
    }

    @Test
    void a_standstill_each_summer_too() {
        assertThat(choice(Histories.standstillEachSummer(AUTUMN)).method()).isEqualTo(Method.RECENT_WITH_RHYTHM);
    }

    @Test
    void a_lucky_first_month_misleads_the_straight_line_alone() {
        var asOf = LocalDate.of(2016, 9, 30);
        var choice = Choice.on(
                        Histories.luckyFirstMonth(asOf),
                        ForecastTest.year(2016, "70000.00", Histories.luckyFirstMonth(asOf)),
                        asOf,
                        92,
                        DAYS)
                .choice();
        assertThat(choice.why()).isEqualTo(Why.OTHER_BETTER);
        assertThat(choice.daysAhead()).isEqualTo(92);
        assertThat(choice.trials()).isEqualTo(6);
    }

    @Test
    void work_by_turns_misleads_the_recent_pace() {
        var choice = choice(Histories.byTurns(AUTUMN));
        assertThat(choice.method()).isEqualTo(Method.STRAIGHT_LINE);
        assertThat(choice.rhythmicMiss()).isGreaterThan(choice.straightMiss());
    }

    @Test
    void a_better_method_has_to_be_better_by_a_tenth() {
        assertThat(Choice.better(new BigDecimal("100"), new BigDecimal("90"))).isTrue();
        assertThat(Choice.better(new BigDecimal("100"), new BigDecimal("90.01")))
                .isFalse();
        assertThat(Choice.better(BigDecimal.ZERO, BigDecimal.ZERO)).isFalse();
    }

    @Test
    void a_question_that_looks_too_far_ahead_is_judged_by_a_shorter_one() {
        var asOf = LocalDate.of(2016, 7, 31);
        var choice = choice(Histories.steady(asOf), asOf);
        assertThat(choice.daysAhead()).isEqualTo(30);
        assertThat(choice.words().en()).contains("30 days ahead");
        var early = choice(Histories.steady(asOf), LocalDate.of(2016, 6, 30));
        assertThat(early.why()).isEqualTo(Why.TOO_LITTLE_HISTORY);
        assertThat(early.words().zh()).contains("历史不足");
    }

    private static Choice choice(Series series) {
        return choice(series, AUTUMN);
    }

    private static Choice choice(Series series, LocalDate asOf) {
        var aim = ForecastTest.year(asOf.getYear(), "70000.00", series);
        return Forecast.of(series, aim, asOf, DAYS).choice();
    }
}
