package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.jspecify.annotations.Nullable;

/** Where an entry stands, as far as deciding needs to know. */
sealed interface ViolationState {

    /** Nothing has happened under this id. */
    record Unregistered() implements ViolationState {}

    record Open(Entry entry) implements ViolationState {}

    record Closed(Entry entry, Closing closing, Aftermath aftermath) implements ViolationState {

        private Closed with(Aftermath next, Entry looked) {
            return new Closed(looked, closing, next);
        }

        /** @param revocation null where it was declined */
        private Closed requested(@Nullable Revocation revocation, Entry looked) {
            return new Closed(
                    looked, new Closing(closing.on, closing.ground, closing.duplicateOf, revocation), aftermath);
        }
    }

    /** The number is free again; the entry is remembered for facts that come late. */
    record Withdrawn(LocalDate on, Entry entry) implements ViolationState {}

    /**
     * @param ground a name of {@link Ground}
     * @param duplicateOf the entry that stands for the same construction, where that is the ground
     * @param revocation that somebody asked for; null where nobody has
     */
    record Closing(
            LocalDate on,
            String ground,
            @Nullable UUID duplicateOf,
            @Nullable Revocation revocation) {}

    /** @param requestedBy the pseudonymous id of whoever asked for it */
    record Revocation(String requestedBy, LocalDate requestedOn) {}

    /** The state after these events, in their order. */
    static ViolationState after(Iterable<? extends ViolationEvent> history) {
        ViolationState state = new Unregistered();
        for (var event : history) state = state.evolve(event);
        return state;
    }

    /** The next state. Never refuses: what happened has happened. */
    default ViolationState evolve(ViolationEvent event) {
        return switch (event) {
            case ViolationRegistered e ->
                new Open(Entry.of(
                        e,
                        this instanceof Withdrawn before
                                ? before.entry.casework().outliving()
                                : Casework.NONE));
            case LedgerClosed e ->
                new Closed(
                        entry().after(e),
                        new Closing(
                                e.occurredOn(),
                                e.ground(),
                                e.basis() == null ? null : e.basis().duplicateOf(),
                                null),
                        Aftermath.NONE);
            case LedgerClosingRevoked e -> new Open(entry().after(e));
            case ViolationWithdrawn e -> new Withdrawn(e.occurredOn(), entry().afterLooking(e));
            case DemolitionPosted e -> with(entry().after(e));
            case DemolitionNotPosted e -> with(entry().after(e));
            case WallSealingPosted e -> with(entry().after(e));
            case AcceptancePosted e -> with(entry().after(e));
            case AcceptanceFailurePosted e ->
                with(this instanceof Closed ? entry().afterFailureWhileClosed(e) : entry().after(e));
            case CaseFilingPosted e -> with(entry().after(e));
            case RestorationPosted e -> with(entry().after(e));
            case ViolationCorrected e -> with(entry().after(e));
            case StreetReassigned e -> with(entry().after(e));
            case ResponsiblePersonAssigned e -> with(entry().after(e));
            case ViolationTagged e -> with(entry().after(e));
            case RelapseDetected e -> with(entry().after(e));
            case ClosingRevocationRequested e ->
                closed().requested(new Revocation(e.requestedBy(), e.occurredOn()), entry().afterLooking(e));
            case ClosingRevocationDeclined e -> closed().requested(null, entry().afterLooking(e));
            case RelapseSuspected e -> closed().with(closed().aftermath.after(e), entry().afterLooking(e));
            case RelapseSuspicionDismissed e -> closed().with(closed().aftermath.after(e), entry().afterLooking(e));
            case RelapseConfirmed e -> closed().with(closed().aftermath.after(e), entry().afterLooking(e));
            case PatrolRecorded e -> closed().with(closed().aftermath.after(e), entry().afterLooking(e));
        };
    }

    private Closed closed() {
        if (this instanceof Closed closed) return closed;
        throw new IllegalStateException("an event of a closed entry, of one that is not");
    }

    private Entry entry() {
        return switch (this) {
            case Open open -> open.entry;
            case Closed closed -> closed.entry;
            case Withdrawn withdrawn -> withdrawn.entry;
            case Unregistered _ -> throw new IllegalStateException("an event of an entry that is not there");
        };
    }

    private ViolationState with(Entry next) {
        return switch (this) {
            case Open _ -> new Open(next);
            case Closed closed -> closed.with(closed.aftermath, next);
            case Withdrawn withdrawn -> new Withdrawn(withdrawn.on, next);
            case Unregistered _ -> throw new IllegalStateException("an event of an entry that is not there");
        };
    }
}
