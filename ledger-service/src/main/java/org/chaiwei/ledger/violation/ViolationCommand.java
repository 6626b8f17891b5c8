package org.chaiwei.ledger.violation;

import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is asked of an entry. Ids, dates and the caller's reach are given, so that deciding is pure and can be repeated. */
sealed interface ViolationCommand {

    UUID violation();

    Asked asked();

    /** Puts an entry onto the ledger, by form: it counts from {@code asked.occurredOn}. */
    record RegisterViolation(@TargetAggregateIdentifier UUID violation, Registration entry, Asked asked)
            implements ViolationCommand {}

    /**
     * Takes an entry over from a spreadsheet. The batch is the reason for any date that lies back.
     *
     * @param clearance that it was cleared before the plan; null if it still stands
     */
    record ImportViolation(
            @TargetAggregateIdentifier UUID violation,
            Registration entry,
            @Nullable PastClearance clearance,
            UUID importBatch,
            Asked asked)
            implements ViolationCommand {}

    record CorrectViolation(@TargetAggregateIdentifier UUID violation, Correction correction, Asked asked)
            implements ViolationCommand {}

    /** Makes another street answer for the entry; the place within it is given anew. */
    record ReassignStreet(
            @TargetAggregateIdentifier UUID violation,
            String street,
            @Nullable String community,
            @Nullable String compound,
            @Nullable String alley,
            Asked asked)
            implements ViolationCommand {}

    record AssignResponsiblePerson(
            @TargetAggregateIdentifier UUID violation, UUID partyId, Asked asked) implements ViolationCommand {}

    /** Replaces all tags of the entry. */
    record TagViolation(@TargetAggregateIdentifier UUID violation, Set<Tag> tags, Asked asked)
            implements ViolationCommand {}

    /** Takes back an entry that should not have been made. */
    record WithdrawViolation(@TargetAggregateIdentifier UUID violation, Asked asked) implements ViolationCommand {}
}
