package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Series} has to reach, and by when.
 *
 * @param least the smallest amount that does; in the series' unit, above zero
 * @param most there is no more than that to be done; null where nothing bounds it
 * @param before the series' total that doesn't count, for a target of a period
 * @param from the first day that counts
 * @param due the last one
 * @param scale decimals of an amount: 2 for square metres, 0 for what is counted
 */
record Aim(BigDecimal least, @Nullable BigDecimal most, BigDecimal before, LocalDate from, LocalDate due, int scale) {

    BigDecimal reached(Series series, LocalDate on) {
        return series.at(on).subtract(before);
    }

    boolean metBy(BigDecimal amount) {
        return amount.compareTo(least) >= 0;
    }

    /** Whether there is as much as has to be done. */
    boolean canBeMet() {
        return most == null || metBy(most);
    }

    /** What is left to do. */
    BigDecimal remaining(BigDecimal reached) {
        return least.subtract(reached).max(BigDecimal.ZERO);
    }

    /** No more than there is, and not less than nothing. */
    BigDecimal within(BigDecimal amount) {
        var floor = amount.max(BigDecimal.ZERO);
        return most == null ? floor : floor.min(most);
    }

    /**
     * The first day of the period of the same length in which a day lies: this target's own, or one as many whole years earlier as it takes.
     *
     * @param on not after {@code due}
     */
    LocalDate fromAt(LocalDate on) {
        return from.minusYears(yearsBack(on));
    }

    /** The last day of that period. */
    LocalDate dueAt(LocalDate on) {
        return due.minusYears(yearsBack(on));
    }

    private long yearsBack(LocalDate on) {
        long years = 0;
        while (from.minusYears(years).isAfter(on)) years++;
        return years;
    }
}
