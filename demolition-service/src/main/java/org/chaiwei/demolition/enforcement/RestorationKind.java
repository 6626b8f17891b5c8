package org.chaiwei.demolition.enforcement;

/** How a place is put in order after a demolition. The names stand in events and in JSON and never change. */
public enum RestorationKind {
    /** 绿化 */
    GREENED,
    /** 硬化 */
    PAVED,
    /** 立面恢复 */
    FACADE,
    OTHER
}
