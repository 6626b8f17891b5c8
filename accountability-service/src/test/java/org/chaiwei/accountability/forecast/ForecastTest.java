package org.chaiwei.accountability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.forecast.Histories.BEGIN;
import static org.chaiwei.accountability.forecast.Histories.DAYS;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chaiwei.accountability.forecast.Choice.Why;
import org.chaiwei.accountability.forecast.Forecast.Basis;
import org.chaiwei.accountability.forecast.Forecast.Outlook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a history and a target, when it will be met. */
class ForecastTest {

    private static final LocalDate YEAR_END = LocalDate.of(2016, 12, 31);

    @Test
    void a_steady_pace_leads_straight_on() {
        var asOf = LocalDate.of(2016, 6, 30);
        var forecast = Forecast.of(Histories.steady(asOf), year(2016, "70000.00", Histories.steady(asOf)), asOf, DAYS);
        // 182 days of 200 m²
        assertThat(forecast.reached()).isEqualTo("36400.00");
        assertThat(forecast.remaining()).isEqualTo("33600.00");
        assertThat(forecast.soFar().workingDays()).isEqualTo(123);
        assertThat(forecast.soFar().perWorkingDay()).isEqualTo("295.93");
        assertThat(forecast.soFar().perWeek()).isEqualTo("1400.00");
        assertThat(forecast.lately().workingDays()).isEqualTo(60);
        assertThat(forecast.needed()).isNotNull();
        assertThat(forecast.needed().perWeek()).isEqualTo("1278.26");
        assertThat(forecast.atDue().expected()).isEqualTo("73200.00");
        assertThat(forecast.outlook()).isEqualTo(Outlook.BY_DUE_DATE);
        assertThat(forecast.metOn()).isEqualTo("2016-12-15");
    }

    @Test
    void what_is_not_reached_by_the_due_date_has_the_date_after_it() {
        var asOf = LocalDate.of(2016, 10, 31);
        var series = Histories.steady(asOf);
        var forecast = Forecast.of(series, year(2016, "80000.00", series), asOf, DAYS);
        assertThat(forecast.outlook()).isEqualTo(Outlook.AFTER_DUE_DATE);
        assertThat(forecast.metOn()).isEqualTo("2017-02-03");
        assertThat(forecast.atDue().on()).isEqualTo(YEAR_END);
        assertThat(forecast.atDue().expected()).isEqualTo("73200.00");
        assertThat(Sentence.of(forecast).en())
                .isEqualTo("At this pace it is not reached by the due date but on 2017-02-03; by 2016-12-31 73200.00"
                        + " is expected, 80% interval 73200.00 to 73200.00");
        assertThat(Sentence.of(forecast).zh()).contains("到期前达不到").contains("2017-02-03");
    }

    @Test
    void without_a_history_the_interval_is_wide_and_says_so() {
        var asOf = LocalDate.of(2016, 3, 31);
        var forecast =
                Forecast.of(Histories.nothing(asOf), year(2016, "80000.00", Histories.nothing(asOf)), asOf, DAYS);
        assertThat(forecast.choice()).isNotNull();
        assertThat(forecast.choice().why()).isEqualTo(Why.TOO_LITTLE_HISTORY);
        assertThat(forecast.atDue().expected()).isEqualTo("0.00");
        assertThat(forecast.atDue().low()).isEqualTo("0.00");
        assertThat(forecast.atDue().high()).isEqualTo("80000.00");
        assertThat(forecast.atDue().coverage()).isNull();
        assertThat(forecast.atDue().basis()).isEqualTo(Basis.TOO_LITTLE_HISTORY);
        assertThat(forecast.outlook()).isEqualTo(Outlook.NOT_AT_THIS_PACE);
        assertThat(forecast.metOn()).isNull();
    }

    @Test
    void a_target_that_is_reached_says_since_when() {
        var asOf = LocalDate.of(2016, 6, 30);
        var series = Histories.steady(asOf);
        var forecast = Forecast.of(series, year(2016, "20000.00", series), asOf, DAYS);
        assertThat(forecast.outlook()).isEqualTo(Outlook.REACHED);
        assertThat(forecast.metOn()).isEqualTo("2016-04-09");
        assertThat(forecast.remaining()).isZero();
        assertThat(forecast.needed()).isNull();
    }

    @Test
    void a_period_that_is_over_has_its_last_number_and_no_forecast() {
        var series = Histories.steady(LocalDate.of(2017, 3, 1));
        var missed = Forecast.of(series, year(2016, "80000.00", series), LocalDate.of(2017, 3, 1), DAYS);
        assertThat(missed.asOf()).isEqualTo(YEAR_END);
        assertThat(missed.outlook()).isEqualTo(Outlook.MISSED);
        assertThat(missed.reached()).isEqualTo("73200.00");
        assertThat(missed.atDue().basis()).isEqualTo(Basis.FINAL);
        assertThat(missed.atDue().low()).isEqualTo(missed.atDue().high()).isEqualTo("73200.00");
        assertThat(missed.choice()).isNull();
    }

