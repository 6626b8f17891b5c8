package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;
import org.jspecify.annotations.Nullable;

/**
 * 入账: the ledger took a demolition into its account. What counts towards the plan is this area, not what was reported.
 *
 * @param demolition the demolition that it answers ({@code Demolished.demolition}); null for one taken over from before the plan
 * @param areaM2 what was posted
 * @param remainingM2 what of the entry's recorded area still stands after it
 * @param legacy demolished before the plan and taken over
 */
public record DemolitionPosted(
        UUID violation,
        LedgerEntry entry,
        @Nullable UUID demolition,
        BigDecimal areaM2,
        BigDecimal remainingM2,
        boolean legacy,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public DemolitionPosted {
        areaM2 = Areas.exact(areaM2);
        remainingM2 = Areas.exact(remainingM2);
    }
}
