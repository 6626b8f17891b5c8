package org.chaiwei.ledger.designation;

import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.ledger.violation.Asked;

/** What is asked of a designation. What the ledger says of the place is given, so that deciding is pure. */
sealed interface DesignationCommand {

    UUID designation();

    Asked asked();

    record StartDesignation(@TargetAggregateIdentifier UUID designation, FreePlace place, Asked asked)
            implements DesignationCommand {}

    /** @param actor the pseudonymous id of whoever asks */
    record ApplyForDesignation(@TargetAggregateIdentifier UUID designation, Inside inside, String actor, Asked asked)
            implements DesignationCommand {}

    /**
     * @param photo SHA-256, hexadecimal
     * @param actor the pseudonymous id of whoever looked
     */
    record RecordInspection(
            @TargetAggregateIdentifier UUID designation, boolean passed, String photo, String actor, Asked asked)
            implements DesignationCommand {}

    record DesignatePlace(@TargetAggregateIdentifier UUID designation, Inside inside, Asked asked)
            implements DesignationCommand {}

    record RevokeByHand(@TargetAggregateIdentifier UUID designation, Asked asked) implements DesignationCommand {}

    /**
     * Takes the designation of this run away because something stands inside. Given by the service, as often as it likes: another run,
     * or one that is revoked already, stays as it is.
     *
     * @param asked its day is the entry's, which may lie before the designation
     */
    record RevokeForViolation(
            @TargetAggregateIdentifier UUID designation, int run, UUID violation, boolean relapse, Asked asked)
            implements DesignationCommand {}

    /**
     * What the ledger says of the place.
     *
     * @param open how many entries are open inside
     * @param first ledger numbers of some of them
     * @param checkedTo the position of the ledger's log up to which it was looked at
     */
    record Inside(int open, List<String> first, long checkedTo) {
        public Inside {
            first = List.copyOf(first);
        }
    }
}
