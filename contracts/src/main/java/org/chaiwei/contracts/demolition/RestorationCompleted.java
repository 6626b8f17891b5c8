package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 恢复完成: the place is as it should be again.
 *
 * @param kind GREENED (绿化), PAVED (硬化), FACADE (立面恢复) or OTHER
 */
public record RestorationCompleted(UUID violation, String street, String kind, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
