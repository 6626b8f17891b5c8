package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** 规划认定. The names stand in events and in JSON and never change. */
enum PlanningOpinion {
    /** 违法且无法改正 */
    UNLAWFUL(Act.OPINION_UNLAWFUL),
    /** 违法但可改正 */
    CORRECTABLE(Act.OPINION_CORRECTABLE),
    /** 合法 */
    LAWFUL(Act.OPINION_LAWFUL);

    private final Act act;

    PlanningOpinion(Act act) {
        this.act = act;
    }

    Act act() {
        return act;
    }
}
