package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;

/** How what comes follows from what was: the simpler one first. Pure. */
enum Method {
    /** As much on every day of the calendar as on the mean day of the period so far. */
    STRAIGHT_LINE(new Words(
            "直线外推：按本周期至今的日均进度（日历日）延续", "A straight line: each calendar day brings the mean of the period so far")) {
        @Override
        Pace pace(Series series, Aim aim, LocalDate origin, DaysOfWork days) {
            var begin = latest(aim.fromAt(origin), series.first());
            var done = series.between(begin.minusDays(1), origin).max(BigDecimal.ZERO);
            var passed = ChronoUnit.DAYS.between(begin, origin) + 1;
            return new Steady(done.divide(BigDecimal.valueOf(passed), MC));
        }
    },
    /** As much on every working day as on the mean one lately, more or less of it by the month of the year. */
    RECENT_WITH_RHYTHM(
            new Words(
                    "近期进度加年度节奏：按最近60个工作日的日均进度，乘以往年各月的快慢系数，只计工作日",
                    "The recent pace with the year's rhythm: each working day brings the mean of the last 60, times how fast or slow its month was in earlier years")) {
        @Override
        Pace pace(Series series, Aim aim, LocalDate origin, DaysOfWork days) {
            var rhythm = rhythm(series, origin, days);
            var after = days.back(origin, RECENT_WORKING_DAYS, series.first().minusDays(1));
            var weight = weight(after, origin, rhythm, days);
            var done = series.between(after, origin).max(BigDecimal.ZERO);
            var level = weight.signum() == 0 ? BigDecimal.ZERO : done.divide(weight, MC);
            return new Rhythmic(level, rhythm, days);
        }
    };

    /** About twelve weeks: long enough that one site doesn't make a pace, short enough that a change of pace shows. */
    static final int RECENT_WORKING_DAYS = 60;

    /** Rates within a calculation; what is shown is rounded where it is shown. */
    static final MathContext MC = new MathContext(20, RoundingMode.HALF_UP);

    /** A month is at most so much faster than the mean one, whatever happened in it once. */
    private static final BigDecimal FASTEST = new BigDecimal("6");

    /** A year's part in which all months count as alike: what happened in one year is believed by four fifths. */
    private static final BigDecimal EVEN = new BigDecimal("0.25");

    private final Words words;

    Method(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    /**
     * What to expect after a day.
     *
     * @param series known up to {@code origin} at least; nothing after that day is looked at
     */
    abstract Pace pace(Series series, Aim aim, LocalDate origin, DaysOfWork days);

    /** What comes on which day; never less than nothing. */
    sealed interface Pace {

        BigDecimal on(LocalDate day);

        /** What comes after one day, until another one's end. */
        BigDecimal between(LocalDate after, LocalDate until);
    }

    record Steady(BigDecimal perDay) implements Pace {
        @Override
        public BigDecimal on(LocalDate day) {
            return perDay;
        }

        @Override
        public BigDecimal between(LocalDate after, LocalDate until) {
            return perDay.multiply(BigDecimal.valueOf(Math.max(ChronoUnit.DAYS.between(after, until), 0)));
        }
    }

    /** @param level on a working day of a month that is neither fast nor slow */
    record Rhythmic(BigDecimal level, Map<Month, BigDecimal> rhythm, DaysOfWork days) implements Pace {
        @Override
        public BigDecimal on(LocalDate day) {
            return days.isOne(day)
                    ? level.multiply(rhythm.getOrDefault(day.getMonth(), BigDecimal.ONE))
                    : BigDecimal.ZERO;
        }

        @Override
        public BigDecimal between(LocalDate after, LocalDate until) {
            return level.multiply(weight(after, until, rhythm, days));
        }
    }

    /** Working days, each as often as its month is fast. */
    private static BigDecimal weight(LocalDate after, LocalDate until, Map<Month, BigDecimal> rhythm, DaysOfWork days) {
        var weight = BigDecimal.ZERO;
        for (var from = after; from.isBefore(until); ) {
            var month = YearMonth.from(from.plusDays(1));
            var to = earliest(month.atEndOfMonth(), until);
            weight = weight.add(BigDecimal.valueOf(days.between(from, to))
                    .multiply(rhythm.getOrDefault(month.getMonth(), BigDecimal.ONE)));
            from = to;
        }
        return weight;
    }

    /**
     * How fast each month is against the mean working day of its year, over the calendar years that are complete, and {@link #EVEN} of a year
     * in which all months are alike. Empty, all months alike, before there is a complete year.
     */
    static Map<Month, BigDecimal> rhythm(Series series, LocalDate origin, DaysOfWork days) {
        var sums = new EnumMap<Month, BigDecimal>(Month.class);
        int years = 0;
        var first = series.first().getDayOfYear() == 1
                ? series.first().getYear()
                : series.first().getYear() + 1;
        for (int year = first; !LocalDate.of(year, 12, 31).isAfter(origin); year++) {
            var before = LocalDate.of(year, 1, 1).minusDays(1);
            var end = LocalDate.of(year, 12, 31);
            var done = series.between(before, end);
            if (done.signum() <= 0) continue;
            years++;
            var workingDays = BigDecimal.valueOf(days.between(before, end));
            for (var month : Month.values()) {
                var last = YearMonth.of(year, month).atEndOfMonth();
                var worked = days.between(before, last);
                var inMonth = series.between(before, last).max(BigDecimal.ZERO);
                before = last;
                var factor = worked == 0
                        ? BigDecimal.ONE
                        : inMonth.multiply(workingDays).divide(done.multiply(BigDecimal.valueOf(worked)), MC);
                sums.merge(month, factor.min(FASTEST), BigDecimal::add);
            }
        }
        var rhythm = new EnumMap<Month, BigDecimal>(Month.class);
        for (var sum : sums.entrySet())
            rhythm.put(
                    sum.getKey(),
                    sum.getValue().add(EVEN).divide(BigDecimal.valueOf(years).add(EVEN), MC));
        return rhythm;
    }

    private static LocalDate latest(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earliest(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
