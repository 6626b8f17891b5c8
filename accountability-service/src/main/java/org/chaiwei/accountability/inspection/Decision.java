package org.chaiwei.accountability.inspection;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<InspectionEvent> events) implements Decision {}

    record Refused(InspectionRefusal refusal) implements Decision {}

    static Decision accept(InspectionEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(InspectionRefusal refusal) {
        return new Refused(refusal);
    }
}
