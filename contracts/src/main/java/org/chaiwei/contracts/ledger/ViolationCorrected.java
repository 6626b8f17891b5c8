package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 更正: what the ledger says of the entry was wrong; area and use may have changed, never the street.
 *
 * @param before the entry before it
 * @param areaBeforeM2 the recorded area before it
 * @param areaM2 the recorded area from now on
 * @param demolishedM2 what of it is demolished so far
 */
public record ViolationCorrected(
        UUID violation,
        LedgerEntry before,
        LedgerEntry entry,
        BigDecimal areaBeforeM2,
        BigDecimal areaM2,
        BigDecimal demolishedM2,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public ViolationCorrected {
        areaBeforeM2 = Areas.exact(areaBeforeM2);
        areaM2 = Areas.exact(areaM2);
        demolishedM2 = Areas.exact(demolishedM2);
    }
}
