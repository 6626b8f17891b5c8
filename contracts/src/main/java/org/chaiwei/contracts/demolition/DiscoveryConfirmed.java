package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * 发现确认: a new construction was confirmed on the spot; the one-hour clock runs from here.
 *
 * @param occurredAt when, to the second, with offset
 */
public record DiscoveryConfirmed(
        UUID violation, String street, LocalDate occurredOn, OffsetDateTime occurredAt, String actor)
        implements DemolitionFact {}
