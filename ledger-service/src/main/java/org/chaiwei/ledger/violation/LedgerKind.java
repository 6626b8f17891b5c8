package org.chaiwei.ledger.violation;

/** 台账类别: which of the district's ledgers an entry belongs to. The names stand in events and in JSON and never change. */
public enum LedgerKind {
    /** 普通: the general ledger. */
    GENERAL,
    /** 开墙打洞: an opening broken through a wall; counts its households. */
    WALL_OPENING,
    /** 区属单位: on property of a unit of the district; names the unit. */
    DISTRICT_UNIT,
    /** 后续工作: what is left to do after the plan. */
    FOLLOW_UP
}
