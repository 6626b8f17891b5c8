package org.chaiwei.demolition.enforcement;

/** 复议、诉讼结果. The names stand in events and in JSON and never change. */
enum RemedyOutcome {
    /** 维持或驳回 */
    UPHELD,
    /** 撤回 */
    WITHDRAWN,
    /** 撤销、变更或确认违法 */
    REVOKED
}
