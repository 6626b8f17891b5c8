package org.chaiwei.ledger.violation;

import java.math.BigDecimal;

/** An area in square metres with two decimals, never negative. Sums of areas are exact. */
public record Area(BigDecimal m2) implements Comparable<Area> {

    public static final Area ZERO = new Area(new BigDecimal("0.00"));

    /** Greater than any construction of a district and well within numeric(14,2), also summed over a million entries. */
    public static final Area LARGEST = new Area(new BigDecimal("999999.99"));

    /**
     * @throws IllegalArgumentException if negative
     * @throws ArithmeticException if a third decimal would be lost
     */
    public Area {
        if (m2.signum() < 0) throw new IllegalArgumentException("area below zero: " + m2);
        m2 = exact(m2);
    }

    public static Area of(String m2) {
        return new Area(new BigDecimal(m2));
    }

    public Area plus(Area other) {
        return new Area(m2.add(other.m2));
    }

    /** @throws IllegalArgumentException if the other is greater */
    public Area minus(Area other) {
        return new Area(m2.subtract(other.m2));
    }

    @Override
    public int compareTo(Area other) {
        return m2.compareTo(other.m2);
    }

    /**
     * The same number with exactly two decimals, as areas stand in events and JSON.
     *
     * @throws ArithmeticException if a third decimal would be lost
     */
    static BigDecimal exact(BigDecimal m2) {
        return m2.setScale(2);
    }
}
