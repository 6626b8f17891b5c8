package org.chaiwei.accountability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.forecast.Histories.BEGIN;
import static org.chaiwei.accountability.forecast.Histories.DAYS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.chaiwei.accountability.forecast.Backtest.Horizon;
import org.chaiwei.accountability.forecast.Backtest.OfHorizon;
import org.junit.jupiter.api.Test;

/** How either method would have done over three years. */
class BacktestTest {

    private static final LocalDate END = LocalDate.of(2018, 12, 31);

    @Test
    void each_months_end_is_tried_for_the_periods_end_and_for_30_and_90_days() {
        var backtest = backtest(Histories.steady(END));
        assertThat(backtest.horizons()).extracting(OfHorizon::horizon).containsExactly(Horizon.values());
        // The last month of each year has its period's end on the day itself.
        assertThat(of(Horizon.PERIOD_END, backtest).origins()).isEqualTo(33);
        assertThat(of(Horizon.DAYS_30, backtest).origins()).isEqualTo(35);
        assertThat(of(Horizon.DAYS_30, backtest).to()).isEqualTo("2018-11-30");
        assertThat(of(Horizon.DAYS_90, backtest).origins()).isEqualTo(33);
        assertThat(of(Horizon.DAYS_90, backtest).from()).isEqualTo("2016-01-31");
        assertThat(backtest.nowUsed()).as("the last day is over").isNull();
    }

    @Test
    void what_went_steadily_the_straight_line_never_misses() {
        for (var horizon : backtest(Histories.steady(END)).horizons()) {
            assertThat(horizon.straightLine().meanMiss()).isZero();
            assertThat(horizon.straightLine().coverage()).isEqualByComparingTo(BigDecimal.ONE);
            assertThat(horizon.winner()).isEqualTo(Method.STRAIGHT_LINE);
        }
    }

    @Test
    void each_method_wins_somewhere() {
        assertThat(winner(Histories.rushAtTheEndOfEachYear(END))).isEqualTo(Method.RECENT_WITH_RHYTHM);
        assertThat(winner(Histories.standstillEachSummer(END))).isEqualTo(Method.RECENT_WITH_RHYTHM);
        assertThat(winner(Histories.luckyFirstMonth(END))).isEqualTo(Method.RECENT_WITH_RHYTHM);
        assertThat(winner(Histories.byTurns(END))).isEqualTo(Method.STRAIGHT_LINE);
    }

    @Test
    void a_rush_that_is_not_seen_coming_shows_as_a_bias() {
        var straight = of(Horizon.PERIOD_END, backtest(Histories.rushAtTheEndOfEachYear(END)))
                .straightLine();
        assertThat(straight.bias()).isNegative();
        assertThat(straight.meanMiss()).isPositive();
    }

    @Test
    void intervals_over_a_random_history_hold_about_as_much_as_they_promise() {
        var random = new Random(42);
        var series = Histories.working(END, _ -> random.nextInt(60_000) / 100 + ".00");
        for (var horizon : backtest(series).horizons()) {
            if (horizon.horizon() == Horizon.PERIOD_END) continue;
            assertThat(horizon.straightLine().intervals()).isGreaterThan(20);
            assertThat(horizon.straightLine().coverage()).isBetween(new BigDecimal("0.65"), BigDecimal.ONE);
        }
    }

    @Test
    void an_origin_knows_nothing_of_what_came_after_the_range() {
        var until = LocalDate.of(2017, 10, 31);
        var whole = Histories.rushAtTheEndOfEachYear(END);
        var aim = ForecastTest.year(2017, "70000.00", whole);
        assertThat(Backtest.of(whole, aim, BEGIN, until, DAYS, true))
                .isEqualTo(Backtest.of(whole.until(until), aim, BEGIN, until, DAYS, true));
    }

    @Test
    void a_range_without_a_months_end_has_nothing_to_show() {
        var until = LocalDate.of(2016, 1, 20);
        var backtest = Backtest.of(
                Histories.steady(until),
                ForecastTest.year(2016, "70000.00", Histories.steady(until)),
                BEGIN,
                until,
                DAYS,
                true);
        assertThat(backtest.horizons()).allSatisfy(horizon -> {
            assertThat(horizon.origins()).isZero();
            assertThat(horizon.winner()).isNull();
            assertThat(horizon.straightLine().meanMiss()).isNull();
            assertThat(horizon.trials()).isEmpty();
        });
        assertThat(backtest.words().en()).startsWith("Too little history");
    }

    private static Method winner(Series series) {
        return of(Horizon.DAYS_90, backtest(series)).winner();
    }

    private static Backtest backtest(Series series) {
        return Backtest.of(series, ForecastTest.year(2018, "70000.00", series), BEGIN, END, DAYS, false);
    }

    private static OfHorizon of(Horizon horizon, Backtest backtest) {
        return backtest.horizons().stream()
                .filter(one -> one.horizon() == horizon)
                .findAny()
                .orElseThrow();
    }
}
