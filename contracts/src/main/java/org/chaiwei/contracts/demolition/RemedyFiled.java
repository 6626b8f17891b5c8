package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 复议或诉讼受理: while it is pending nothing is demolished by force.
 *
 * @param remedy its id; the decision names it
 * @param kind REVIEW (行政复议) or SUIT (行政诉讼)
 * @param against the decision: ORDER, STOP_ORDER or FORCED_DEMOLITION_DECISION
 */
public record RemedyFiled(
        UUID violation, String street, UUID remedy, String kind, String against, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
