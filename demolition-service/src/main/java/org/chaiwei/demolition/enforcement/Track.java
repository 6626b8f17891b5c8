package org.chaiwei.demolition.enforcement;

/** 程序: by which procedure a case goes. The names stand in events and in JSON and never change. */
public enum Track {
    /** 既有: a finished construction on the ledger. */
    EXISTING,
    /** 临时: temporary construction without approval, off approval, or past its term. */
    TEMPORARY,
    /** 在建: building work is going on. */
    UNDER_CONSTRUCTION
}
