package org.chaiwei.accountability.measure;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<MeasureEvent> events) implements Decision {}

    record Refused(MeasureRefusal refusal) implements Decision {}

    static Decision accept(MeasureEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(MeasureRefusal refusal) {
        return new Refused(refusal);
    }
}
