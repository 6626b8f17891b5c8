package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How both methods would have done once: on a month's end, knowing only what had happened until then, of a later day.
 *
 * @param actual what really came between the two days
 * @param straight what the straight line says comes
 * @param rhythmic what the recent pace with the year's rhythm says
 */
record Trial(LocalDate origin, LocalDate day, BigDecimal actual, BigDecimal straight, BigDecimal rhythmic) {

    /** Five years of month's ends, the latest. */
    static final int TRIALS_MAX = 60;

    /**
     * One for each month's end of the series after which as many days are known.
     *
     * @param until nothing after this day is looked at
     */
    static List<Trial> of(Series series, Aim aim, int daysAhead, LocalDate until, DaysOfWork days) {
        var trials = new ArrayList<Trial>();
        for (var month = YearMonth.from(until.minusDays(daysAhead).plusDays(1)).minusMonths(1);
                trials.size() < TRIALS_MAX && !month.atDay(1).isBefore(series.first());
                month = month.minusMonths(1)) {
            var origin = month.atEndOfMonth();
            trials.add(of(series, aim, origin, origin.plusDays(daysAhead), days));
        }
        Collections.reverse(trials);
        return trials;
    }

    static Trial of(Series series, Aim aim, LocalDate origin, LocalDate day, DaysOfWork days) {
        return new Trial(
                origin,
                day,
                series.between(origin, day),
                Method.STRAIGHT_LINE.pace(series, aim, origin, days).between(origin, day),
                Method.RECENT_WITH_RHYTHM.pace(series, aim, origin, days).between(origin, day));
    }

    /** Above zero where too much was expected. */
    BigDecimal error(Method method) {
        return switch (method) {
            case STRAIGHT_LINE -> straight.subtract(actual);
            case RECENT_WITH_RHYTHM -> rhythmic.subtract(actual);
        };
    }

    /** How far off it was, for each day ahead. */
    BigDecimal missPerDay(Method method) {
        return error(method).abs().divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(origin, day)), Method.MC);
    }

    /** The mean miss; zero without any trial. */
    static BigDecimal meanMiss(List<Trial> trials, Method method) {
        if (trials.isEmpty()) return BigDecimal.ZERO;
        return trials.stream()
                .map(trial -> trial.error(method).abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(trials.size()), 6, RoundingMode.HALF_UP);
    }
}
