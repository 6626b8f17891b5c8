package org.chaiwei.platform.audit;

/** What an audit record is of. The names stand in rows and in the API. */
public enum AuditKind {
    /** Something asked for was not done. */
    REFUSAL,
    /** Somebody with an operator's rights changed how the service works: rebuilt a view, released or skipped a fact. */
    OPERATOR_ACT,
    /** Somebody looked at what concerns a person. */
    SENSITIVE_READ
}
