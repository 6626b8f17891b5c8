package org.chaiwei.ledger.violation;

/** 使用性质: what the construction is used for, in the order of the plan. The names stand in events and in JSON and never change. */
public enum Use {
    /** 居住 */
    RESIDENTIAL,
    /** 仓储 */
    STORAGE,
    /** 商业 */
    COMMERCIAL,
    /** 办公 */
    OFFICE,
    /** 其他 */
    OTHER
}
