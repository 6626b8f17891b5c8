package org.chaiwei.accountability.rating;

/** What a rating is made of. The names stand in formulas, in events and in the API. */
public enum Part {
    /** 拆除面积 */
    DEMOLISHED_AREA,
    /** 新生违建 */
    NEW_VIOLATIONS,
    /** 专项任务 */
    SPECIAL_TASKS,
    /** 反弹 */
    RELAPSE,
    /** 群众举报 */
    PUBLIC_REPORTS,
    /** 程序与数据质量 */
    PROCEDURE
}
