package org.chaiwei.demolition.enforcement;

/** 送达方式: how a paper reaches the party. The names stand in events and in JSON and never change. */
enum ServiceManner {
    /** 直接送达 */
    DIRECT,
    /** 留置送达 */
    LEFT,
    /** 张贴 */
    POSTED,
    /** 邮寄送达 */
    MAIL,
    /** 公告送达 */
    PUBLIC_NOTICE
}
