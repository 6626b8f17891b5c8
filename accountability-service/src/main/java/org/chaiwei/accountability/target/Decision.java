package org.chaiwei.accountability.target;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<TargetEvent> events) implements Decision {}

    record Refused(TargetRefusal refusal) implements Decision {}

    static Decision accept(TargetEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(TargetRefusal refusal) {
        return new Refused(refusal);
    }
}
