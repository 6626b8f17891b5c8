package org.chaiwei.demolition.enforcement;

/** 五大保障体系: what the plan puts behind every case. The names stand in events and in JSON and never change. */
enum SupportSystem {
    /** 执法保障 */
    ENFORCEMENT,
    /** 民生保障 */
    LIVELIHOOD,
    /** 法律保障 */
    LEGAL,
    /** 政治保障 */
    POLITICAL,
    /** 后勤保障 */
    LOGISTICS
}
