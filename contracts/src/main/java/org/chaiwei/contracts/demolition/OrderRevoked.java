package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/** 责令限期拆除决定撤销: whoever gave the order took it back. Where a review or a court did, that is a {@link RemedyDecided}. */
public record OrderRevoked(UUID violation, String street, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
