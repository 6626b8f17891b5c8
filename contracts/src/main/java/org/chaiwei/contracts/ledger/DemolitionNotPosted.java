package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 未入账: the ledger could not take a demolition into its account; a person has to look at it.
 *
 * @param demolition the demolition that it answers ({@code Demolished.demolition})
 * @param areaM2 what was reported as demolished
 * @param remainingM2 what could have been posted
 * @param reason MORE_THAN_REMAINING, CLOSED or WITHDRAWN
 */
public record DemolitionNotPosted(
        UUID violation,
        LedgerEntry entry,
        UUID demolition,
        BigDecimal areaM2,
        BigDecimal remainingM2,
        String reason,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public DemolitionNotPosted {
        areaM2 = Areas.exact(areaM2);
        remainingM2 = Areas.exact(remainingM2);
    }
}
