package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 限制确认: the department has set the restriction.
 *
 * @param restriction its id
 * @param kind PROPERTY_REGISTRATION (登记), MORTGAGE (抵押), TRADE (交易) or BUSINESS_LICENCE (营业执照)
 */
public record RestrictionAcknowledged(
        UUID violation, String street, UUID restriction, String kind, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
