package org.chaiwei.contracts.demolition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 拆除: some or all of the construction is gone. It serves procedure and clocks; what counts towards the plan is what the ledger
 * posts of it.
 *
 * @param demolition its id; the ledger's answer names it
 * @param areaM2 what was demolished this time
 * @param whole whether nothing is left
 * @param by OWNER (自拆), AGREEMENT (助拆) or FORCE (强拆)
 * @param occurredAt when, with offset
 */
public record Demolished(
        UUID violation,
        String street,
        UUID demolition,
        BigDecimal areaM2,
        boolean whole,
        String by,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements DemolitionFact {
    public Demolished {
        areaM2 = Areas.exact(areaM2);
    }
}
