package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands.
 *
 * @param rungs of the ladder that have been told of the deadline that runs
 * @param heard those above who have been told, of any deadline
 * @param extensionTo the day that an extension is asked for; null where none waits for a decision
 * @param remark the id of what is to be done
 * @param sequence of its last event
 */
record TaskRow(
        UUID task,
        Source source,
        String reference,
        String unit,
        @Nullable String responsible,
        Phase phase,
        LocalDate assignedOn,
        LocalDate dueOn,
        int rungs,
        List<Addressee> heard,
        int answers,
        @Nullable LocalDate extensionTo,
        UUID remark,
        long sequence) {

    /** Whether it waits for the unit, and its last day in time is over. */
    boolean isOverdue(LocalDate today) {
        return phase == Phase.OPEN && dueOn.isBefore(today);
    }
}
