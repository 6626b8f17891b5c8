package org.chaiwei.accountability.supervision;

import java.util.List;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<TaskEvent> events) implements Decision {}

    record Refused(TaskRefusal refusal) implements Decision {}

    static Decision accept(TaskEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(TaskRefusal refusal) {
        return new Refused(refusal);
    }
}
