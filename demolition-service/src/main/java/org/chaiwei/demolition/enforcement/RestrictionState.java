package org.chaiwei.demolition.enforcement;

/** What has become of a restriction. The names stand in JSON and in views and never change. */
public enum RestrictionState {
    /** 已申请 */
    REQUESTED,
    /** 已确认: the department has set it. */
    ACKNOWLEDGED,
    /** 不予办理 */
    REFUSED,
    /** 已解除 */
    LIFTED
}
