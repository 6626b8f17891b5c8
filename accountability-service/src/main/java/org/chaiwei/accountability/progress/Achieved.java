package org.chaiwei.accountability.progress;

import java.math.BigDecimal;

/**
 * 净拆除面积: what was demolished in a period. Square metres, two decimals.
 *
 * @param onLedgerM2 of entries that stood when the plan began (origin EXISTING), net of what was reversed
 * @param newM2 of what was built since (NEW, RELAPSE), likewise
 * @param takenBackM2 taken back because closed places stand again
 * @param netM2 what counts: both less what was taken back
 */
public record Achieved(BigDecimal onLedgerM2, BigDecimal newM2, BigDecimal takenBackM2, BigDecimal netM2) {

    public static final Achieved NOTHING = of(new BigDecimal("0.00"), new BigDecimal("0.00"), new BigDecimal("0.00"));

    public static Achieved of(BigDecimal onLedgerM2, BigDecimal newM2, BigDecimal takenBackM2) {
        return new Achieved(
                onLedgerM2, newM2, takenBackM2, onLedgerM2.add(newM2).subtract(takenBackM2));
    }
}
