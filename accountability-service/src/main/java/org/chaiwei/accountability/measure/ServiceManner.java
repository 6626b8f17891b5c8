package org.chaiwei.accountability.measure;

/** How a measure reaches its street. The names stand in events and in the API. */
enum ServiceManner {
    /** 当面送达 */
    IN_PERSON,
    /** 书面送达 */
    LETTER,
    /** 会议宣布 */
    MEETING
}
