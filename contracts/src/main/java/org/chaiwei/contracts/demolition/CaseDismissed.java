package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/** 不予立案、撤案: found to be nothing that is enforced against. */
public record CaseDismissed(UUID violation, String street, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
