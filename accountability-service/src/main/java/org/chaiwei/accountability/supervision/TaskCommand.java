package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/** What is asked of a supervised task. Ids, dates and the caller are given, so that deciding is pure and can be repeated. */
sealed interface TaskCommand {

    UUID task();

    Asked asked();

    /**
     * By whom and when.
     *
     * @param occurredOn the business date of the act
     * @param remark the id under which what was typed is kept; null if nothing was
     */
    record Asked(
            Actor actor, LocalDate occurredOn, @Nullable UUID remark) {}

    /**
     * Gives the task. Repeated it changes nothing.
     *
     * @param givenBy the pseudonym of who gave it, also where the service carries it out
     * @param ladder under which it is told
     */
    record AssignTask(
            @TargetAggregateIdentifier UUID task,
            Source source,
            String reference,
            Unit unit,
            @Nullable String responsible,
            LocalDate dueOn,
            int ladder,
            String givenBy,
            Asked asked)
            implements TaskCommand {}

    record AcknowledgeTask(@TargetAggregateIdentifier UUID task, Asked asked) implements TaskCommand {}

    record AnswerTask(@TargetAggregateIdentifier UUID task, List<Reference> references, Asked asked)
            implements TaskCommand {}

    /** @param dueOn the new last day in time */
    record ReturnTask(@TargetAggregateIdentifier UUID task, LocalDate dueOn, Asked asked) implements TaskCommand {}

    record VerifyTask(@TargetAggregateIdentifier UUID task, Asked asked) implements TaskCommand {}

    record AskExtension(@TargetAggregateIdentifier UUID task, LocalDate dueOn, Asked asked) implements TaskCommand {}

    record DecideExtension(@TargetAggregateIdentifier UUID task, boolean granted, Asked asked) implements TaskCommand {}

    record WithdrawTask(@TargetAggregateIdentifier UUID task, Asked asked) implements TaskCommand {}

    /** Tells whatever is due by now and has not been told. The service's own; repeated it changes nothing. */
    record TellWhatIsDue(@TargetAggregateIdentifier UUID task, Ladders ladders, WorkingDays calendar, Asked asked)
            implements TaskCommand {}
}
