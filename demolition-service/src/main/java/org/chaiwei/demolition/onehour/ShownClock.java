package org.chaiwei.demolition.onehour;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.OneHourClock;
import org.chaiwei.demolition.enforcement.OneHourClock.Finding;
import org.chaiwei.demolition.enforcement.OneHourClock.Outcome;
import org.chaiwei.demolition.enforcement.OneHourClock.Pause;
import org.chaiwei.demolition.rules.ClockLimit;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * One clock as the API shows it, at the time of the answer. Times have the district's offset.
 *
 * @param ranSeconds how long it has run, or had when it stopped, pauses left out
 * @param remainingSeconds what is left of the hour, below zero once it is over; null where the clock has stopped, or had no hour by the rules
 *     of its day
 * @param pausedSince null while it runs
 * @param stoppedAt null while it has not
 */
record ShownClock(
        UUID violation,
        String ledgerNumber,
        String street,
        OffsetDateTime confirmedAt,
        State state,
        long ranSeconds,
        @Nullable Long remainingSeconds,
        @Nullable OffsetDateTime pausedSince,
        @Nullable OffsetDateTime stoppedAt,
        List<Pause> pauses,
        List<ShownMilestone> milestones) {

    /** The names stand in JSON and never change. */
    enum State {
        RUNNING,
        PAUSED,
        /** It runs on, and the hour is over. */
        OVER,
        /** Removed in time. */
        KEPT,
        /** Removed late, or not at all. */
        LATE,
        /** Neither. */
        VOID
    }

    /**
     * @param term in the field's own words
     * @param limitMinutes null where the rules of the day give it no time of its own
     * @param rule the id of the rule that gives it
     * @param reachedAt also by way of a later one; null where neither is
     * @param dueAt when its time is over, as things stand; null without a limit, and while a pause holds it off
     * @param remainingSeconds what is left of its time, below zero once it is over; null once it is reached
     * @param told as missed, which stands also where it turned out to have been in time
     */
    record ShownMilestone(
            ClockMilestone milestone,
            String term,
            Progress progress,
            @Nullable Long limitMinutes,
            @Nullable String rule,
            @Nullable OffsetDateTime reachedAt,
            @Nullable OffsetDateTime dueAt,
            @Nullable Long remainingSeconds,
            boolean told) {}

    /** The names stand in JSON and never change. */
    enum Progress {
        /** Not reached, with time left or without a limit. */
        AHEAD,
        /** Reached in time, or without a limit. */
        IN_TIME,
        /** Reached late. */
        LATE,
        /** Not reached, and its time is over. */
        OVER
    }

    /** @param limits by the rules of the day of the confirmation */
    static ShownClock of(ClockRow row, Map<ClockMilestone, ClockLimit> limits, Instant now) {
        var clock = Objects.requireNonNull(row.clock());
        var stopped = stopped(row, clock, limits, now);
        var until = stopped == null ? now : stopped.at();
        var ran = clock.ran(until);
        var hour = limits.get(ClockMilestone.REMOVED);
        var left = hour == null ? null : hour.within().minus(ran);
        return new ShownClock(
                row.violation(),
                row.ledgerNumber(),
                row.street(),
                clock.confirmedAt(),
                state(clock, stopped, left),
                ran.toSeconds(),
                stopped != null || left == null ? null : left.toSeconds(),
                stopped == null ? clock.pausedSince() : null,
                stopped == null ? null : there(stopped.at()),
                clock.pauses(),
                Arrays.stream(ClockMilestone.values())
                        .map(milestone -> milestone(milestone, clock, limits.get(milestone), until, stopped != null))
                        .toList());
    }

    /** How it stopped, also where that is about to be told; null while it has not. */
    private static Finding.@Nullable Stopped stopped(
            ClockRow row, OneHourClock clock, Map<ClockMilestone, ClockLimit> limits, Instant now) {
        if (clock.outcome() != null && row.stoppedAt() != null) {
            var at = row.stoppedAt().toInstant();
            return new Finding.Stopped(clock.outcome(), at, clock.ran(at));
        }
        for (var finding : clock.findings(now, limits)) if (finding instanceof Finding.Stopped stopped) return stopped;
        return null;
    }

    private static State state(OneHourClock clock, Finding.@Nullable Stopped stopped, @Nullable Duration left) {
        if (stopped != null) return ofOutcome(stopped.outcome());
        if (left != null && left.isNegative()) return State.OVER;
        return clock.pausedSince() == null ? State.RUNNING : State.PAUSED;
    }

    private static State ofOutcome(Outcome outcome) {
        return switch (outcome) {
            case KEPT -> State.KEPT;
            case LATE -> State.LATE;
            case VOID -> State.VOID;
        };
    }

    private static ShownMilestone milestone(
            ClockMilestone milestone,
            OneHourClock clock,
            @Nullable ClockLimit limit,
            Instant until,
            boolean hasStopped) {
        var reachedAt = clock.reachedAt(milestone);
        var left = limit == null ? null : limit.within().minus(clock.ran(until));
        var dueAt = limit == null ? null : clock.hasRunAt(limit.within());
        return new ShownMilestone(
                milestone,
                milestone.term(),
                progress(clock, limit, reachedAt, left),
                limit == null ? null : limit.within().toMinutes(),
                limit == null ? null : limit.rule(),
                reachedAt,
                dueAt == null ? null : there(dueAt),
                hasStopped || reachedAt != null || left == null ? null : left.toSeconds(),
                clock.missed().contains(milestone));
    }

    private static Progress progress(
            OneHourClock clock,
            @Nullable ClockLimit limit,
            @Nullable OffsetDateTime reachedAt,
            @Nullable Duration left) {
        if (reachedAt != null) return limit == null || clock.isInTime(limit) ? Progress.IN_TIME : Progress.LATE;
        return left != null && left.isNegative() ? Progress.OVER : Progress.AHEAD;
    }

    private static OffsetDateTime there(Instant at) {
        return at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
