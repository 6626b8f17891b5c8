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

    Act filed() {
        return filed;
    }

    Act ended() {
        return ended;
    }
}
