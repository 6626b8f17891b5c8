package org.chaiwei.demolition.enforcement;

/** 提醒级别: what there is to say of a deadline, in rising order. The names stand in events and in JSON and never change. */
public enum DeadlineLevel {
    /** 期限届满，可办理: what had to be waited for is over. */
    LAWFUL,
    /** 即将到期 */
    SOON,
    /** 今日到期 */
    DUE,
    /** 已超期 */
    OVERDUE
}
