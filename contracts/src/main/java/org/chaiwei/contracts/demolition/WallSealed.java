package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * 封堵: a wall opening (开墙打洞) is walled up again.
 *
 * @param sealing its id
 * @param households how many households it concerns
 * @param occurredAt when, with offset
 */
public record WallSealed(
        UUID violation,
        String street,
        UUID sealing,
        int households,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements DemolitionFact {}
