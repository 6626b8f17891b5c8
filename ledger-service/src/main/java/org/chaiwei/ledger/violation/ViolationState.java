package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;

/** Where an entry stands, as far as deciding needs to know. */
sealed interface ViolationState {

    /** Nothing has happened under this id. */
    record Unregistered() implements ViolationState {}

    record Open(Entry entry) implements ViolationState {}

    record Closed(Entry entry, LocalDate on) implements ViolationState {}

    /** The number is free again. */
    record Withdrawn(LocalDate on) implements ViolationState {}

    /** The state after these events, in their order. */
    static ViolationState after(Iterable<? extends ViolationEvent> history) {
        ViolationState state = new Unregistered();
        for (var event : history) state = state.evolve(event);
        return state;
    }

    /** The next state. Never refuses: what happened has happened. */
    default ViolationState evolve(ViolationEvent event) {
        return switch (event) {
            case ViolationRegistered e -> new Open(Entry.of(e));
            case LedgerClosed e -> new Closed(entry().after(e), e.occurredOn());
            case ViolationWithdrawn e -> new Withdrawn(e.occurredOn());
            case DemolitionPosted e -> with(entry().after(e));
            case ViolationCorrected e -> with(entry().after(e));
            case StreetReassigned e -> with(entry().after(e));
            case ResponsiblePersonAssigned e -> with(entry().after(e));
            case ViolationTagged e -> with(entry().after(e));
        };
    }

    private Entry entry() {
        return switch (this) {
            case Open open -> open.entry;
            case Closed closed -> closed.entry;
            case Unregistered _, Withdrawn _ ->
                throw new IllegalStateException("an event of an entry that is not there");
        };
    }

    private ViolationState with(Entry next) {
        return this instanceof Closed closed ? new Closed(next, closed.on) : new Open(next);
    }
}
