package org.chaiwei.demolition.enforcement;

/** 取证: what kind of evidence. The names stand in events and in JSON and never change. */
enum EvidenceKind {
    /** 现场检查笔录 */
    SITE_RECORD,
    /** 勘验测量 */
    MEASUREMENT,
    /** 询问笔录 */
    INQUIRY,
    /** 照片、录像 */
    PICTURES,
    /** 书证 */
    DOCUMENTS
}
