package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** 限制事项: what another department is asked not to let happen to a building. The names stand in events, facts and JSON and never change. */
public enum RestrictionKind {
    /** 不动产登记 */
    PROPERTY_REGISTRATION(Act.PROPERTY_RESTRICTION_REQUESTED),
    /** 抵押 */
    MORTGAGE(Act.PROPERTY_RESTRICTION_REQUESTED),
    /** 交易 */
    TRADE(Act.PROPERTY_RESTRICTION_REQUESTED),
    /** 营业执照（禁限目录） */
    BUSINESS_LICENCE(Act.LICENCE_RESTRICTION_REQUESTED);

    private final Act requested;

    RestrictionKind(Act requested) {
        this.requested = requested;
    }

    /** What a request for it puts on record. */
    Act requested() {
        return requested;
    }
}
