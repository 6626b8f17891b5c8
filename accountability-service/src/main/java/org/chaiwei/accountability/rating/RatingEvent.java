package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What happened to a month's rating. Stored for ever under its {@link RatingEvents#TYPES logical name and revision}: fields are only
 * added, and each revision has a golden file. A typed reason is no part of an event: it is the id of a reason, which can be erased.
 * Whoever acted is a pseudonym.
 */
sealed interface RatingEvent {

    /** {@link RatingId#of} the month. */
    UUID rating();

    /** Such as 2016-05. */
    String month();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /**
     * The month's table was frozen: version 1.
     *
     * @param appealUntil the last day on which a street may appeal
     * @param inputs all that the table was computed from
     * @param hash {@link RatingHash} of formula and inputs
     */
    record RatingFrozen(
            UUID rating,
            String month,
            int formulaVersion,
            LocalDate appealUntil,
            RatingInputs inputs,
            List<Rated> table,
            String hash,
            LocalDate occurredOn)
            implements RatingEvent {
        public RatingFrozen {
            table = List.copyOf(table);
        }
    }

    /** A street holds that the points of a part are not right. */
    record AppealFiled(
            UUID rating,
            String month,
            UUID appeal,
            String street,
            Part part,
            UUID reason,
            String actor,
            LocalDate occurredOn)
            implements RatingEvent {}

    /**
     * The street is right. Always followed by the table that this makes.
     *
     * @param points of the part, as they should have been
     */
    record AppealUpheld(
            UUID rating,
            String month,
            UUID appeal,
            String street,
            Part part,
            BigDecimal points,
            UUID reason,
            String actor,
            LocalDate occurredOn)
            implements RatingEvent {}

    record AppealRejected(
            UUID rating,
            String month,
            UUID appeal,
            String street,
            Part part,
            UUID reason,
            String actor,
            LocalDate occurredOn)
            implements RatingEvent {}

    /**
     * Points were taken back and given anew: the next version of the table, beside those before it.
     *
     * @param version 2 for the first
     * @param appeal against the month's points, or against a measure that rests on them
     * @param pointsBefore of the part in the version before
     * @param hash {@link RatingHash} of formula, inputs and all corrections so far
     */
    record RatingReversed(
            UUID rating,
            String month,
            int version,
            UUID appeal,
            String street,
            Part part,
            BigDecimal pointsBefore,
            BigDecimal points,
            List<Rated> table,
            String hash,
            LocalDate occurredOn)
            implements RatingEvent {
        public RatingReversed {
            table = List.copyOf(table);
        }
    }
}
