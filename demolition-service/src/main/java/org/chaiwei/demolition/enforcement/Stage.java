package org.chaiwei.demolition.enforcement;

/** 阶段: where a case stands. The names stand in JSON and in views and never change. */
public enum Stage {
    /** 线索: on the ledger, no case yet. */
    LEAD,
    /** 立案: a case, with nothing done that waits for acceptance, and nothing accepted. */
    FILED,
    /** 待验收: demolished or sealed, not accepted yet, or not any more. */
    AWAITING_ACCEPTANCE,
    /** 验收通过: all that was done so far is accepted; some may still stand. */
    ACCEPTED,
    /** 恢复完成 */
    RESTORED,
    /** 撤回: the entry was taken off the ledger as if it had never been there. */
    WITHDRAWN,
    /** 销账: the ledger closed the entry. */
    CLOSED
}
