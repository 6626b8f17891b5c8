package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.contracts.Areas;
import org.jspecify.annotations.Nullable;

/**
 * 登记: an entry came onto the ledger, also again after a withdrawal.
 *
 * @param areaM2 square metres, two decimals
 * @param foundBy INVENTORY, PATROL, REPORT or IMAGERY
 * @param partyId the responsible person, if known
 * @param legacy on paper before the plan and taken over
 * @param occurredAt when the discovery was confirmed, where a clock judges it (origin NEW or RELAPSE)
 */
public record ViolationRegistered(
        UUID violation,
        LedgerEntry entry,
        BigDecimal areaM2,
        LocalDate discoveredOn,
        String foundBy,
        @Nullable UUID partyId,
        boolean legacy,
        LocalDate occurredOn,
        @Nullable OffsetDateTime occurredAt,
        String actor)
        implements LedgerFact {
    public ViolationRegistered {
        areaM2 = Areas.exact(areaM2);
    }
}
