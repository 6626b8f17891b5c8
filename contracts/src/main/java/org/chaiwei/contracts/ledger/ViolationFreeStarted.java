package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 开展无违建建设: a compound or an alley is to become free of violations; also once more, after a revocation.
 *
 * @param designation the place's id, the same in each run
 * @param kind COMPOUND 小区 or ALLEY 街巷
 * @param street code of the street
 * @param place what the compound or alley is called
 * @param run from 1; one more each time it is started anew
 */
public record ViolationFreeStarted(
        UUID designation, String kind, String street, String place, int run, LocalDate occurredOn, String actor)
        implements DistrictFact {

    @Override
    public UUID subject() {
        return designation;
    }
}
