package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;
import org.jspecify.annotations.Nullable;

/**
 * 撤回: the entry was taken back, by a person or because its import was undone; every date is to show as if it had never been there.
 *
 * @param areaM2 the recorded area taken back
 * @param registeredOn the business date of its registration
 * @param demolishedM2 the demolition before the plan that is taken back with it
 * @param closedOn the closing before the plan that is taken back with it
 * @param demolishedOn the date of that demolition; null without one, and in facts from before this was told
 */
public record ViolationWithdrawn(
        UUID violation,
        LedgerEntry entry,
        BigDecimal areaM2,
        LocalDate registeredOn,
        BigDecimal demolishedM2,
        @Nullable LocalDate closedOn,
        LocalDate occurredOn,
        String actor,
        @Nullable LocalDate demolishedOn)
        implements LedgerFact {
    public ViolationWithdrawn {
        areaM2 = Areas.exact(areaM2);
        demolishedM2 = Areas.exact(demolishedM2);
    }
}
