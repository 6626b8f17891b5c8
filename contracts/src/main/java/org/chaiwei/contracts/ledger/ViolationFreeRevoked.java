package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 撤销命名: the place is no longer free of violations. Counts from its own day on, which is never before that of the designation.
 *
 * @param designation the place's id, the same in each run
 * @param kind COMPOUND 小区 or ALLEY 街巷
 * @param street code of the street
 * @param place what the compound or alley is called
 * @param run which run's designation it takes away
 * @param cause RELAPSE, VIOLATION or BY_HAND
 * @param violation the entry that stands inside; null by hand
 * @param designatedOn the day of the designation
 */
public record ViolationFreeRevoked(
        UUID designation,
        String kind,
        String street,
        String place,
        int run,
        String cause,
        @Nullable UUID violation,
        LocalDate designatedOn,
        LocalDate occurredOn,
        String actor)
        implements DistrictFact {

    @Override
    public UUID subject() {
        return designation;
    }
}
