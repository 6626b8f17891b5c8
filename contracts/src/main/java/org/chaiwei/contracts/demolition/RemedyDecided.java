package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 复议或诉讼终结
 *
 * @param remedy its id
 * @param kind REVIEW (行政复议) or SUIT (行政诉讼)
 * @param outcome UPHELD (the decision stands), REVOKED or WITHDRAWN
 * @param revokes the decision that it takes away: ORDER, STOP_ORDER or FORCED_DEMOLITION_DECISION; null unless the outcome is REVOKED
 */
public record RemedyDecided(
        UUID violation,
        String street,
        UUID remedy,
        String kind,
        String outcome,
        @Nullable String revokes,
        LocalDate occurredOn,
        String actor)
        implements DemolitionFact {}
