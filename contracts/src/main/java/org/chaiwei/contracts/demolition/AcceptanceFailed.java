package org.chaiwei.contracts.demolition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.contracts.Areas;

/**
 * 验收不通过: what was demolished or sealed since the last acceptance is not as it was reported. Its area does not count until
 * acceptance passes.
 *
 * @param areaM2 the demolished area that was not accepted; 0.00 for a sealing alone
 * @param sealed whether a sealed wall was not accepted
 * @param cause STILL_STANDING, PARTLY_STANDING, NOT_CLEARED or UNSAFE
 */
public record AcceptanceFailed(
        UUID violation,
        String street,
        BigDecimal areaM2,
        boolean sealed,
        String cause,
        LocalDate occurredOn,
        String actor)
        implements DemolitionFact {
    public AcceptanceFailed {
        areaM2 = Areas.exact(areaM2);
    }
}
