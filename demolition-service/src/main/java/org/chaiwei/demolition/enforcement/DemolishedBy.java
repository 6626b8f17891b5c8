package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** By whose hand a construction goes. The names stand in events and in JSON and never change. */
public enum DemolishedBy {
    /** 自拆: the owner does it. */
    OWNER(Act.DEMOLISHED_BY_OWNER),
    /** 助拆: by agreement with the owner. */
    AGREEMENT(Act.DEMOLISHED_BY_AGREEMENT),
    /** 强拆: by force. */
    FORCE(Act.DEMOLISHED_BY_FORCE);

    private final Act act;

    DemolishedBy(Act act) {
        this.act = act;
    }

    /** As the rules call it. */
    Act act() {
        return act;
    }
}
