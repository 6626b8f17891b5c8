package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationState.Open;

/**
 * A decision as it unfolds: each event changes the state, and what follows from the new state by itself belongs to the same decision.
 * So nothing is forgotten between a correction and the demolition that it makes room for, or between an acceptance and the closing.
 */
final class Unfolding {

    private final UUID violation;
    private ViolationState state;
    private final List<ViolationEvent> events = new ArrayList<>();

    Unfolding(UUID violation, ViolationState state) {
        this.violation = violation;
        this.state = state;
    }

    /** What happens first, and whatever follows from it. */
    static Decision of(ViolationState state, ViolationEvent event) {
        return new Unfolding(event.violation(), state).and(event).settled();
    }

    Unfolding and(ViolationEvent event) {
        events.add(event);
        state = state.evolve(event);
        return this;
    }

    ViolationState state() {
        return state;
    }

    /** Posts what has waited for room, one after the other, as long as the next one fits. */
    Unfolding withWaitingPosted() {
        while (state instanceof Open(var entry)) {
            var next = entry.casework().firstWaiting();
            if (next.isEmpty() || next.get().area().compareTo(entry.remaining()) > 0) break;
            var waited = next.get();
            and(new DemolitionPosted(
                    violation,
                    entry.particulars(),
                    waited.area().m2(),
                    false,
                    entry.firstDayWithRoomFor(waited.area(), waited.on()),
                    waited.demolition(),
                    entry.remaining().minus(waited.area()).m2(),
                    null));
        }
        return this;
    }

    /** All of it, with the closing where nothing is left to do. */
    Decision settled() {
        withWaitingPosted();
        if (state instanceof Open(var entry) && !entry.heldOpen())
            ClosingGate.passedByItself(entry)
                    .ifPresent(ground -> and(new LedgerClosed(
                            violation,
                            entry.particulars(),
                            ground.name(),
                            entry.recorded().m2(),
                            false,
                            closingDay(entry))));
        return new Decision.Accepted(List.copyOf(events));
    }

    /** The first day on which both its figures and its acceptance were as they are. */
    private static LocalDate closingDay(Entry entry) {
        var changed = entry.lastChangeOn();
        var accepted = entry.casework().acceptedOn();
        return accepted == null || accepted.isBefore(changed) ? changed : accepted;
    }
}
