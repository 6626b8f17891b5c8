package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far what comes may lie from what is expected: as far as four of five earlier forecasts lay, per day ahead (conformal prediction).
 * Trials of neighbouring months overlap, so the share that an interval holds is about that, and the back-test counts it.
 */
final class Interval {

    /** Of five forecasts four shall lie within. */
    static final BigDecimal COVERAGE = new BigDecimal("0.80");

    private Interval() {}

    /**
     * Half the width, for each day ahead; null where there are too few trials.
     *
     * @param trials any number
     */
    static @Nullable BigDecimal halfPerDay(List<Trial> trials, Method method) {
        if (trials.size() < Choice.TRIALS_MIN) return null;
        var misses =
                trials.stream().map(trial -> trial.missPerDay(method)).sorted().toList();
        // The smallest that is not less than 80 % of all of them and one more, that of the future.
        int rank = (4 * (misses.size() + 1) + 4) / 5;
        return misses.get(Math.min(rank, misses.size()) - 1);
    }
}
