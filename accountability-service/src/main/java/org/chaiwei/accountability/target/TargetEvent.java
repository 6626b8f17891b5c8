package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What happened to a target. Stored for ever under its {@link TargetEvents#TYPES logical name and revision}: fields are only added, and
 * each revision has a golden file. A typed reason is no part of an event: it is the id of a reason, which can be erased.
 */
public sealed interface TargetEvent {

    /** {@link TargetId#of} its code. */
    UUID target();

    /** Such as T-2016; for good. */
    String code();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /**
     * The target was set: revision 1.
     *
     * @param effectiveFrom the first day on which it is in force; not before it are its figures asked for
     */
    record TargetSet(UUID target, String code, Goal goal, LocalDate effectiveFrom, LocalDate occurredOn)
            implements TargetEvent {}

    /**
     * The target is another from a day on.
     *
     * @param revision 2 for the first change
     * @param value from then on, in the metric's unit
     * @param due from then on
     * @param effectiveFrom never before that of the revision before
     */
    record TargetRevised(
            UUID target,
            String code,
            int revision,
            BigDecimal value,
            LocalDate due,
            LocalDate effectiveFrom,
            UUID reason,
            LocalDate occurredOn)
            implements TargetEvent {}

    /**
     * Each street has its part of the target, from now on and whatever happens to the ledger.
     *
     * @param revision whose value the parts add up to
     * @param basisOn the day whose remaining areas they follow
     * @param basisKnownAt the position of the ledger's log up to which those areas were known
     * @param parts all streets, in the order of their codes
     */
    record StreetPartsSet(
            UUID target,
            String code,
            int revision,
            LocalDate basisOn,
            long basisKnownAt,
            List<Part> parts,
            LocalDate occurredOn)
            implements TargetEvent {
        public StreetPartsSet {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Whether the target is met was decided by a person.
     *
     * @param revision on which the decision was made; a later revision asks anew
     */
    record TargetDecisionRecorded(
            UUID target, String code, int revision, boolean met, UUID reason, LocalDate occurredOn)
            implements TargetEvent {}

    /**
     * A street's part.
     *
     * @param remainingM2 what stood there on the day of the basis
     * @param value in the metric's unit
     */
    record Part(String street, BigDecimal remainingM2, BigDecimal value) {}
}
