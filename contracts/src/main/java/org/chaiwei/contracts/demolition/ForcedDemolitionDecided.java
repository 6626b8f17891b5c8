package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/** 强制拆除决定 */
public record ForcedDemolitionDecided(UUID violation, String street, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
