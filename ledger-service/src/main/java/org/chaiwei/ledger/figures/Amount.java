package org.chaiwei.ledger.figures;

import java.math.BigDecimal;

/** So many entries and so many square metres (two decimals). Either may be negative where an amount is a difference. */
record Amount(long count, BigDecimal areaM2) {

    static final Amount NONE = new Amount(0, new BigDecimal("0.00"));

    Amount plus(Amount other) {
        return new Amount(count + other.count, areaM2.add(other.areaM2));
    }

    Amount minus(Amount other) {
        return plus(other.negated());
    }

    Amount negated() {
        return new Amount(-count, areaM2.negate());
    }
}
