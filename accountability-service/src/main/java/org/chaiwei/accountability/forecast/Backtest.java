package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.forecast.Choice.Why;
import org.jspecify.annotations.Nullable;

/**
 * How both methods would have done on each month's end of a range, a method beside the other. Pure. An origin knows what had happened by its
 * day, in the record as it is known now: what was written down late counts on its own day.
 *
 * @param horizons to the end of the period, 30 and 90 days ahead
 * @param nowUsed what a forecast on the last day of the range would use to look to the period's end; null where that is over
 */
record Backtest(List<OfHorizon> horizons, @Nullable Choice nowUsed) {

    enum Horizon {
        /** The last day of the period in which the origin lies. */
        PERIOD_END,
        DAYS_30,
        DAYS_90
    }

    /**
     * @param origins from the first to the last that was tried; null without any
     * @param winner the simpler method, unless the other's mean miss is a tenth less; null where there are too few trials to tell
     * @param trials each, where they were asked for
     */
    record OfHorizon(
            Horizon horizon,
            int origins,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            OfMethod straightLine,
            OfMethod recentWithRhythm,
            @Nullable Method winner,
            @Nullable List<Trial> trials) {}

    /**
     * Errors as parts of what has to be reached; six decimals. Null without a trial.
     *
     * @param meanMiss the mean of how far off it was
     * @param bias the mean error: above zero where too much was expected
     * @param intervals trials for which there was history enough to give an interval
     * @param coverage of those, the part that held what came; 80 % is what they promise
     */
    record OfMethod(
            @Nullable BigDecimal meanMiss,
            @Nullable BigDecimal bias,
            int intervals,
            @Nullable BigDecimal coverage) {}

    /**
     * @param from origins from this day on
     * @param to not after what the series knows; nothing after it is looked at
     */
    static Backtest of(Series series, Aim aim, LocalDate from, LocalDate to, DaysOfWork days, boolean withTrials) {
        var horizons = new ArrayList<OfHorizon>();
        for (var horizon : Horizon.values()) horizons.add(of(horizon, series, aim, from, to, days, withTrials));
        var ahead = Math.toIntExact(ChronoUnit.DAYS.between(to, aim.due()));
        return new Backtest(
                horizons,
                ahead <= 0 ? null : Choice.on(series, aim, to, ahead, days).choice());
    }

    private static OfHorizon of(
            Horizon horizon,
            Series series,
            Aim aim,
            LocalDate from,
            LocalDate to,
            DaysOfWork days,
            boolean withTrials) {
        var trials = new ArrayList<Trial>();
        var straight = new Counted();
        var rhythmic = new Counted();
        var earliest = from.isBefore(series.first()) ? series.first() : from;
        for (var month = YearMonth.from(to); trials.size() < Trial.TRIALS_MAX; month = month.minusMonths(1)) {
            var origin = month.atEndOfMonth();
            if (origin.isBefore(earliest) || month.atDay(1).isBefore(series.first())) break;
            var day = dayOf(horizon, aim, origin);
            if (day == null || day.isAfter(to)) continue;
            var trial = Trial.of(series, aim, origin, day, days);
            trials.add(trial);
            var ahead = Math.toIntExact(ChronoUnit.DAYS.between(origin, day));
            var known = Choice.on(series, aim, origin, ahead, days).trials();
            straight.count(trial, Method.STRAIGHT_LINE, ahead, known);
            rhythmic.count(trial, Method.RECENT_WITH_RHYTHM, ahead, known);
        }
        var inOrder = trials.reversed();
        return new OfHorizon(
                horizon,
                trials.size(),
                trials.isEmpty() ? null : trials.getLast().origin(),
                trials.isEmpty() ? null : trials.getFirst().origin(),
                straight.of(aim),
                rhythmic.of(aim),
                winner(trials),
                withTrials ? List.copyOf(inOrder) : null);
    }

    /** The day that an origin is asked about; null where no day lies ahead. */
    private static @Nullable LocalDate dayOf(Horizon horizon, Aim aim, LocalDate origin) {
        return switch (horizon) {
            case PERIOD_END -> {
                var due = origin.isAfter(aim.due()) ? null : aim.dueAt(origin);
                yield due == null || !due.isAfter(origin) ? null : due;
            }
            case DAYS_30 -> origin.plusDays(30);
            case DAYS_90 -> origin.plusDays(90);
        };
    }

    private static @Nullable Method winner(List<Trial> trials) {
        if (trials.size() < Choice.TRIALS_MIN) return null;
        return Choice.better(
                        Trial.meanMiss(trials, Method.STRAIGHT_LINE), Trial.meanMiss(trials, Method.RECENT_WITH_RHYTHM))
                ? Method.RECENT_WITH_RHYTHM
                : Method.STRAIGHT_LINE;
    }

    /** What is found of one method, trial by trial. */
    private static final class Counted {

        private BigDecimal misses = BigDecimal.ZERO;
        private BigDecimal errors = BigDecimal.ZERO;
        private int trials;
        private int intervals;
        private int held;

        /** @param known the trials that had been known at the origin */
        private void count(Trial trial, Method method, int daysAhead, List<Trial> known) {
            var error = trial.error(method);
            trials++;
            misses = misses.add(error.abs());
            errors = errors.add(error);
            var halfPerDay = Interval.halfPerDay(known, method);
            if (halfPerDay == null) return;
            intervals++;
            if (error.abs().compareTo(halfPerDay.multiply(BigDecimal.valueOf(daysAhead))) <= 0) held++;
        }

        private OfMethod of(Aim aim) {
            return new OfMethod(
                    trials == 0 ? null : mean(misses, aim),
                    trials == 0 ? null : mean(errors, aim),
                    intervals,
                    intervals == 0
                            ? null
                            : BigDecimal.valueOf(held).divide(BigDecimal.valueOf(intervals), 6, RoundingMode.DOWN));
        }

        private BigDecimal mean(BigDecimal sum, Aim aim) {
            return sum.divide(aim.least().multiply(BigDecimal.valueOf(trials)), 6, RoundingMode.HALF_UP);
        }
    }

    /** What the range has shown, in a sentence. */
    Words words() {
        if (nowUsed == null)
            return new Words("目标期已结束，不再预测", "The target's last day is over: there is nothing left to forecast");
        return nowUsed.why() == Why.TOO_LITTLE_HISTORY
                ? nowUsed.words()
                : new Words(
                        "现用：" + nowUsed.words().zh(),
                        "In use: " + nowUsed.words().en());
    }
}
