package org.chaiwei.ledger.designation;

import java.util.List;
import org.chaiwei.platform.problem.Refusal;

/** The answer to a command: what now happens (nothing, where it was so before), or why it may not. */
sealed interface Decision {

    record Accepted(List<DesignationEvent> events) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    static Decision accept(DesignationEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(Refusal refusal) {
        return new Refused(refusal);
    }
}
