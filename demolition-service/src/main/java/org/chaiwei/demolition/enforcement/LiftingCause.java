package org.chaiwei.demolition.enforcement;

/** 解除原因: why a restriction is lifted. The names stand in events, facts and JSON and never change. */
public enum LiftingCause {
    /** 销账 */
    CLOSED,
    /** 撤回登记 */
    WITHDRAWN,
    /** 撤案 */
    DISMISSED,
    /** 责令限期拆除决定撤销 */
    ORDER_REVOKED,
    /** 复议或诉讼撤销决定 */
    REMEDY,
    /** 人工解除; why stands in the remark. */
    BY_HAND
}
