package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** What is asked of a target. Ids, dates and the caller's role are given, so that deciding is pure and can be repeated. */
sealed interface TargetCommand {

    UUID target();

    Asked asked();

    /**
     * By whom and when.
     *
     * @param occurredOn the business date of the act
     * @param reason the id under which the typed reason is kept; null if none was typed
     */
    record Asked(Role role, LocalDate occurredOn, @Nullable UUID reason) {}

    /** Sets a target that isn't there yet. The system's own, from the plan's file, changes nothing when repeated. */
    record SetTarget(
            @TargetAggregateIdentifier UUID target, String code, Goal goal, LocalDate effectiveFrom, Asked asked)
            implements TargetCommand {}

    /** @param value null leaves it; so does a null {@code due} */
    record ReviseTarget(
            @TargetAggregateIdentifier UUID target,
            @Nullable BigDecimal value,
            @Nullable LocalDate due,
            LocalDate effectiveFrom,
            Asked asked)
            implements TargetCommand {}

    /**
     * Divides the target as it is now. Parts that are so already stay without a word.
     *
     * @param basisOn the day whose remaining areas the parts follow
     * @param basisKnownAt the position up to which they were known
     * @param remainingM2 of every street
     */
    record SetStreetParts(
            @TargetAggregateIdentifier UUID target,
            LocalDate basisOn,
            long basisKnownAt,
            SortedMap<String, BigDecimal> remainingM2,
            Asked asked)
            implements TargetCommand {}

    record RecordDecision(@TargetAggregateIdentifier UUID target, boolean met, Asked asked) implements TargetCommand {}
}
