package org.chaiwei.accountability.rating;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<RatingEvent> events) implements Decision {}

    record Refused(RatingRefusal refusal) implements Decision {}

    static Decision accept(RatingEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(RatingRefusal refusal) {
        return new Refused(refusal);
    }
}
