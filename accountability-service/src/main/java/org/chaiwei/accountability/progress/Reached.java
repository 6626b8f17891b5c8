package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.chaiwei.accountability.target.Operator;
import org.jspecify.annotations.Nullable;

/** What was found out for a target's metric; how it is held against the target is its own affair, exactly and without rounding. */
sealed interface Reached {

    /** In the metric's unit; null where there are no facts to tell it from. */
    @Nullable
    BigDecimal value();

    /** Whether it meets the target's value. Not asked without data. */
    boolean holds(Operator operator, BigDecimal target);

    /** There are no facts yet: nothing is known, which is not zero. */
    record NoData() implements Reached {
        @Override
        public @Nullable BigDecimal value() {
            return null;
        }

        @Override
        public boolean holds(Operator operator, BigDecimal target) {
            return false;
        }
    }

    record Area(Achieved achieved) implements Reached {
        @Override
        public BigDecimal value() {
            return achieved.netM2();
        }

        @Override
        public boolean holds(Operator operator, BigDecimal target) {
            return operator.holds(achieved.netM2(), target);
        }
    }

    /**
     * A number of things.
     *
     * @param of how many there are in all, where that says something
     * @param relapses counted apart, for new constructions
     */
    record Number(long number, @Nullable Long of, @Nullable Long relapses) implements Reached {
        @Override
        public BigDecimal value() {
            return BigDecimal.valueOf(number);
        }

        @Override
        public boolean holds(Operator operator, BigDecimal target) {
            return operator.holds(value(), target);
        }
    }

    /**
     * Some of a whole.
     *
     * @param total above zero
     * @param totalM2 null where area doesn't count, as {@code doneM2}
     */
    record Share(
            long done,
            long total,
            @Nullable BigDecimal doneM2,
            @Nullable BigDecimal totalM2) implements Reached {

        /** The lower one, where both count. */
        @Override
        public BigDecimal value() {
            var byArea = shareByArea();
            return byArea == null ? shareByCount() : shareByCount().min(byArea);
        }

        @Override
        public boolean holds(Operator operator, BigDecimal target) {
            return operator.holds(BigDecimal.valueOf(done), target.multiply(BigDecimal.valueOf(total)))
                    && (doneM2 == null || totalM2 == null || operator.holds(doneM2, target.multiply(totalM2)));
        }

        BigDecimal shareByCount() {
            return fraction(BigDecimal.valueOf(done), BigDecimal.valueOf(total));
        }

        @Nullable
        BigDecimal shareByArea() {
            if (doneM2 == null || totalM2 == null) return null;
            return totalM2.signum() == 0 ? shareByCount() : fraction(doneM2, totalM2);
        }
    }

    /** Six decimals, rounded towards zero: what is not reached never reads as if it were. */
    static BigDecimal fraction(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, 6, RoundingMode.DOWN);
    }
}
