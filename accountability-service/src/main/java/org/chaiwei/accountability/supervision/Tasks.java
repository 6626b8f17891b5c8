package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.supervision.TaskCommand.Asked;
import org.chaiwei.accountability.supervision.TaskCommand.AssignTask;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/**
 * What others need of supervised tasks: inspections and meetings give them through this, and ask whether they are done. Who gives one keeps
 * in its own events that it did, under the task's id; giving it again changes nothing, so that after a crash it is just given again. Thread-safe.
 */
public final class Tasks {

    /** A task of more working days is one for a plan. */
    static final int WORKING_DAYS_MAX = 250;

    private final TaskList list;
    private final Ladders ladders;
    private final WorkingDays calendar;
    private final PostgresEventStore store;
    private final CommandSender sender;

    Tasks(TaskList list, Ladders ladders, WorkingDays calendar, PostgresEventStore store, CommandSender sender) {
        this.list = list;
        this.ladders = ladders;
        this.calendar = calendar;
        this.store = store;
        this.sender = sender;
    }

    /**
     * A task to be given.
     *
     * @param task its id, chosen by whoever gives it
     * @param reference to what it comes from; no free text
     * @param responsible a pseudonym; null where nobody is named: then the unit's head is told at once
     * @param remark under which is kept what is to be done
     * @param dueOn the last day in time
     * @param givenBy a pseudonym
     * @param givenOn the business date
     */
    public record ToGive(
            UUID task,
            Source source,
            String reference,
            Unit unit,
            @Nullable String responsible,
            UUID remark,
            LocalDate dueOn,
            String givenBy,
            LocalDate givenOn) {}

    /**
     * Gives a task, once however often it is called.
     *
     * @throws RefusedException if the caller may not, the unit is their own or the day is over
     */
    public Receipt give(ToGive task, RequestContext context) {
        return sender.send(command(task, context), context);
    }

    AssignTask command(ToGive task, RequestContext context) {
        return new AssignTask(
                task.task(),
                task.source(),
                task.reference(),
                task.unit(),
                task.responsible(),
                task.dueOn(),
                ladders.inForce(task.givenOn()).version(),
                task.givenBy(),
                new Asked(context.actor(), task.givenOn(), task.remark()));
    }

    /** Those of these tasks that are over: verified or withdrawn. They stay so. As of all that is recorded now. */
    public Set<UUID> ended(Collection<UUID> tasks) {
        awaitOwnLog();
        return list.in(tasks, Phase.VERIFIED, Phase.WITHDRAWN);
    }

    /**
     * The last day in time, from a form that says either the day or how many working days.
     *
     * @param today from which working days are counted
     * @throws RefusedException if both are given or neither, or more than {@value #WORKING_DAYS_MAX}
     */
    public LocalDate dueOn(@Nullable LocalDate dueOn, @Nullable Integer workingDays, LocalDate today) {
        if (dueOn != null && workingDays == null) return dueOn;
        if (dueOn != null || workingDays == null) throw Asking.refused(new FieldError("dueOn", "day-or-working-days"));
        if (workingDays < 1 || workingDays > WORKING_DAYS_MAX)
            throw Asking.refused(
                    new FieldError("workingDays", "working-days-out-of-range", Map.of("most", WORKING_DAYS_MAX)));
        return calendar.lastDay(today, workingDays);
    }

    private void awaitOwnLog() {
        var head = store.log().head();
        list.await(new ConsistencyToken(head.epoch(), head.position()));
    }
}
