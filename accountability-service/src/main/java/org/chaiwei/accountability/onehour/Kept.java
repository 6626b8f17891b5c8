package org.chaiwei.accountability.onehour;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How the one-hour clocks of a street, or of the district, have come out.
 *
 * @param street its code; null for the district
 * @param name the street's Chinese name
 * @param rate kept over kept and missed, four decimals, rounded towards zero; null where there is neither: no data is not zero
 */
record Kept(
        @Nullable String street,
        @Nullable String name,
        Count clocks,
        @Nullable BigDecimal rate) {

    private static final int RATE_DECIMALS = 4;

    /**
     * Started = kept + missed + voided + running.
     *
     * @param kept removed within the hour, also where it was first told as missed
     * @param missed the hour was over, whether it was removed later or not
     * @param voided ended before the hour was over, or should never have run; counts neither way
     * @param running neither as yet
     * @param dispatchedLate told as missed on the way: the ten minutes. It says nothing of how the hour came out
     * @param onSiteLate the same of the half hour
     */
    record Count(
            long started, long kept, long missed, long voided, long running, long dispatchedLate, long onSiteLate) {

        static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0);

        private Count plus(Count other) {
            return new Count(
                    started + other.started,
                    kept + other.kept,
                    missed + other.missed,
                    voided + other.voided,
                    running + other.running,
                    dispatchedLate + other.dispatchedLate,
                    onSiteLate + other.onSiteLate);
        }
    }

    static Kept of(@Nullable String street, @Nullable String name, Count clocks) {
        var judged = clocks.kept + clocks.missed;
        return new Kept(
                street,
                name,
                clocks,
                judged == 0
                        ? null
                        : BigDecimal.valueOf(clocks.kept)
                                .divide(BigDecimal.valueOf(judged), RATE_DECIMALS, RoundingMode.DOWN));
    }

    static Kept ofDistrict(Collection<Count> streets) {
        return of(null, null, streets.stream().reduce(Count.NONE, Count::plus));
    }
}
