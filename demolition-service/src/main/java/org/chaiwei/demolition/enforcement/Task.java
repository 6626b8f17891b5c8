package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.StepsAhead.StepAhead;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Term;
import org.jspecify.annotations.Nullable;

/**
 * 待办: an act that is watched and whose turn it is in a case: it may be done, it will be lawful on a known day, it has a deadline, or it is
 * what the case is stuck at.
 *
 * @param roles who may do it, as tokens write them
 * @param request the last part of the address to which it is posted
 * @param earliest the first lawful day; null where more is wanting than time, so that it is blocked
 * @param dueOn the last day in time; null where there is none
 * @param why what stands in the way; empty where nothing does but time
 */
public record Task(
        Act act,
        List<String> roles,
        String request,
        @Nullable LocalDate earliest,
        boolean earliestProvisional,
        @Nullable LocalDate dueOn,
        boolean dueProvisional,
        @Nullable UUID deadline,
        List<Why> why) {

    /**
     * A rule that stands in the way.
     *
     * @param code of the problem that whoever tried would be told
     * @param missing the acts that have to come first, or one of each line
     * @param standing the acts that have to end first
     */
    public record Why(String code, String rule, String article, List<List<Act>> missing, List<Act> standing) {}

    /** What may be done again while it stands, and what is asked for only where the case's own work offers it. */
    private static final Set<Act> OF_WORK =
            EnumSet.of(Act.FILED, Act.DEMOLISHED_BY_FORCE, Act.SEALED, Act.ACCEPTED, Act.RESTORED);

    private static final Set<Act> OPINIONS =
            EnumSet.of(Act.OPINION_UNLAWFUL, Act.OPINION_CORRECTABLE, Act.OPINION_LAWFUL);
    private static final Set<Act> STATEMENTS =
            EnumSet.of(Act.STATEMENT_HEARD, Act.STATEMENT_WAIVED, Act.STATEMENT_LAPSED);

    /** The tasks of a case on a day. Pure. */
    static List<Task> of(UUID violation, Known state, LocalDate on, Law law) {
        var standing = state.file().standing();
        var isOver = Deadline.isOver(state);
        var ahead = StepsAhead.of(
                violation, state, on, law, act -> isTask(act, standing, on, law) && (!isOver || followsTheEnd(act)));
        var due = Deadline.open(violation, state, law).stream()
                .filter(deadline -> deadline.kind() == Term.Kind.DUE_BY)
                .collect(Collectors.toMap(
                        Deadline::act,
                        Function.identity(),
                        (one, other) -> other.dueOn().isBefore(one.dueOn()) ? other : one));
        var tasks = new ArrayList<Task>();
        var stuck = new ArrayList<StepAhead>();
        for (var step : ahead.lawful()) tasks.add(of(step, due.get(step.step())));
        for (var step : ahead.blocked())
            if (due.containsKey(step.step())) tasks.add(of(step, due.get(step.step())));
            else stuck.add(step);
        if (!isOver)
            stuck.stream()
                    .filter(step -> step.missing().isEmpty())
                    .findFirst()
                    .or(() -> tasks.stream().allMatch(task -> task.earliest == null)
                            ? stuck.stream().findFirst()
                            : Optional.empty())
                    .ifPresent(step -> tasks.add(of(step, null)));
        tasks.sort(Comparator.comparing(Task::act));
        return List.copyOf(tasks);
    }

    private static boolean isTask(Act act, Set<Act> standing, LocalDate on, Law law) {
        if (law.rules().watch(on, act).isEmpty()) return false;
        if (OF_WORK.contains(act)) return true;
        return switch (act) {
            case OPINION_UNLAWFUL -> standing.stream().noneMatch(OPINIONS::contains);
            case STATEMENT_LAPSED -> standing.stream().noneMatch(STATEMENTS::contains);
            default -> !standing.contains(act);
        };
    }

    private static boolean followsTheEnd(Act act) {
        return act == Act.ACCEPTED || act == Act.RESTORED || CaseDecider.mayFollowTheClosing(act);
    }

    private static Task of(StepAhead step, @Nullable Deadline deadline) {
        return new Task(
                step.step(),
                step.roles(),
                step.request(),
                step.earliest(),
                step.earliestProvisional(),
                deadline == null ? null : deadline.dueOn(),
                deadline != null && deadline.provisional(),
                deadline == null ? null : deadline.id(),
                step.earliest() == null ? step.why() : List.of());
    }
}
