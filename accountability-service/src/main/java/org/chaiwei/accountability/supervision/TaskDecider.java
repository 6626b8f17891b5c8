package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.supervision.Ladder.Level;
import org.chaiwei.accountability.supervision.TaskCommand.AcknowledgeTask;
import org.chaiwei.accountability.supervision.TaskCommand.AnswerTask;
import org.chaiwei.accountability.supervision.TaskCommand.AskExtension;
import org.chaiwei.accountability.supervision.TaskCommand.Asked;
import org.chaiwei.accountability.supervision.TaskCommand.AssignTask;
import org.chaiwei.accountability.supervision.TaskCommand.DecideExtension;
import org.chaiwei.accountability.supervision.TaskCommand.ReturnTask;
import org.chaiwei.accountability.supervision.TaskCommand.TellWhatIsDue;
import org.chaiwei.accountability.supervision.TaskCommand.VerifyTask;
import org.chaiwei.accountability.supervision.TaskCommand.WithdrawTask;
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
import org.chaiwei.accountability.supervision.TaskRefusal.DeadlineTooEarly;
import org.chaiwei.accountability.supervision.TaskRefusal.DoneByYou;
import org.chaiwei.accountability.supervision.TaskRefusal.ExtensionPending;
import org.chaiwei.accountability.supervision.TaskRefusal.NoExtensionAsked;
import org.chaiwei.accountability.supervision.TaskRefusal.NotYourDecision;
import org.chaiwei.accountability.supervision.TaskRefusal.NotYourUnitsTask;
import org.chaiwei.accountability.supervision.TaskRefusal.OwnUnitsTask;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskNotAnswered;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskNotOpen;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskTextRequired;
import org.chaiwei.accountability.supervision.TaskRefusal.TooManyAnswers;
import org.chaiwei.accountability.supervision.TaskRefusal.TooManyExtensions;
import org.chaiwei.accountability.supervision.TaskState.Given;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.accountability.supervision.TaskState.Unassigned;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The rules of a supervised task: who gives, answers, extends and verifies it, and what is told when. Pure. */
final class TaskDecider {

    static final int ANSWERS_MAX = 20;
    static final int EXTENSIONS_MAX = 5;

    private TaskDecider() {}

    static Decision decide(TaskCommand command, TaskState state) {
        return switch (state) {
            case Unassigned _ -> {
                if (command instanceof AssignTask c) yield assign(c);
                throw new IllegalStateException("there is no task " + command.task());
            }
            case Given task ->
                switch (command) {
                    case AssignTask _ -> Decision.accept();
                    case AcknowledgeTask c -> acknowledge(c, task);
                    case AnswerTask c -> answer(c, task);
                    case ReturnTask c -> returned(c, task);
                    case VerifyTask c -> verify(c, task);
                    case AskExtension c -> askExtension(c, task);
                    case DecideExtension c -> decideExtension(c, task);
                    case WithdrawTask c -> withdraw(c, task);
                    case TellWhatIsDue c -> tell(c, task);
                };
        };
    }

    private static Decision assign(AssignTask c) {
        var actor = c.asked().actor();
        var mayNot = supervises(c.source(), actor);
        if (mayNot != null) return Decision.refuse(mayNot);
        if (c.unit().has(actor))
            return Decision.refuse(new OwnUnitsTask(c.unit().code()));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        var today = c.asked().occurredOn();
        // What the service catches up with was in time when it was given.
        if (actor.role() != Role.SYSTEM && c.dueOn().isBefore(today))
            return Decision.refuse(new DeadlineTooEarly(today));
        var assigned = new TaskAssigned(
                c.task(),
                c.source(),
                c.reference(),
                c.unit().code(),
                c.responsible(),
                text,
                c.dueOn(),
                c.ladder(),
                c.givenBy(),
                today);
        return c.responsible() == null
                ? Decision.accept(
                        assigned, new TaskEscalated(c.task(), c.dueOn(), 0, List.of(Addressee.UNIT_HEAD), today))
                : Decision.accept(assigned);
    }

    private static Decision acknowledge(AcknowledgeTask c, Given task) {
        var actor = c.asked().actor();
        if (!task.unit().has(actor)) return notTheirs(task);
        if (task.phase() != Phase.OPEN) return Decision.refuse(new TaskNotOpen(task.phase()));
        if (task.acknowledged() && actor.id().equals(task.responsible())) return Decision.accept();
        return Decision.accept(
                new TaskAcknowledged(c.task(), actor.id(), c.asked().occurredOn()));
    }

    private static Decision answer(AnswerTask c, Given task) {
        var actor = c.asked().actor();
        if (!task.unit().has(actor)) return notTheirs(task);
        if (task.phase() != Phase.OPEN) return Decision.refuse(new TaskNotOpen(task.phase()));
        if (task.answers().size() >= ANSWERS_MAX) return Decision.refuse(new TooManyAnswers(ANSWERS_MAX));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        return Decision.accept(new TaskAnswered(
                c.task(),
                task.answers().size() + 1,
                text,
                c.references(),
                actor.id(),
                c.asked().occurredOn()));
    }

