package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** 陈述申辩结果. The names stand in events and in JSON and never change. */
enum StatementOutcome {
    /** 听取 */
    HEARD(Act.STATEMENT_HEARD),
    /** 书面放弃 */
    WAIVED(Act.STATEMENT_WAIVED),
    /** 逾期未提出 */
    LAPSED(Act.STATEMENT_LAPSED);

    private final Act act;

    StatementOutcome(Act act) {
        this.act = act;
    }

    Act act() {
        return act;
    }
}
