package org.chaiwei.accountability.inspection;

/** What was found. */
enum FindingKind {
    /** 弄虚作假: the record says what is not so. Once confirmed it is the ground of an accountability case. */
    FALSIFIED_RECORD,
    /** 应拆未拆 */
    NOT_DEMOLISHED,
    /** 公示不实: what is posted for the public is not there, or not true. */
    NOT_POSTED_TRUE,
    /** 逾期 */
    LATE,
    /** 程序违规 */
    PROCEDURE,
    /** 经验做法: something that others should do too. */
    GOOD_PRACTICE;

    boolean isWrong() {
        return this != GOOD_PRACTICE;
    }
}
