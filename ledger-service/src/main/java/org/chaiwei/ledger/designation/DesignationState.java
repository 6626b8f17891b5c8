package org.chaiwei.ledger.designation;

import java.time.LocalDate;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeAppliedFor;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeInspected;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;

/** Where a place stands on the way to its designation. */
sealed interface DesignationState {

    /** Nobody has started at this place. */
    record Unstarted() implements DesignationState {}

    /** 建设中; also after an inspection that found something. */
    record Started(Run run) implements DesignationState {}

    /** @param appliedBy the pseudonymous id of whoever can't inspect it */
    record AppliedFor(Run run, String appliedBy) implements DesignationState {}

    record Inspected(Run run) implements DesignationState {}

    record Designated(Run run) implements DesignationState {}

    record Revoked(Run run) implements DesignationState {}

    /**
     * @param number from 1
     * @param lastEventOn the day of the last event
     */
    record Run(FreePlace place, int number, LocalDate lastEventOn) {
        private Run to(LocalDate day) {
            return new Run(place, number, day);
        }
    }

    static DesignationState after(Iterable<? extends DesignationEvent> history) {
        DesignationState state = new Unstarted();
        for (var event : history) state = state.evolve(event);
        return state;
    }

    /** The next state. Never refuses: what happened has happened. */
    default DesignationState evolve(DesignationEvent event) {
        return switch (event) {
            case ViolationFreeStarted e ->
                new Started(new Run(new FreePlace(e.kind(), e.street(), e.place()), e.run(), e.occurredOn()));
            case ViolationFreeAppliedFor e -> new AppliedFor(run().to(e.occurredOn()), e.appliedBy());
            case ViolationFreeInspected e ->
                e.passed() ? new Inspected(run().to(e.occurredOn())) : new Started(run().to(e.occurredOn()));
            case ViolationFreeDesignated e -> new Designated(run().to(e.occurredOn()));
            case ViolationFreeRevoked e -> new Revoked(run().to(e.occurredOn()));
        };
    }

    private Run run() {
        return switch (this) {
            case Started s -> s.run;
            case AppliedFor s -> s.run;
            case Inspected s -> s.run;
            case Designated s -> s.run;
            case Revoked s -> s.run;
            case Unstarted _ -> throw new IllegalStateException("an event of a place where nobody has started");
        };
    }

    /** As refusals and lists write it. */
    default String name() {
        return switch (this) {
            case Unstarted _ -> "UNSTARTED";
            case Started _ -> "STARTED";
            case AppliedFor _ -> "APPLIED_FOR";
            case Inspected _ -> "INSPECTED";
            case Designated _ -> "DESIGNATED";
            case Revoked _ -> "REVOKED";
        };
    }
}
