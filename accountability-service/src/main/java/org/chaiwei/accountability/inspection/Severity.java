package org.chaiwei.accountability.inspection;

/** How grave a finding is. */
enum Severity {
    /** 一般 */
    MINOR,
    /** 较重 */
    SERIOUS,
    /** 严重 */
    GRAVE
}
