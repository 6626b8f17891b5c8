package org.chaiwei.accountability.progress;

import java.math.BigDecimal;

/**
 * What a movement adds (or, negative, takes off). Areas in square metres with two decimals.
 *
 * @param registered entries on the ledger, open or closed
 * @param registeredM2 their recorded area
 * @param closed those of them that are closed
 * @param closedM2 the recorded area of those
 * @param standingM2 what of the open ones' recorded area is not demolished
 * @param demolishedM2 posted as demolished, net of what was reversed; not what was taken over from before the plan
 * @param takenBackM2 taken back because the place of a closed entry stands again
 */
record Measures(
        int registered,
        BigDecimal registeredM2,
        int closed,
        BigDecimal closedM2,
        BigDecimal standingM2,
        BigDecimal demolishedM2,
        BigDecimal takenBackM2) {

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    static final Measures NONE = new Measures(0, ZERO, 0, ZERO, ZERO, ZERO, ZERO);

    static Measures open(BigDecimal areaM2, BigDecimal standingM2) {
        return new Measures(1, areaM2, 0, ZERO, standingM2, ZERO, ZERO);
    }

    static Measures closed(BigDecimal areaM2) {
        return new Measures(1, areaM2, 1, areaM2, ZERO, ZERO, ZERO);
    }

    static Measures demolished(BigDecimal areaM2) {
        return new Measures(0, ZERO, 0, ZERO, ZERO, areaM2, ZERO);
    }

    static Measures takenBack(BigDecimal areaM2) {
        return new Measures(0, ZERO, 0, ZERO, ZERO, ZERO, areaM2);
    }

    Measures plus(Measures other) {
        return new Measures(
                registered + other.registered,
                registeredM2.add(other.registeredM2),
                closed + other.closed,
                closedM2.add(other.closedM2),
                standingM2.add(other.standingM2),
                demolishedM2.add(other.demolishedM2),
                takenBackM2.add(other.takenBackM2));
    }

    Measures negated() {
        return new Measures(
                -registered,
                registeredM2.negate(),
                -closed,
                closedM2.negate(),
                standingM2.negate(),
                demolishedM2.negate(),
                takenBackM2.negate());
    }

    boolean isNothing() {
        return equals(NONE);
    }
}
