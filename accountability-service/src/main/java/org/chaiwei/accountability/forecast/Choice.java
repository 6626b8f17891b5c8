package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which method is used, and on what grounds: the simpler one, unless the other has missed by a tenth less on the same history.
 *
 * @param why short form of the grounds
 * @param daysAhead how far ahead the trials looked that decide: as far as the question does, or, where history is too short for that, 90 or 30 days. Null without enough of them
 * @param trials how many there are
 * @param straightMiss the straight line's mean miss in them, in the series' unit
 * @param rhythmicMiss the other's
 * @param margin by how much the other has to be better
 */
record Choice(
        Method method,
        Why why,
        @Nullable Integer daysAhead,
        int trials,
        @Nullable BigDecimal straightMiss,
        @Nullable BigDecimal rhythmicMiss,
        BigDecimal margin) {

    enum Why {
        /** There are not enough trials to tell: the simpler one. */
        TOO_LITTLE_HISTORY,
        /** The other doesn't miss by a tenth less: the simpler one. */
        SIMPLER_AS_GOOD,
        /** The other misses by a tenth less, or more. */
        OTHER_BETTER
    }

    /** A better method has to be better by this part of the simpler one's miss. */
    static final BigDecimal MARGIN = new BigDecimal("0.10");

    /** Fewer say nothing of a method. */
    static final int TRIALS_MIN = 6;

    private static final List<Integer> SHORTER = List.of(90, 30);

    /** What was found, and the trials that it rests on. */
    record Grounds(Choice choice, List<Trial> trials) {}

    /**
     * By what is known on a day.
     *
     * @param daysAhead how far ahead the question looks, above zero
     */
    static Grounds on(Series series, Aim aim, LocalDate asOf, int daysAhead, DaysOfWork days) {
        var trials = Trial.of(series, aim, daysAhead, asOf, days);
        var ahead = daysAhead;
        for (var shorter : SHORTER) {
            if (trials.size() >= TRIALS_MIN) break;
            if (shorter >= daysAhead) continue;
            ahead = shorter;
            trials = Trial.of(series, aim, shorter, asOf, days);
        }
        if (trials.size() < TRIALS_MIN)
            return new Grounds(
                    new Choice(Method.STRAIGHT_LINE, Why.TOO_LITTLE_HISTORY, null, trials.size(), null, null, MARGIN),
                    List.of());
        var straight = Trial.meanMiss(trials, Method.STRAIGHT_LINE);
        var rhythmic = Trial.meanMiss(trials, Method.RECENT_WITH_RHYTHM);
        var better = better(straight, rhythmic);
        return new Grounds(
                new Choice(
                        better ? Method.RECENT_WITH_RHYTHM : Method.STRAIGHT_LINE,
                        better ? Why.OTHER_BETTER : Why.SIMPLER_AS_GOOD,
                        ahead,
                        trials.size(),
                        straight.setScale(2, RoundingMode.HALF_UP),
                        rhythmic.setScale(2, RoundingMode.HALF_UP),
                        MARGIN),
                trials);
    }

    /** Whether the second is better than the first by the margin. */
    static boolean better(BigDecimal straight, BigDecimal rhythmic) {
        return rhythmic.compareTo(straight.multiply(BigDecimal.ONE.subtract(MARGIN))) <= 0
                && rhythmic.compareTo(straight) < 0;
    }

    Words words() {
        return switch (why) {
            case TOO_LITTLE_HISTORY ->
                new Words(
                        "历史不足：可检验的月末只有%d个，至少要%d个，故用较简单的方法".formatted(trials, TRIALS_MIN),
                        "Too little history: %d month's ends can be tried, %d are needed, so the simpler method is used"
                                .formatted(trials, TRIALS_MIN));
            case SIMPLER_AS_GOOD ->
                new Words(
                        "回测%d次（提前%d天）：直线平均偏差%s，近期节奏%s，未少10%%，故用较简单的方法"
                                .formatted(trials, daysAhead, straightMiss, rhythmicMiss),
                        "In %d trials, %d days ahead, the straight line missed by %s on average, the other by %s: not a tenth less, so the simpler method is used"
                                .formatted(trials, daysAhead, straightMiss, rhythmicMiss));
            case OTHER_BETTER ->
                new Words(
                        "回测%d次（提前%d天）：直线平均偏差%s，近期节奏%s，至少少10%%，故用后者"
                                .formatted(trials, daysAhead, straightMiss, rhythmicMiss),
                        "In %d trials, %d days ahead, the straight line missed by %s on average, the other by %s: at least a tenth less, so the other method is used"
                                .formatted(trials, daysAhead, straightMiss, rhythmicMiss));
        };
    }
}
