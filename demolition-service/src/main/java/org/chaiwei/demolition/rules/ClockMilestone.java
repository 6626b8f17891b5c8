package org.chaiwei.demolition.rules;

/** 一小时快拆的环节: what has to come behind a confirmed discovery, in this order. The names stand in rule files, in events and in JSON and never change. */
public enum ClockMilestone {
    DISPATCHED("派单"),
    ON_SITE("到场"),
    STOPPED("停工"),
    REMOVED("拆除");

    private final String term;

    ClockMilestone(String term) {
        this.term = term;
    }

    /** The field's own term. */
    public String term() {
        return term;
    }
}
