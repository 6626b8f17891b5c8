package org.chaiwei.demolition.enforcement;

/** By whose hand a construction goes. The names stand in events and in JSON and never change. */
public enum DemolishedBy {
    /** 自拆: the owner does it. */
    OWNER,
    /** 助拆: by agreement with the owner. */
    AGREEMENT,
    /** 强拆: by force. */
    FORCE
}
