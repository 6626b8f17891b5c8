package org.chaiwei.demolition.papers;

/** Whether a paper holds. The names stand in rows and in JSON and never change. */
enum PaperStatus {
    /** 有效 */
    VALID,
    /** 已收回: by itself, or with the decision that was revoked. */
    WITHDRAWN,
    /** 已被替代 */
    SUPERSEDED
}
