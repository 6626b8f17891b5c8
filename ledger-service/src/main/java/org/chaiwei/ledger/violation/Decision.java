package org.chaiwei.ledger.violation;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
public sealed interface Decision {

    record Accepted(List<ViolationEvent> events) implements Decision {}

    record Refused(ViolationRefusal refusal) implements Decision {}

    static Decision accept(ViolationEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(ViolationRefusal refusal) {
        return new Refused(refusal);
    }
}
