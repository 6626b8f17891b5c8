package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 调整街道: another sub-district answers for the entry.
 *
 * @param before the entry in the old street
 * @param areaM2 the recorded area that moves
 * @param demolishedM2 what of it is demolished so far
 */
public record StreetReassigned(
        UUID violation,
        LedgerEntry before,
        LedgerEntry entry,
        BigDecimal areaM2,
        BigDecimal demolishedM2,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public StreetReassigned {
        areaM2 = Areas.exact(areaM2);
        demolishedM2 = Areas.exact(demolishedM2);
    }
}
