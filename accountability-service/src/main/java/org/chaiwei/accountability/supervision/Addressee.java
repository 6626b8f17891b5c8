package org.chaiwei.accountability.supervision;

/** Who is told that a task is due, from the person up. */
enum Addressee {
    /** 责任人: the responsible person; where nobody is, the unit's head. */
    PERSON,
    /** 单位负责人: who answers for the unit. */
    UNIT_HEAD,
    /** 区拆违办 */
    OFFICE,
    /** 区监察局、区政府绩效办、区政府督查室 */
    SUPERVISION,
    /** 区主管领导 */
    LEADER
}
