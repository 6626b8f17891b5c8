package org.chaiwei.demolition.tasks;

import java.time.LocalDate;
import org.chaiwei.demolition.enforcement.Task;

/** How it stands with a task on a day. The names stand in JSON and never change. */
enum TaskState {
    /** 已超期 */
    OVERDUE,
    /** 今日到期 */
    DUE,
    /** 可办理 */
    READY,
    /** 期限未满: nothing is wanting but time. */
    WAITING,
    /** 受阻: something has to be put on record, or to end, first. */
    BLOCKED;

    static TaskState of(Task task, LocalDate on) {
        var due = task.dueOn();
        if (due != null && due.isBefore(on)) return OVERDUE;
        if (due != null && due.equals(on)) return DUE;
        var earliest = task.earliest();
        if (earliest == null) return BLOCKED;
        return earliest.isAfter(on) ? WAITING : READY;
    }

    /** The same as a condition of SQL on {@code case_task}, of the day {@code :on}. */
    String condition() {
        return switch (this) {
            case OVERDUE -> "due_on < :on";
            case DUE -> "due_on = :on";
            case READY -> "earliest <= :on AND due_on > :on";
            case WAITING -> "earliest > :on AND earliest < 'infinity' AND due_on > :on";
            case BLOCKED -> "earliest = 'infinity' AND due_on > :on";
        };
    }
}
