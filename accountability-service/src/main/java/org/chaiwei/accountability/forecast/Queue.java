package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.chaiwei.accountability.progress.OpenEntries.Open;
import org.chaiwei.accountability.target.Goal;
import org.jspecify.annotations.Nullable;

/**
 * What stands, in the order in which it goes: after how many square metres each entry is gone. An entry counts as closed on the day on
 * which its last square metre falls. Pure.
 */
final class Queue {

    /** Which comes first among those of the same rank. */
    enum Order {
        LARGEST_FIRST,
        SMALLEST_FIRST
    }

    /** One of use, tag and street: whatever is of it. */
    record First(
            @Nullable String use,
            @Nullable String tag,
            @Nullable String street) {
        boolean matches(Open open) {
            return (use == null || open.use().equals(use))
                    && (tag == null || open.tags().contains(tag))
                    && (street == null || open.street().equals(street));
        }
    }

    /** @param afterM2 so much has gone by then in all */
    private record Gone(Open open, BigDecimal afterM2) {}

    private final List<Gone> inOrder;

    private Queue(List<Gone> inOrder) {
        this.inOrder = inOrder;
    }

    /** @param first what goes before everything else, the first before the second */
    static Queue of(List<Open> open, List<First> first, Order order) {
        Comparator<Open> bySize = Comparator.comparing(Open::standingM2);
        var sorted = new ArrayList<>(open);
        sorted.sort(Comparator.comparingInt((Open one) -> rank(one, first))
                .thenComparing(order == Order.LARGEST_FIRST ? bySize.reversed() : bySize));
        var inOrder = new ArrayList<Gone>();
        var after = new BigDecimal("0.00");
        for (var one : sorted) {
            after = after.add(one.standingM2().max(BigDecimal.ZERO));
            inOrder.add(new Gone(one, after));
        }
        return new Queue(inOrder);
    }

    private static int rank(Open open, List<First> first) {
        for (int i = 0; i < first.size(); i++) if (first.get(i).matches(open)) return i;
        return first.size();
    }

    /**
     * How a line moves as the queue goes.
     *
     * @param units how many are done after each of the steps, in the line's unit
     */
    record Steps(List<BigDecimal> afterM2, List<BigDecimal> units) {

        /** How many are done once so much has gone. */
        BigDecimal doneAfter(BigDecimal m2) {
            int low = 0;
            int high = afterM2.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (afterM2.get(middle).compareTo(m2) <= 0) low = middle + 1;
                else high = middle;
            }
            return low == 0 ? BigDecimal.ZERO : units.get(low - 1);
        }
    }

    /** The steps of a target's line. Not of demolished area, which is the same in whatever order it falls. */
    Steps stepsOf(Line.By by, Goal goal) {
        var afterM2 = new ArrayList<BigDecimal>();
        var units = new ArrayList<BigDecimal>();
        var done = BigDecimal.ZERO;
        var leftInAlley = new HashMap<String, Integer>();
        if (by == Line.By.ALLEYS)
            for (var gone : inOrder) if (isInAlley(gone.open)) leftInAlley.merge(alley(gone.open), 1, Integer::sum);
        for (var gone : inOrder) {
            var open = gone.open;
            var amount = switch (by) {
                case DEMOLISHED_M2 -> throw new IllegalArgumentException("area falls in any order");
                case ENTRIES -> Line.counts(goal, open.tags(), open.ledgerKind()) ? BigDecimal.ONE : BigDecimal.ZERO;
                case RECORDED_M2 -> Line.counts(goal, open.tags(), open.ledgerKind()) ? open.areaM2() : BigDecimal.ZERO;
                case HOUSEHOLDS ->
                    Line.isWallOpening(open.ledgerKind()) ? BigDecimal.valueOf(open.households()) : BigDecimal.ZERO;
                case ALLEYS ->
                    isInAlley(open) && leftInAlley.merge(alley(open), -1, Integer::sum) == 0
                            ? BigDecimal.ONE
                            : BigDecimal.ZERO;
            };
            if (amount.signum() == 0) continue;
            done = done.add(amount);
            afterM2.add(gone.afterM2);
            units.add(done.setScale(by.scale(), RoundingMode.UNNECESSARY));
        }
        return new Steps(afterM2, units);
    }

    private static boolean isInAlley(Open open) {
        return Line.isWallOpening(open.ledgerKind()) && open.alley() != null;
    }

    private static String alley(Open open) {
        return open.street() + " " + Objects.requireNonNull(open.alley());
    }
}
