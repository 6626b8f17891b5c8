package org.chaiwei.demolition.enforcement;

/** 会商部门: whom a case may consult. The names stand in events and in JSON and never change. */
public enum Department {
    /** 工商 */
    INDUSTRY_COMMERCE,
    /** 规划 */
    PLANNING,
    /** 房管 */
    HOUSING
}
