package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a series is, and where it leads. Pure. Amounts are in its unit, rounded half up to the unit's decimals; a pace has two decimals.
 *
 * @param asOf the day up to which it is known; the last day that counts, where that is over
 * @param metOn since when it is met, or when it would be; null where it would not be within {@link #YEARS_AHEAD} years of the last day
 * @param needed the pace from the next day on with which it is met on its last day; null where nothing is left to do, or no day to do it on
 * @param lately over the last 60 working days, before the period's first day too
 * @param atDue what is expected by the last day
 * @param choice null where nothing is left to expect
 */
record Forecast(
        LocalDate asOf,
        BigDecimal reached,
        BigDecimal least,
        BigDecimal remaining,
        Outlook outlook,
        @Nullable LocalDate metOn,
        Pace soFar,
        Pace lately,
        @Nullable Pace needed,
        Expected atDue,
        @Nullable Choice choice) {

    /** A date that lies further ahead says nothing. */
    static final int YEARS_AHEAD = 3;

    enum Outlook {
        /** It is reached already, on the day of the question. */
        REACHED,
        /** Expected by the last day. */
        BY_DUE_DATE,
        /** Expected, but after the last day. */
        AFTER_DUE_DATE,
        /** Not expected for years. */
        NOT_AT_THIS_PACE,
        /** The last day is over, and it was not reached. */
        MISSED
    }

    /** @param done from one day to another, both included */
    record Pace(
            LocalDate from,
            LocalDate to,
            int workingDays,
            BigDecimal done,
            @Nullable BigDecimal perWorkingDay,
            BigDecimal perWeek) {}

    /**
     * @param shareOfLeast the expected amount over what has to be reached; six decimals, rounded towards zero
     * @param coverage of how many of such intervals hold what comes; null where history is too short to say
     * @param basis where the interval is from
     */
    record Expected(
            LocalDate on,
            BigDecimal expected,
            BigDecimal low,
            BigDecimal high,
            BigDecimal shareOfLeast,
            @Nullable BigDecimal coverage,
            Basis basis) {}

    enum Basis {
        /** How far earlier forecasts of the same series lay from what came. */
        BACKTEST,
        /** There are too few of them: from nothing more to twice what is expected, and over what is needed. */
        TOO_LITTLE_HISTORY,
        /** It is over: what was reached. */
        FINAL
    }

    /** What a what-if adds: how much more comes until a day's end. Nothing, without one. */
    @FunctionalInterface
    interface Extra {

        Extra NONE = _ -> BigDecimal.ZERO;

        BigDecimal until(LocalDate day);
    }

    static Forecast of(Series series, Aim aim, LocalDate asOf, DaysOfWork days) {
        return of(series, aim, asOf, days, Extra.NONE);
    }

    /**
     * @param series known up to {@code asOf}, or the last day that counts
     * @param asOf not before the first day that counts
     * @param days from before the series' first day to years after both days
     */
    static Forecast of(Series series, Aim aim, LocalDate asOf, DaysOfWork days, Extra extra) {
        var over = !asOf.isBefore(aim.due());
        var on = over ? aim.due() : asOf;
        var reached = aim.reached(series, on);
        var soFar = pace(series, aim.from().minusDays(1), on, days);
        var lately = lately(series, on, days);
        var met = aim.metBy(reached);
        if (over)
            return new Forecast(
                    on,
                    reached,
                    aim.least(),
                    aim.remaining(reached),
                    met ? Outlook.REACHED : Outlook.MISSED,
                    met ? since(series, aim, on) : null,
                    soFar,
                    lately,
                    null,
                    expected(aim, reached, reached, reached, null, Basis.FINAL),
                    null);

        var ahead = Math.toIntExact(ChronoUnit.DAYS.between(on, aim.due()));
        var grounds = Choice.on(series, aim, on, ahead, days);
        var pace = grounds.choice().method().pace(series, aim, on, days);
        var expected = reached.add(pace.between(on, aim.due()))
                .add(extra.until(aim.due()))
                .max(BigDecimal.ZERO);
        var metOn = met ? since(series, aim, on) : when(reached, aim, on, pace, extra);
        return new Forecast(
                on,
                reached,
                aim.least(),
                aim.remaining(reached),
                met ? Outlook.REACHED : outlook(metOn, aim),
                metOn,
                soFar,
                lately,
                met ? null : needed(aim, reached, on, days),
                interval(
                        aim,
                        reached,
                        expected,
                        ahead,
                        Interval.halfPerDay(grounds.trials(), grounds.choice().method())),
                grounds.choice());
    }

    /**
     * Where it leads if what stands goes in an order: as many are done as the area reaches to that goes by then.
     *
     * @param steps of this series
     * @param area how much goes in all, by which the order is worked off
     * @param extra how much goes besides
     * @param halfPerDay of what goes in all; null where history is too short
     */
    static Forecast inOrder(
            Forecast without,
            Aim aim,
            Queue.Steps steps,
            Method.Pace area,
            Extra extra,
            @Nullable BigDecimal halfPerDay) {
        if (without.choice == null) return without;
        var ahead = ChronoUnit.DAYS.between(without.asOf, aim.due());
        var m2 = area.between(without.asOf, aim.due()).add(extra.until(aim.due()));
        var half = halfPerDay == null ? m2 : halfPerDay.multiply(BigDecimal.valueOf(ahead));
        var metOn = without.outlook == Outlook.REACHED ? without.metOn : when(without, aim, steps, area, extra);
        var expected = expected(
                aim,
                without.reached.add(steps.doneAfter(m2)),
                without.reached.add(steps.doneAfter(m2.subtract(half))),
                without.reached.add(steps.doneAfter(m2.add(half))),
                halfPerDay == null ? null : Interval.COVERAGE,
                halfPerDay == null ? Basis.TOO_LITTLE_HISTORY : Basis.BACKTEST);
        return new Forecast(
                without.asOf,
                without.reached,
                without.least,
                without.remaining,
                without.outlook == Outlook.REACHED ? Outlook.REACHED : outlook(metOn, aim),
                metOn,
                without.soFar,
                without.lately,
                without.needed,
                expected,
                without.choice);
    }

    private static @Nullable LocalDate when(
            Forecast without, Aim aim, Queue.Steps steps, Method.Pace area, Extra extra) {
        var last = aim.due().plusYears(YEARS_AHEAD);
        var m2 = BigDecimal.ZERO;
        for (var day = without.asOf.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            m2 = m2.add(area.on(day));
            if (aim.metBy(without.reached.add(steps.doneAfter(m2.add(extra.until(day)))))) return day;
        }
        return null;
    }

    private static Outlook outlook(@Nullable LocalDate metOn, Aim aim) {
        if (metOn == null) return Outlook.NOT_AT_THIS_PACE;
        return metOn.isAfter(aim.due()) ? Outlook.AFTER_DUE_DATE : Outlook.BY_DUE_DATE;
    }

    private static Expected interval(
            Aim aim, BigDecimal reached, BigDecimal expected, int ahead, @Nullable BigDecimal halfPerDay) {
        if (halfPerDay == null) {
            var half = expected.subtract(reached).max(aim.remaining(reached));
            return expected(aim, expected, expected.subtract(half), expected.add(half), null, Basis.TOO_LITTLE_HISTORY);
        }
        var half = halfPerDay.multiply(BigDecimal.valueOf(ahead));
        return expected(aim, expected, expected.subtract(half), expected.add(half), Interval.COVERAGE, Basis.BACKTEST);
    }

    private static Expected expected(
            Aim aim, BigDecimal expected, BigDecimal low, BigDecimal high, @Nullable BigDecimal coverage, Basis basis) {
        var shown = basis == Basis.FINAL ? expected : rounded(aim.within(expected), aim);
        return new Expected(
                aim.due(),
                shown,
                basis == Basis.FINAL ? low : rounded(aim.within(low), aim),
                basis == Basis.FINAL ? high : rounded(aim.within(high), aim),
                shown.divide(aim.least(), 6, RoundingMode.DOWN),
                coverage,
                basis);
    }

    /** The day since when it is reached without a break. */
    private static LocalDate since(Series series, Aim aim, LocalDate on) {
        var day = on;
        while (day.isAfter(aim.from()) && aim.metBy(aim.reached(series, day.minusDays(1)))) day = day.minusDays(1);
        return day;
    }

    private static @Nullable LocalDate when(BigDecimal reached, Aim aim, LocalDate on, Method.Pace pace, Extra extra) {
        if (!aim.canBeMet()) return null;
        var last = aim.due().plusYears(YEARS_AHEAD);
        var total = reached;
        for (var day = on.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            total = total.add(pace.on(day));
            if (aim.metBy(rounded(total.add(extra.until(day)), aim))) return day;
        }
        return null;
    }

    private static @Nullable Pace needed(Aim aim, BigDecimal reached, LocalDate on, DaysOfWork days) {
        var workingDays = days.between(on, aim.due());
        return workingDays == 0 ? null : pace(on, aim.due(), workingDays, aim.remaining(reached));
    }

    /** Over the last 60 working days, or as many as are known. */
    static Pace lately(Series series, LocalDate on, DaysOfWork days) {
        return pace(
                series, days.back(on, Method.RECENT_WORKING_DAYS, series.first().minusDays(1)), on, days);
    }

    private static Pace pace(Series series, LocalDate after, LocalDate until, DaysOfWork days) {
        return pace(after, until, days.between(after, until), series.between(after, until));
    }

    private static Pace pace(LocalDate after, LocalDate until, int workingDays, BigDecimal done) {
        var length = Math.max(ChronoUnit.DAYS.between(after, until), 1);
        return new Pace(
                after.plusDays(1),
                until,
                workingDays,
                done,
                workingDays == 0 ? null : done.divide(BigDecimal.valueOf(workingDays), 2, RoundingMode.HALF_UP),
                done.multiply(BigDecimal.valueOf(7)).divide(BigDecimal.valueOf(length), 2, RoundingMode.HALF_UP));
    }

    private static BigDecimal rounded(BigDecimal amount, Aim aim) {
        return amount.setScale(aim.scale(), RoundingMode.HALF_UP);
    }
}
