package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.Handling.Raised;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Term;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * A case as those see it who keep deadlines and tasks: its events folded by the rules' own account of them, with every deadline that it ever
 * had. The same for the same events, rules and calendar, however they came. Pure.
 */
public final class CaseInTime {

    /** 办结情况. The names stand in JSON and in views and never change. */
    public enum Standing {
        /** 未办 */
        OPEN,
        /** 已办: in time, or what had to be waited for is over and the act was done. */
        DONE,
        /** 逾期办理 */
        LATE,
        /** 重新起算: the same period runs again from another day. */
        SUPERSEDED,
        /** 失效: what it rested on fell away, or the case has ended. */
        VOID
    }

    /**
     * A deadline and what became of it.
     *
     * @param endedOn when it was no longer open; null while it is
     * @param nextOn the day from which on there is something to make known; null where there is nothing
     */
    public record Kept(
            Deadline deadline,
            Standing standing,
            @Nullable LocalDate endedOn,
            Raised raised,
            @Nullable LocalDate nextOn) {

        private Kept ended(Standing how, LocalDate on) {
            return new Kept(deadline, how, on, raised, null);
        }
    }

    private final UUID violation;
    private final Law law;
    private final TasksOfLeads leads;
    private CaseState state = CaseState.unknown();
    private Handling handling = Handling.NONE;
    private final Map<UUID, Kept> kept = new LinkedHashMap<>();

    private CaseInTime(UUID violation, Law law, TasksOfLeads leads) {
        this.violation = violation;
        this.law = law;
        this.leads = leads;
    }

    /**
     * @param events all of the case so far, in their order
     * @param leads shared by cases that are seen by the same law
     */
    static CaseInTime of(UUID violation, Iterable<? extends CaseEvent> events, Law law, TasksOfLeads leads) {
        var folded = new CaseInTime(violation, law, leads);
        for (var event : events) folded.take(event);
        return folded;
    }

    private void take(CaseEvent event) {
        var before = milestones();
        state = state.evolve(event);
        handling = handling.after(event);
        if (!(state instanceof Known known)) return;
        if (event instanceof HandlingEvent.Told told) {
            var about = kept.get(told.deadline());
            if (about != null && about.standing == Standing.OPEN) put(about.deadline);
            return;
        }
        var now = milestones();
        var open = Deadline.open(violation, known, law).stream()
                .collect(Collectors.toMap(Deadline::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
        var recorded = now.subList(Math.min(before.size(), now.size()), now.size());
        kept.replaceAll((id, deadline) -> deadline.standing != Standing.OPEN || open.containsKey(id)
                ? deadline
                : deadline.ended(how(deadline.deadline, recorded, event, open.values()), event.occurredOn()));
        open.values().forEach(this::put);
    }

    private void put(Deadline deadline) {
        var raised = handling.raised(deadline.id());
        kept.put(deadline.id(), new Kept(deadline, Standing.OPEN, null, raised, deadline.nextOn(raised, law.days())));
    }

    private static Standing how(
            Deadline deadline, List<Milestone> recorded, CaseEvent event, Collection<Deadline> open) {
        if (recorded.stream().anyMatch(milestone -> milestone.act() == deadline.act()))
            return deadline.kind() == Term.Kind.DUE_BY && event.occurredOn().isAfter(deadline.dueOn())
                    ? Standing.LATE
                    : Standing.DONE;
        return open.stream().anyMatch(other -> other.rule().equals(deadline.rule()))
                ? Standing.SUPERSEDED
                : Standing.VOID;
    }

    private List<Milestone> milestones() {
        return state instanceof Known known ? known.file().milestones() : List.of();
    }

    /** Whether the ledger has told of its registration. Nothing else may be asked before. */
    public boolean isKnown() {
        return state instanceof Known;
    }

    private Known known() {
        if (state instanceof Known known) return known;
        throw new IllegalStateException("nothing is known of " + violation);
    }

    public UUID violation() {
        return violation;
    }

    public String ledgerNumber() {
        return known().file().entry().ledgerNumber();
    }

    /** The code of the sub-district that answers for the entry now. */
    public String street() {
        return known().file().entry().street();
    }

    /** Null before the case is filed. */
    public @Nullable Track track() {
        return known().file().track();
    }

    public Handling handling() {
        return handling;
    }

    /** All deadlines that the case has or ever had, in the order in which they began. */
    public Collection<Kept> deadlines() {
        return List.copyOf(kept.values());
    }

    /** What is to be done in it on that day. */
    public List<Task> tasks(LocalDate on) {
        return leads.of(violation, known(), on, law);
    }
}
