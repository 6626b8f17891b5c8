package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 撤销销账: a closing was taken back, and the entry is open again.
 *
 * @param ground on which it had been closed
 * @param closedOn when
 * @param areaM2 the area that is on the open ledger again: 0.00 where the entry had been closed as demolished
 * @param approver the pseudonymous id of whoever approved it
 */
public record LedgerClosingRevoked(
        UUID violation,
        LedgerEntry entry,
        String ground,
        LocalDate closedOn,
        BigDecimal areaM2,
        String approver,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public LedgerClosingRevoked {
        areaM2 = Areas.exact(areaM2);
    }
}