    private static Decision returned(ReturnTask c, Given task) {
        var mayNot = judges(c.asked(), task);
        if (mayNot != null) return Decision.refuse(mayNot);
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        var tooEarly = tooEarly(c.dueOn(), c.asked().occurredOn().plusDays(1));
        if (tooEarly != null) return Decision.refuse(tooEarly);
        return Decision.accept(new TaskReturned(
                c.task(),
                task.answers().size(),
                text,
                c.dueOn(),
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision verify(VerifyTask c, Given task) {
        var mayNot = judges(c.asked(), task);
        if (mayNot != null) return Decision.refuse(mayNot);
        return Decision.accept(new TaskVerified(
                c.task(),
                task.answers().size(),
                c.asked().remark(),
                c.asked().actor().id(),
                c.asked().occurredOn()));
    }

    private static Decision askExtension(AskExtension c, Given task) {
        var actor = c.asked().actor();
        if (!task.unit().has(actor)) return notTheirs(task);
        if (task.phase() != Phase.OPEN) return Decision.refuse(new TaskNotOpen(task.phase()));
        var pending = task.asked();
        if (pending != null) return Decision.refuse(new ExtensionPending(pending.dueOn()));
        if (task.extensions() >= EXTENSIONS_MAX) return Decision.refuse(new TooManyExtensions(EXTENSIONS_MAX));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        var tooEarly =
                tooEarly(c.dueOn(), later(task.dueOn(), c.asked().occurredOn()).plusDays(1));
        if (tooEarly != null) return Decision.refuse(tooEarly);
        return Decision.accept(new ExtensionAsked(
                c.task(), c.dueOn(), text, actor.id(), c.asked().occurredOn()));
    }

    private static Decision decideExtension(DecideExtension c, Given task) {
        var actor = c.asked().actor();
        var mayNot = decides(actor, task);
        if (mayNot != null) return Decision.refuse(mayNot);
        var asked = task.asked();
        if (asked == null) return Decision.refuse(new NoExtensionAsked());
        if (asked.actor().equals(actor.id())) return Decision.refuse(new DoneByYou());
        var on = c.asked().occurredOn();
        var text = c.asked().remark();
        if (!c.granted())
            return text == null
                    ? Decision.refuse(new TaskTextRequired())
                    : Decision.accept(new ExtensionRefused(c.task(), text, asked.actor(), actor.id(), on));
        var tooEarly = tooEarly(asked.dueOn(), on);
        if (tooEarly != null) return Decision.refuse(tooEarly);
        return Decision.accept(new TaskExtended(c.task(), asked.dueOn(), text, asked.actor(), actor.id(), on));
    }

    private static Decision withdraw(WithdrawTask c, Given task) {
        var actor = c.asked().actor();
        var mayNot = decides(actor, task);
        if (mayNot != null) return Decision.refuse(mayNot);
        if (hasEnded(task)) return Decision.refuse(new TaskNotOpen(task.phase()));
        var text = c.asked().remark();
        if (text == null) return Decision.refuse(new TaskTextRequired());
        return Decision.accept(
                new TaskWithdrawn(c.task(), text, actor.id(), c.asked().occurredOn()));
    }

    /**
     * Of the levels only the highest that is reached is told: what is overdue is no longer due soon. Of the ladder every rung is, so that
     * nobody is passed over because the service was away.
     */
    private static Decision tell(TellWhatIsDue c, Given task) {
        if (task.phase() != Phase.OPEN) return Decision.accept();
        var ladder = c.ladders().version(task.assigned().ladder());
        var on = c.asked().occurredOn();
        var dueOn = task.dueOn();
        var told = task.told();
        var events = new ArrayList<TaskEvent>();
        for (var level : List.of(Level.OVERDUE, Level.DUE, Level.DUE_SOON)) {
            if (on.isBefore(ladder.begins(level, dueOn, c.calendar()))) continue;
            if (told.isBelow(level))
                events.add(
                        level == Level.OVERDUE
                                ? new TaskOverdue(c.task(), dueOn, task.nearest(), on)
                                : new TaskReminded(c.task(), dueOn, level, task.nearest(), on));
            break;
        }
        for (int rung = told.rungs(); rung < ladder.rungs().size(); rung++) {
            if (on.isBefore(ladder.begins(rung, dueOn, c.calendar()))) break;
            events.add(new TaskEscalated(
                    c.task(), dueOn, rung + 1, ladder.rungs().get(rung).to(), on));
        }
        return new Decision.Accepted(List.copyOf(events));
    }

    private static boolean hasEnded(Given task) {
        return task.phase() == Phase.VERIFIED || task.phase() == Phase.WITHDRAWN;
    }

    /** Why somebody may not judge the last answer; null if they may. */
    private static @Nullable TaskRefusal judges(Asked asked, Given task) {
        var mayNot = decides(asked.actor(), task);
        if (mayNot != null) return mayNot;
        if (task.phase() != Phase.ANSWERED) return new TaskNotAnswered(task.phase());
        return task.answers().getLast().actor().equals(asked.actor().id()) ? new DoneByYou() : null;
    }

    private static @Nullable TaskRefusal decides(Actor actor, Given task) {
        if (task.unit().has(actor)) return new OwnUnitsTask(task.assigned().unit());
        return supervises(task.assigned().source(), actor);
    }

    private static @Nullable TaskRefusal supervises(Source source, Actor actor) {
        return actor.role() == Role.SYSTEM || source.supervisors().contains(actor.role())
                ? null
                : new NotYourDecision(
                        source.supervisors().stream().map(Role::claim).toList());
    }

    private static @Nullable TaskRefusal tooEarly(LocalDate dueOn, LocalDate earliest) {
        return dueOn.isBefore(earliest) ? new DeadlineTooEarly(earliest) : null;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Decision notTheirs(Given task) {
        return Decision.refuse(new NotYourUnitsTask(task.assigned().unit()));
    }
}
