package org.chaiwei.demolition.enforcement;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<CaseEvent> events) implements Decision {}

    record Refused(CaseRefusal refusal) implements Decision {}

    static Decision accept(CaseEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(CaseRefusal refusal) {
        return new Refused(refusal);
    }
}
