package org.chaiwei.ledger.violation;

/** 标签: what the plan's special tasks look for. The names stand in events and in JSON and never change. */
public enum Tag {
    /** 堵塞消防通道 */
    FIRE_LANE,
    /** 侵占公共空间 */
    PUBLIC_SPACE,
    /** 占压管线 */
    PIPELINE,
    /** 存在安全隐患 */
    SAFETY_HAZARD,
    /** 重大安全隐患 */
    MAJOR_SAFETY_HAZARD,
    /** 出租经营 */
    RENTAL_BUSINESS,
    /** 生产经营 */
    PRODUCTION_BUSINESS,
    /** 农副产品市场 */
    PRODUCE_MARKET,
    /** 一类大街 */
    MAIN_STREET_1,
    /** 二类大街 */
    MAIN_STREET_2,
    /** 重点地区 */
    KEY_AREA,
    /** 重要场所 */
    IMPORTANT_VENUE
}
