package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an entry. Ids, dates and the caller's reach are given, so that deciding is pure and can be repeated. Sent by the
 * controllers for people, and by automations with the scope SYSTEM.
 */
public sealed interface ViolationCommand {

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

    /**
     * Takes in what the demolition service has told. Given as often as the fact is delivered: the entry remembers it, and a
     * repetition changes nothing. Never refused but for an entry that has never been on the ledger.
     */
    sealed interface OfFact extends ViolationCommand {

        /** The fact's own id. */
        UUID fact();
    }

    /** @param demolition the demolition service's id of it */
    record PostDemolition(
            @TargetAggregateIdentifier UUID violation, UUID fact, UUID demolition, BigDecimal areaM2, Asked asked)
            implements OfFact {}

    record PostSealing(@TargetAggregateIdentifier UUID violation, UUID fact, UUID sealing, int households, Asked asked)
            implements OfFact {}

    record PostAcceptance(
            @TargetAggregateIdentifier UUID violation,
            UUID fact,
            BigDecimal areaM2,
            boolean sealed,
            List<Signature> signatures,
            Asked asked)
            implements OfFact {}

    record PostAcceptanceFailure(
            @TargetAggregateIdentifier UUID violation, UUID fact, boolean sealed, String cause, Asked asked)
            implements OfFact {}

    record PostCaseFiling(
            @TargetAggregateIdentifier UUID violation, UUID fact, String caseNumber, String track, Asked asked)
            implements OfFact {}

    record PostRestoration(@TargetAggregateIdentifier UUID violation, UUID fact, String kind, Asked asked)
            implements OfFact {}

    /**
     * Takes an entry off the open ledger, by hand.
     *
     * @param basis what belongs to the ground, as far as it was given
     * @param duplicated where the entry that {@code basis} names as the one to stand for both stands; null without one
     * @param actor the pseudonymous id of whoever asks
     */
    record CloseLedger(
            @TargetAggregateIdentifier UUID violation,
            Ground ground,
            ClosingBasis basis,
            @Nullable Duplicated duplicated,
            String actor,
            Asked asked)
            implements ViolationCommand {}

    /** How the entry that shall stand for a duplicate stands itself. */
    enum Duplicated {
        ON_THE_LEDGER,
        /** It was never registered, or it was withdrawn. */
        NOT_ON_THE_LEDGER,
        /** It is closed as a duplicate of this very entry, itself or by others between. */
        DUPLICATE_OF_THIS
    }

    /** @param actor the pseudonymous id of whoever asks */
    record RequestClosingRevocation(
            @TargetAggregateIdentifier UUID violation, String actor, Asked asked) implements ViolationCommand {}

    /** @param actor the pseudonymous id of whoever approves */
    record ApproveClosingRevocation(
            @TargetAggregateIdentifier UUID violation, String actor, Asked asked) implements ViolationCommand {}

    /** @param actor the pseudonymous id of whoever declines, or takes back what they asked for themselves */
    record DeclineClosingRevocation(
            @TargetAggregateIdentifier UUID violation, String actor, Asked asked) implements ViolationCommand {}

    /**
     * Says that something was seen near this closed entry.
     *
     * @param actor the pseudonymous id of whoever reports it
     */
    record SuspectRelapse(
            @TargetAggregateIdentifier UUID violation,
            Sighting sighting,
            BigDecimal distanceM,
            String actor,
            Asked asked)
            implements ViolationCommand {}

    /** Says that it is this closed entry's construction that stands again. Nothing changes in the entry; a new one will be made. */
    record ConfirmRelapse(
            @TargetAggregateIdentifier UUID violation, UUID sighting, Found found, String actor, Asked asked)
            implements ViolationCommand {}

    /**
     * What stands there now.
     *
     * @param areaM2 as given; right is: above zero, two decimals at most
     * @param use null for what the closed entry's was
     * @param photo SHA-256 of the photo, hexadecimal
     * @param at when it was looked at
     */
    record Found(
            BigDecimal areaM2,
            @Nullable Use use,
            @Nullable String structure,
            @Nullable Integer storeys,
            String photo,
            OffsetDateTime at) {}

    record DismissSuspicion(@TargetAggregateIdentifier UUID violation, UUID sighting, Asked asked)
            implements ViolationCommand {}

    /**
     * Makes the new entry that a confirmed relapse calls for. Given until it is there: a repetition changes nothing.
     *
     * @param site where it stands: the closed entry's place
     * @param confirmed what was confirmed of the closed entry
     */
    record RegisterRelapse(
            @TargetAggregateIdentifier UUID violation,
            ViolationEvent.RelapseConfirmed confirmed,
            Site site,
            Asked asked)
            implements ViolationCommand {}

    /**
     * Says that somebody looked at the closed entry's place.
     *
     * @param found what they saw, if anything: it raises a suspicion at once
     * @param photo SHA-256 of the photo, hexadecimal
     * @param actor the pseudonymous id of whoever looked
     */
    record RecordPatrol(
            @TargetAggregateIdentifier UUID violation,
            @Nullable Sighting found,
            @Nullable String photo,
            String actor,
            Asked asked)
            implements ViolationCommand {}

    /**
     * What somebody saw.
     *
     * @param id given once for a sighting, however many entries it concerns
     * @param partyId whoever was seen building, if they are in the party registry
     * @param photo SHA-256 of the photo, hexadecimal
     */
    record Sighting(UUID id, FoundBy foundBy, @Nullable UUID partyId, String photo, OffsetDateTime at) {}
}
