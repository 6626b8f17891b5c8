package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 限制解除: what it rested on has ended, or somebody lifted it. The department takes it off.
 *
 * @param restriction its id
 * @param kind PROPERTY_REGISTRATION (登记), MORTGAGE (抵押), TRADE (交易) or BUSINESS_LICENCE (营业执照)
 * @param cause CLOSED (销账), WITHDRAWN (撤回登记), DISMISSED (撤案), ORDER_REVOKED (决定撤销), REMEDY (复议或诉讼) or BY_HAND (人工解除)
 */
public record RestrictionLifted(
        UUID violation, String street, UUID restriction, String kind, String cause, LocalDate occurredOn, String actor)
        implements DemolitionFact {}
