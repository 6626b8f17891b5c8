package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 限制申请: another department is asked to restrict what may be done with the building.
 *
 * @param restriction its id; what becomes of it names it
 * @param kind PROPERTY_REGISTRATION (登记), MORTGAGE (抵押), TRADE (交易) or BUSINESS_LICENCE (营业执照)
 * @param ledgerNumber 台账编号 of the entry
 */
public record RestrictionRequested(
        UUID violation,
        String street,
        UUID restriction,
        String kind,
        String ledgerNumber,
        LocalDate occurredOn,
        String actor)
        implements DemolitionFact {}
