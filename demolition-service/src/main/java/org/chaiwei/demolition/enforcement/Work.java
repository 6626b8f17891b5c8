package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.WorkDone;
import org.jspecify.annotations.Nullable;

/**
 * A demolition or a sealing, and what became of it.
 *
 * @param accepted an acceptance has passed it
 * @param failed the last acceptance that looked at it failed
 * @param answer what the ledger last said of it; null as long as it has said nothing, as for every sealing
 */
record Work(
        WorkDone done,
        boolean accepted,
        boolean failed,
        @Nullable Answer answer) {

    /** @param reason why it was not posted; null where it was */
    record Answer(
            boolean posted,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            @Nullable String reason) {}

    static Work of(WorkDone done) {
        return new Work(done, false, false, null);
    }

    boolean isDemolition() {
        return done instanceof Demolished;
    }

    Work answered(Answer by) {
        return new Work(done, accepted, failed, by);
    }

    Work pass() {
        return new Work(done, true, false, answer);
    }

    Work fail() {
        return accepted ? this : new Work(done, false, true, answer);
    }
}
