package org.chaiwei.contracts.ledger;

import java.util.List;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;

/**
 * Something that the ledger tells of the district's plan and that is about no single entry. Published beside {@link LedgerFact}, on the
 * same topic and in the same log.
 */
public sealed interface DistrictFact extends Fact
        permits ViolationFreeStarted, ViolationFreeDesignated, ViolationFreeRevoked {

    /** Every type that the ledger has ever published of these. */
    List<FactType> TYPES = List.of(
            new FactType("ledger", ViolationFreeStarted.class, 1),
            new FactType("ledger", ViolationFreeDesignated.class, 1),
            new FactType("ledger", ViolationFreeRevoked.class, 1));

    /** Code of the sub-district (街道) where it is, nine digits. */
    String street();
}
