package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/** What is asked of a month's rating. Ids, dates, numbers and the caller are given, so that deciding is pure and can be repeated. */
sealed interface RatingCommand {

    UUID rating();

    /** Such as 2016-05. */
    String month();

    Asked asked();

    /**
     * By whom and when.
     *
     * @param occurredOn the business date of the act
     * @param reason the id under which the typed reason is kept; null if none was typed
     */
    record Asked(
            Actor actor, LocalDate occurredOn, @Nullable UUID reason) {}

    /**
     * Freezes the month. The system's own changes nothing when repeated.
     *
     * @param formula in force in the month
     * @param inputs read to the month's last day
     * @param appealUntil the last day on which a street may appeal, if it is frozen on the day of the command
     */
    record FreezeMonth(
            @TargetAggregateIdentifier UUID rating,
            String month,
            Formula formula,
            RatingInputs inputs,
            LocalDate appealUntil,
            Asked asked)
            implements RatingCommand {}

    /** @param appeal its id, given by the caller */
    record FileAppeal(
            @TargetAggregateIdentifier UUID rating, String month, UUID appeal, String street, Part part, Asked asked)
            implements RatingCommand {}

    /** @param points as they should have been; null where it is rejected */
    record DecideAppeal(
            @TargetAggregateIdentifier UUID rating,
            String month,
            UUID appeal,
            boolean upheld,
            @Nullable BigDecimal points,
            Asked asked)
            implements RatingCommand {}

    /**
     * The service's own: an appeal that was upheld elsewhere, against a measure, has found the points of a part wrong. Changes nothing when
     * repeated.
     *
     * @param appeal its id
     * @param points as they should have been
     */
    record CorrectPoints(
            @TargetAggregateIdentifier UUID rating,
            String month,
            UUID appeal,
            String street,
            Part part,
            BigDecimal points,
            Asked asked)
            implements RatingCommand {}
}
