package org.chaiwei.contracts.demolition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 验收通过: what was demolished or sealed since the last acceptance was looked at and found done, by two people of two roles, neither
 * of whom had demolished. Published on the second signature, whose giver is the actor.
 *
 * @param areaM2 the demolished area that was accepted; 0.00 for a sealing alone
 * @param sealed whether a sealed wall was accepted
 * @param signatures both, in the order in which they were given
 */
public record AcceptancePassed(
        UUID violation,
        String street,
        BigDecimal areaM2,
        boolean sealed,
        List<Signature> signatures,
        LocalDate occurredOn,
        String actor)
        implements DemolitionFact {
    public AcceptancePassed {
        areaM2 = Areas.exact(areaM2);
        signatures = List.copyOf(signatures);
    }
}
