package org.chaiwei.ledger.violation;

/** 发现方式: how a construction came to the district's knowledge. The names stand in events and in JSON and never change. */
public enum FoundBy {
    /** 普查 */
    INVENTORY,
    /** 巡查 */
    PATROL,
    /** 举报 */
    REPORT,
    /** 影像: satellite or drone. */
    IMAGERY
}
