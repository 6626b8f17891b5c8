package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 销账: the entry left the open ledger.
 *
 * @param ground DEMOLISHED, SEALED, RECTIFIED, DISMISSED, DUPLICATE or ORDER_REVOKED; only DEMOLISHED counts as demolished area
 * @param areaM2 the recorded area with which it closed
 * @param legacy closed before the plan and taken over
 */
public record LedgerClosed(
        UUID violation,
        LedgerEntry entry,
        String ground,
        BigDecimal areaM2,
        boolean legacy,
        LocalDate occurredOn,
        String actor)
        implements LedgerFact {
    public LedgerClosed {
        areaM2 = Areas.exact(areaM2);
    }
}
