package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.supervision.Ladder.Level;
import org.chaiwei.accountability.supervision.Ladder.Told;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionAsked;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionRefused;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAcknowledged;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAnswered;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAssigned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskEscalated;
import org.chaiwei.accountability.supervision.TaskEvent.TaskExtended;
import org.chaiwei.accountability.supervision.TaskEvent.TaskOverdue;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReminded;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReturned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskVerified;
import org.chaiwei.accountability.supervision.TaskEvent.TaskWithdrawn;
import org.jspecify.annotations.Nullable;

/** A supervised task as its events tell it; also what its row is written from. */
sealed interface TaskState {

    TaskState evolve(TaskEvent event);

    /** Where a task stands, as lists name it. */
    enum Phase {
        /** The unit has to answer. */
        OPEN,
        /** Somebody has to look at the answer. */
        ANSWERED,
        VERIFIED,
        WITHDRAWN
    }

    record Unassigned() implements TaskState {
        @Override
        public TaskState evolve(TaskEvent event) {
            if (event instanceof TaskAssigned e)
                return new Given(
                        e, Phase.OPEN, e.responsible(), false, e.dueOn(), Told.NOTHING, List.of(), null, 0, List.of());
            throw new IllegalStateException("an event of a task that was never given");
        }
    }

    /**
     * @param responsible null where nobody is
     * @param told of the deadline that runs
     * @param asked the extension that waits for a decision; null for none
     * @param extensions how many were asked for
     * @param heard all who were told because it was over or nobody was responsible, of any deadline
     */
    record Given(
            TaskAssigned assigned,
            Phase phase,
            @Nullable String responsible,
            boolean acknowledged,
            LocalDate dueOn,
            Told told,
            List<TaskAnswered> answers,
            @Nullable ExtensionAsked asked,
            int extensions,
            List<Addressee> heard)
            implements TaskState {

        Unit unit() {
            return new Unit(assigned.unit());
        }

        @Override
        public TaskState evolve(TaskEvent event) {
            return switch (event) {
                case TaskAssigned e -> throw new IllegalStateException("the task " + e.task() + " was given twice");
                case TaskAcknowledged e ->
                    new Given(assigned, phase, e.responsible(), true, dueOn, told, answers, asked, extensions, heard);
                case TaskAnswered e -> {
                    var more = new ArrayList<>(answers);
                    more.add(e);
                    yield with(Phase.ANSWERED, dueOn, told, List.copyOf(more), null, extensions, heard);
                }
                case TaskReturned e -> with(Phase.OPEN, e.dueOn(), Told.NOTHING, answers, null, extensions, heard);
                case TaskVerified _ -> with(Phase.VERIFIED, dueOn, told, answers, null, extensions, heard);
                case TaskWithdrawn _ -> with(Phase.WITHDRAWN, dueOn, told, answers, null, extensions, heard);
                case ExtensionAsked e -> with(phase, dueOn, told, answers, e, extensions + 1, heard);
                case TaskExtended e -> with(phase, e.dueOn(), Told.NOTHING, answers, null, extensions, heard);
                case ExtensionRefused _ -> with(phase, dueOn, told, answers, null, extensions, heard);
                case TaskReminded e -> with(phase, dueOn, new Told(e.level(), 0), answers, asked, extensions, heard);
                case TaskOverdue _ -> with(phase, dueOn, new Told(Level.OVERDUE, 0), answers, asked, extensions, heard);
                case TaskEscalated e ->
                    with(
                            phase,
                            dueOn,
                            e.rung() == 0 ? told : new Told(Level.OVERDUE, e.rung()),
                            answers,
                            asked,
                            extensions,
                            hearing(e.to()));
            };
        }

        /** Who hears first. */
        Addressee nearest() {
            return responsible == null ? Addressee.UNIT_HEAD : Addressee.PERSON;
        }

        private List<Addressee> hearing(List<Addressee> to) {
            var all = new ArrayList<>(heard);
            for (var one : to) if (!all.contains(one)) all.add(one);
            return List.copyOf(all);
        }

        private Given with(
                Phase phase,
                LocalDate dueOn,
                Told told,
                List<TaskAnswered> answers,
                @Nullable ExtensionAsked asked,
                int extensions,
                List<Addressee> heard) {
            return new Given(
                    assigned, phase, responsible, acknowledged, dueOn, told, answers, asked, extensions, heard);
        }
    }
}
