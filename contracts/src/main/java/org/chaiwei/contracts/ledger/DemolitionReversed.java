package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 冲回: acceptance failed, so demolished area that was posted is taken back until it passes. Posting it again is a new
 * {@link DemolitionPosted}.
 *
 * @param areaM2 what is taken back
 * @param remainingM2 what of the entry's recorded area stands after it
 */
public record DemolitionReversed(
        UUID violation,
        LedgerEntry entry,
        BigDecimal areaM2,
        BigDecimal remainingM2,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public DemolitionReversed {
        areaM2 = Areas.exact(areaM2);
        remainingM2 = Areas.exact(remainingM2);
    }
}
