package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;

/** Areas as facts carry them. */
final class Areas {

    private Areas() {}

    /**
     * The same number of square metres with exactly two decimals.
     *
     * @throws ArithmeticException if a third decimal would be lost
     */
    static BigDecimal exact(BigDecimal m2) {
        return m2.setScale(2);
    }
}
