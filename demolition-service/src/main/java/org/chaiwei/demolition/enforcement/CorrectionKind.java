package org.chaiwei.demolition.enforcement;

/** 纠错方式, 行政强制法第41条. The names stand in events and in JSON and never change. */
enum CorrectionKind {
    /** 恢复原状 */
    RESTORED,
    /** 退还财物 */
    RETURNED,
    /** 赔偿 */
    COMPENSATED
}
