package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 无违建命名: nothing is open inside by the ledger, somebody looked, and the district office designated it.
 *
 * @param designation the place's id, the same in each run
 * @param kind COMPOUND 小区 or ALLEY 街巷
 * @param street code of the street
 * @param place what the compound or alley is called
 * @param run which run led to it
 */
public record ViolationFreeDesignated(
        UUID designation, String kind, String street, String place, int run, LocalDate occurredOn, String actor)
        implements DistrictFact {

    @Override
    public UUID subject() {
        return designation;
    }
}
