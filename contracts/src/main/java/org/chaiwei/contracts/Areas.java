package org.chaiwei.contracts;

import java.math.BigDecimal;

/** Areas as facts carry them. Called by the facts' constructors. */
public final class Areas {

    private Areas() {}

    /**
     * The same number of square metres with exactly two decimals.
     *
     * @throws ArithmeticException if a third decimal would be lost
     */
    public static BigDecimal exact(BigDecimal m2) {
        return m2.setScale(2);
    }
}
