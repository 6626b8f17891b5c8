package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 反弹: at a closed entry's place something stands again, confirmed by a person; it has a new entry of its own, this fact's subject.
 *
 * @param entry the new entry, of origin RELAPSE
 * @param closedViolation the closed entry whose place it is
 * @param areaM2 the closed entry's area, taken back from what was achieved on this date
 * @param occurredAt when it was confirmed
 */
public record RelapseDetected(
        UUID violation,
        LedgerEntry entry,
        UUID closedViolation,
        BigDecimal areaM2,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements LedgerFact {
    public RelapseDetected {
        areaM2 = Areas.exact(areaM2);
    }
}
