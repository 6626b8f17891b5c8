package org.chaiwei.demolition.enforcement;

import org.chaiwei.demolition.rules.Act;

/** 救济途径. The names stand in events and in JSON and never change. */
enum RemedyKind {
    /** 行政复议 */
    REVIEW(Act.REVIEW_FILED, Act.REVIEW_ENDED),
    /** 行政诉讼 */
    SUIT(Act.SUIT_FILED, Act.SUIT_ENDED);

    private final Act filed;
    private final Act ended;

    RemedyKind(Act filed, Act ended) {
        this.filed = filed;
        this.ended = ended;
    }

    /** What its filing puts on record. */
    Act filed() {
        return filed;
    }

    /** What its end puts on record. A review that was taken back does not use up the right to sue. */
    Act ended(RemedyOutcome outcome) {
        return this == REVIEW && outcome == RemedyOutcome.WITHDRAWN ? Act.REVIEW_WITHDRAWN : ended;
    }
}
