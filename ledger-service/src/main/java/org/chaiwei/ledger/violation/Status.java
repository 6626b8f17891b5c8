package org.chaiwei.ledger.violation;

/** 状态: where an entry stands in the ledger. The names stand in JSON and in views and never change. */
public enum Status {
    /** 在账: on the ledger, with some area still to clear. */
    OPEN,
    /** 销账: closed on one of the {@link Ground grounds}. */
    CLOSED,
    /** 撤回: taken back as if it had never been entered; its number may be registered again. */
    WITHDRAWN
}
