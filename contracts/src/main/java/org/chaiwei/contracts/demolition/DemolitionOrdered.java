package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 责令限期拆除: the party was ordered to demolish.
 *
 * @param days what the party is given for it, calendar days
 */
public record DemolitionOrdered(UUID violation, String street, int days, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