    @Test
    void a_due_date_on_a_holiday_leaves_the_working_days_before_it() {
        // 1 to 7 October 2016 were off.
        var asOf = LocalDate.of(2016, 9, 29);
        var series = Histories.steady(asOf);
        var aim =
                new Aim(new BigDecimal("60000.00"), null, new BigDecimal("0.00"), BEGIN, LocalDate.of(2016, 10, 5), 2);
        var forecast = Forecast.of(series, aim, asOf, DAYS);
        assertThat(forecast.needed()).isNotNull();
        assertThat(forecast.needed().workingDays()).isOne();
        assertThat(forecast.needed().perWorkingDay()).isEqualTo("5400.00");
        var onHoliday = Forecast.of(Histories.steady(LocalDate.of(2016, 10, 1)), aim, LocalDate.of(2016, 10, 1), DAYS);
        assertThat(onHoliday.needed()).as("there is no working day left").isNull();
        assertThat(onHoliday.atDue().expected()).isEqualTo("55800.00");
    }

    @Test
    void no_more_is_expected_than_there_is() {
        var asOf = LocalDate.of(2016, 10, 31);
        var series = Histories.steady(asOf);
        var aim = new Aim(new BigDecimal("70000"), new BigDecimal("65000"), new BigDecimal("0.00"), BEGIN, YEAR_END, 0);
        var forecast = Forecast.of(series, aim, asOf, DAYS);
        assertThat(forecast.atDue().expected()).isEqualTo("65000");
        assertThat(forecast.metOn()).as("there isn't as much as it takes").isNull();
    }

    @Test
    void a_second_year_counts_from_its_own_first_day_and_looks_back_over_it() {
        var asOf = LocalDate.of(2017, 1, 31);
        var series = Histories.steady(asOf);
        var forecast = Forecast.of(series, year(2017, "70000.00", series), asOf, DAYS);
        assertThat(forecast.reached()).isEqualTo("6200.00");
        assertThat(forecast.soFar().from()).isEqualTo("2017-01-01");
        assertThat(forecast.lately().from()).isBefore("2017-01-01");
        assertThat(forecast.atDue().expected()).isEqualTo("73000.00");
        assertThat(forecast.atDue().basis()).isEqualTo(Basis.BACKTEST);
    }

    static Stream<Function<LocalDate, Series>> histories() {
        return Stream.of(
                Histories::nothing,
                Histories::steady,
                Histories::rushAtTheEndOfEachYear,
                Histories::standstillEachSummer,
                Histories::luckyFirstMonth,
                Histories::byTurns);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void the_interval_holds_what_is_expected_on_every_day(Function<LocalDate, Series> history) {
        for (var asOf = BEGIN; asOf.isBefore(LocalDate.of(2018, 12, 31)); asOf = asOf.plusDays(17)) {
            var series = history.apply(asOf);
            var atDue = Forecast.of(series, year(asOf.getYear(), "70000.00", series), asOf, DAYS)
                    .atDue();
            assertThat(atDue.low()).isBetween(BigDecimal.ZERO, atDue.expected());
            assertThat(atDue.high()).isGreaterThanOrEqualTo(atDue.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void who_was_faster_is_expected_further(Function<LocalDate, Series> history) {
        for (var asOf : List.of(LocalDate.of(2016, 5, 4), LocalDate.of(2017, 8, 31), LocalDate.of(2018, 11, 30))) {
            var series = history.apply(asOf);
            var aim = year(asOf.getYear(), "70000.00", series);
            var slower = Forecast.of(series, aim, asOf, DAYS);
            var fasterSeries = Histories.times(series, "1.10");
            var faster = Forecast.of(fasterSeries, year(asOf.getYear(), "70000.00", fasterSeries), asOf, DAYS);
            assertThat(faster.atDue().expected())
                    .isGreaterThanOrEqualTo(slower.atDue().expected());
            if (slower.metOn() != null) assertThat(faster.metOn()).isBeforeOrEqualTo(slower.metOn());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothing_that_came_later_changes_what_was_forecast(long seed) {
        var random = new Random(seed);
        var whole = Histories.daily(LocalDate.of(2018, 12, 31), _ -> random.nextInt(100_000) / 100 + ".00");
        var asOf = BEGIN.plusDays(random.nextInt(1_000));
        var aim = year(asOf.getYear(), "70000.00", whole);
        assertThat(Forecast.of(whole, aim, asOf, DAYS)).isEqualTo(Forecast.of(whole.until(asOf), aim, asOf, DAYS));
    }

    static Aim year(int year, String least, Series series) {
        var from = LocalDate.of(year, 1, 1);
        return new Aim(new BigDecimal(least), null, series.at(from.minusDays(1)), from, LocalDate.of(year, 12, 31), 2);
    }
}
