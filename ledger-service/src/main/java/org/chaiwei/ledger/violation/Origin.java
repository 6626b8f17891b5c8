package org.chaiwei.ledger.violation;

/** 来源: how a construction stands to the plan. The names stand in events and in JSON and never change. */
public enum Origin {
    /** 既有: it stood before the plan. */
    EXISTING,
    /** 新生: built since, and under the one-hour rule. */
    NEW,
    /** 反弹: built again where an entry was closed; only the confirmation of a relapse makes one, never a form. */
    RELAPSE
}
