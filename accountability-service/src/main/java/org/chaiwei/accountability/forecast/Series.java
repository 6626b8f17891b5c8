package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;

/** A running total at the end of each day, from a first day to a last one. Immutable. */
final class Series {

    private final LocalDate first;

    /** The one at the end of the day before the first comes first. */
    private final BigDecimal[] totals;

    private Series(LocalDate first, BigDecimal[] totals) {
        this.first = first;
        this.totals = totals;
    }

    /**
     * @param before the total before the first day
     * @param moved by day, from the first to the last; a day on which nothing moved may be left out
     */
    static Series of(LocalDate first, LocalDate last, BigDecimal before, Map<LocalDate, BigDecimal> moved) {
        if (last.isBefore(first)) throw new IllegalArgumentException("a series ends before it begins");
        var totals = new BigDecimal[Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 2];
        totals[0] = before;
        for (int i = 1; i < totals.length; i++) {
            var day = moved.get(first.plusDays(i - 1));
            totals[i] = day == null ? totals[i - 1] : totals[i - 1].add(day);
        }
        return new Series(first, totals);
    }

    LocalDate first() {
        return first;
    }

    LocalDate last() {
        return first.plusDays(totals.length - 2);
    }

    /** At the end of the day; of a day before the first, what there was before. */
    BigDecimal at(LocalDate day) {
        var index = ChronoUnit.DAYS.between(first, day) + 1;
        if (index >= totals.length) throw new IllegalArgumentException("nothing is known of " + day);
        return totals[Math.toIntExact(Math.max(index, 0))];
    }

    /** What came after one day, until another one's end. */
    BigDecimal between(LocalDate after, LocalDate until) {
        return at(until).subtract(at(after));
    }

    /** As it was known on an earlier day. */
    Series until(LocalDate day) {
        return new Series(first, Arrays.copyOf(totals, Math.toIntExact(ChronoUnit.DAYS.between(first, day)) + 2));
    }
}
