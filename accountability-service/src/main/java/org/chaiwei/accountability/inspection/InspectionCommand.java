package org.chaiwei.accountability.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.accountability.supervision.Reference;
import org.chaiwei.accountability.supervision.Unit;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/** What is asked of an inspection. Ids, dates and the caller are given, so that deciding is pure and can be repeated. */
sealed interface InspectionCommand {

    UUID inspection();

    Asked asked();

    /**
     * By whom and when.
     *
     * @param occurredOn the business date of the act
     * @param remark the id under which what was typed is kept; null if nothing was
     */
    record Asked(
            Actor actor, LocalDate occurredOn, @Nullable UUID remark) {}

    record OpenInspection(
            @TargetAggregateIdentifier UUID inspection,
            Unit unit,
            List<Subject> subjects,
            LocalDate from,
            LocalDate to,
            Asked asked)
            implements InspectionCommand {}

    /** @param answerUntil the last day on which the unit is waited for */
    record RecordFinding(
            @TargetAggregateIdentifier UUID inspection,
            UUID finding,
            FindingKind kind,
            Severity severity,
            List<Reference> references,
            LocalDate answerUntil,
            Asked asked)
            implements InspectionCommand {}

    record AnswerFinding(
            @TargetAggregateIdentifier UUID inspection, UUID finding, List<Reference> references, Asked asked)
            implements InspectionCommand {}

    record ConfirmFinding(@TargetAggregateIdentifier UUID inspection, UUID finding, Asked asked)
            implements InspectionCommand {}

    record WithdrawFinding(@TargetAggregateIdentifier UUID inspection, UUID finding, Asked asked)
            implements InspectionCommand {}

    /** @param unit that is given the task; null for the one that is inspected */
    record GiveTask(
            @TargetAggregateIdentifier UUID inspection,
            UUID finding,
            UUID task,
            @Nullable Unit unit,
            @Nullable String responsible,
            LocalDate dueOn,
            Asked asked)
            implements InspectionCommand {}

    /** @param ended those of its tasks that are over; what is over stays so, so that an older answer is never too many */
    record CloseInspection(@TargetAggregateIdentifier UUID inspection, Set<UUID> ended, Asked asked)
            implements InspectionCommand {}
}
