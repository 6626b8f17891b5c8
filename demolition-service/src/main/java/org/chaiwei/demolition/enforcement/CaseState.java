package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RelapseLinked;
import org.jspecify.annotations.Nullable;

/** Where a case stands, as far as deciding needs to know. */
sealed interface CaseState {

    /**
     * The ledger has not told of such an entry yet.
     *
     * @param relapseOf what it may have told of it before its registration
     */
    record Unknown(Set<UUID> facts, @Nullable UUID relapseOf) implements CaseState {}

    /** The ledger has told of it. */
    sealed interface Known extends CaseState {
        CaseFile file();
    }

    record Lead(CaseFile file) implements Known {}

    record Filed(CaseFile file) implements Known {}

    record AwaitingAcceptance(CaseFile file) implements Known {}

    record Accepted(CaseFile file) implements Known {}

    record Restored(CaseFile file) implements Known {}

    record Withdrawn(CaseFile file, LocalDate on) implements Known {}

    record Closed(CaseFile file, LocalDate on, String ground) implements Known {}

    static CaseState unknown() {
        return new Unknown(Set.of(), null);
    }

    /** The state after these events, in their order. */
    static CaseState after(Iterable<? extends CaseEvent> history) {
        CaseState state = unknown();
        for (var event : history) state = state.evolve(event);
        return state;
    }

    /** The ledger's facts that were taken in. */
    default Set<UUID> facts() {
        return switch (this) {
            case Unknown unknown -> unknown.facts;
            case Known known -> known.file().facts();
        };
    }

    /** The next state. Never refuses: what happened has happened. */
    default CaseState evolve(CaseEvent event) {
        return switch (this) {
            case Unknown unknown ->
                switch (event) {
                    case LeadReceived e -> new Lead(CaseFile.of(e, unknown.facts));
                    case RelapseLinked e -> new Unknown(CaseFile.with(unknown.facts, e.fact()), e.closedViolation());
                    default -> throw new IllegalStateException("an event of a case that is not there: " + event);
                };
            case Known known -> {
                var file = known.file().after(event);
                yield switch (event) {
                    case EntryWithdrawn e -> new Withdrawn(file, e.occurredOn());
                    case EntryClosed e -> new Closed(file, e.occurredOn(), e.ground());
                    case LeadReceived _, ClosingRevoked _ -> standing(file);
                    default ->
                        switch (known) {
                            case Withdrawn withdrawn -> new Withdrawn(file, withdrawn.on);
                            case Closed closed -> new Closed(file, closed.on, closed.ground);
                            case Lead _, Filed _, AwaitingAcceptance _, Accepted _, Restored _ -> standing(file);
                        };
                };
            }
        };
    }

    /** Where a case stands that the ledger has neither closed nor withdrawn. */
    private static CaseState standing(CaseFile file) {
        if (file.filing() == null) return new Lead(file);
        if (!file.progress().awaiting().isEmpty()) return new AwaitingAcceptance(file);
        if (file.progress().restored() != null) return new Restored(file);
        return file.progress().passed() == null ? new Filed(file) : new Accepted(file);
    }
}
