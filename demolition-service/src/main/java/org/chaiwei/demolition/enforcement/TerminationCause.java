package org.chaiwei.demolition.enforcement;

/** 终结执行的情形, 行政强制法第40条. The names stand in events and in JSON and never change. */
enum TerminationCause {
    /** 公民死亡，无遗产又无义务承受人 */
    DIED_WITHOUT_ESTATE,
    /** 法人或其他组织终止，无财产又无义务承受人 */
    ENDED_WITHOUT_ASSETS,
    /** 执行标的灭失 */
    NOTHING_TO_ENFORCE,
    /** 据以执行的行政决定被撤销 */
    DECISION_REVOKED,
    /** 行政机关认为需要终结的其他情形 */
    OTHER
}
