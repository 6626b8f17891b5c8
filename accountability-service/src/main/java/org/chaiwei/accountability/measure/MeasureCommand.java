package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.accountability.inspection.Findings.Found;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.accountability.rating.PartPoints;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/** What is asked of a measure. Ids, dates and the caller are given, so that deciding is pure and can be repeated. */
sealed interface MeasureCommand {

    UUID measure();

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
     * The service's own; changes nothing when repeated, or when newer tables have been looked at.
     *
     * @param tablesPosition the last change of the tables that the rule looked at
     */
    record ProposeByRule(
            @TargetAggregateIdentifier UUID measure,
            String street,
            MeasureKind kind,
            String rule,
            Evidence evidence,
            long tablesPosition,
            Asked asked)
            implements MeasureCommand {}

    /** The service's own, as the one before: the tables do not support the measure. */
    record WithdrawSupport(@TargetAggregateIdentifier UUID measure, long tablesPosition, Asked asked)
            implements MeasureCommand {}

    /** The service's own; changes nothing when repeated, or when somebody was faster by hand. */
    record ProposeByFinding(
            @TargetAggregateIdentifier UUID measure,
            String street,
            MeasureKind kind,
            String rule,
            Evidence evidence,
            Asked asked)
            implements MeasureCommand {}

    /**
     * @param rule by which the ground has its kind; null where the rules leave that to whoever proposes
     * @param found the evidence's finding, as the inspection has it; null where there is none
     */
    record ProposeByHand(
            @TargetAggregateIdentifier UUID measure,
            String street,
            MeasureKind kind,
            Ground ground,
            @Nullable String rule,
            Evidence evidence,
            @Nullable Found found,
            Asked asked)
            implements MeasureCommand {}

    /** @param kind null for the one that is proposed */
    record DecideMeasure(
            @TargetAggregateIdentifier UUID measure,
            boolean imposed,
            @Nullable MeasureKind kind,
            Asked asked) implements MeasureCommand {}

    /** @param appealUntil the last day on which the street may appeal, if service is recorded on the day of the command */
    record ServeMeasure(
            @TargetAggregateIdentifier UUID measure,
            @Nullable String person,
            ServiceManner manner,
            LocalDate servedOn,
            LocalDate appealUntil,
            Asked asked)
            implements MeasureCommand {}

    record AnswerMeasure(@TargetAggregateIdentifier UUID measure, Asked asked) implements MeasureCommand {}

    record AppealMeasure(@TargetAggregateIdentifier UUID measure, Asked asked) implements MeasureCommand {}

    /**
     * @param part whose points were wrong; null where the table is right, or the appeal rejected
     * @param now what the part has in the latest version of the month's table; null where there is no such table
     */
    record DecideMeasureAppeal(
            @TargetAggregateIdentifier UUID measure,
            boolean upheld,
            @Nullable Part part,
            @Nullable BigDecimal points,
            @Nullable PartPoints now,
            Asked asked)
            implements MeasureCommand {}

    /** The service's own: the rating has been corrected as the upheld appeal wanted. Changes nothing when repeated. */
    record ReverseMeasure(@TargetAggregateIdentifier UUID measure, int ratingVersion, Asked asked)
            implements MeasureCommand {}

    record CloseMeasure(@TargetAggregateIdentifier UUID measure, Asked asked) implements MeasureCommand {}

    /** @param kind the lighter one; null to leave nothing of it */
    record RecordGoodFaith(
            @TargetAggregateIdentifier UUID measure,
            @Nullable MeasureKind kind,
            Asked asked) implements MeasureCommand {}

    record ReviewMeasure(@TargetAggregateIdentifier UUID measure, boolean stands, Asked asked)
            implements MeasureCommand {}
}
