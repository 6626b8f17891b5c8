package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** 文书: what is served on the party, and what it may have reviewed. The names stand in events and in JSON and never change. */
enum Paper {
    /** 事先告知书 */
    NOTICE(Act.NOTICE_SERVED),
    /** 责令限期拆除决定书 */
    ORDER(Act.ORDER_SERVED),
    /** 催告书 */
    DEMAND(Act.DEMAND_SERVED),
    /** 强制拆除决定书 */
    FORCED_DEMOLITION_DECISION(Act.DECISION_SERVED),
    /** 责令停止建设决定书 */
    STOP_ORDER(Act.STOP_SERVED);

    private final Act served;

    Paper(Act served) {
        this.served = served;
    }

    /** What its service puts on record. */
    Act served() {
        return served;
    }

    /** Whether it is a decision, against which a review or a suit goes. */
    boolean isDecision() {
        return switch (this) {
            case ORDER, STOP_ORDER, FORCED_DEMOLITION_DECISION -> true;
            case NOTICE, DEMAND -> false;
        };
    }

    /** What its revocation puts on record. */
    Act revoked() {
        return switch (this) {
            case ORDER, STOP_ORDER -> Act.ORDER_REVOKED;
            case FORCED_DEMOLITION_DECISION -> Act.DECISION_REVOKED;
            case NOTICE, DEMAND -> throw new IllegalStateException("no decision: " + this);
        };
    }
}
