package org.chaiwei.demolition.enforcement;

/** Why acceptance fails. The names stand in events and in JSON and never change. */
public enum FailureCause {
    /** 未拆 */
    STILL_STANDING,
    /** 未拆净 */
    PARTLY_STANDING,
    /** 未清运 */
    NOT_CLEARED,
    /** 存在安全隐患 */
    UNSAFE
}
