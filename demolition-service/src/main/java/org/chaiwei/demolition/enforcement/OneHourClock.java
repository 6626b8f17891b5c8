package org.chaiwei.demolition.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPauseEscalated;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.ProcedureEvent.BuildingFoundFinished;
import org.chaiwei.demolition.enforcement.ProcedureEvent.CaseDismissed;
import org.chaiwei.demolition.rules.ClockLimit;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.demolition.rules.PauseWatch;
import org.jspecify.annotations.Nullable;

/**
 * The one-hour clock of one case, as its events tell it. What counts is when things happened, not when they were entered. Immutable and
 * pure: the limits and the time are handed in. The case decides by it, and the board keeps it with its row.
 *
 * @param reached what was entered, by its milestone; see {@link #reachedAt}
 * @param pauses in their order, none within another; only the last may be open
 * @param end what ended it without a demolition; null as long as nothing has
 * @param missed what was told as missed, and stays so
 * @param outcome null until it is told that the clock has stopped
 * @param pauseRung the highest rung that has heard of the open pause, from 1; null for none
 */
public record OneHourClock(
        OffsetDateTime confirmedAt,
        Map<ClockMilestone, OffsetDateTime> reached,
        List<Pause> pauses,
        @Nullable End end,
        Set<ClockMilestone> missed,
        @Nullable Outcome outcome,
        @Nullable Integer pauseRung) {

    /** Grounds on which the ledger closes what never had to be demolished within the hour, by their names there. */
    private static final Set<String> NEVER_ONE = Set.of("DISMISSED", "DUPLICATE", "ORDER_REVOKED");

    /** @param to null while it lasts */
    public record Pause(OffsetDateTime from, @Nullable OffsetDateTime to) {}

    /** What ends a clock without a demolition. The names stand in rows. */
    public enum End {
        /** It never was what the clock is for: withdrawn, dismissed, a duplicate. */
        NEVER_WAS,
        /** It goes on without a clock: found finished, or closed on another ground. */
        GOES_ON
    }

    /** How it came out. The names stand in events, in facts and in JSON and never change. */
    public enum Outcome {
        /** Removed in time. */
        KEPT,
        /** Removed late, or not at all before the clock ended for another reason. */
        LATE,
        /** Neither: the clock ended before its time was over, or should never have run. */
        VOID
    }

    /** Something that is to be told now. */
    public sealed interface Finding {

        /**
         * @param at when the time was over
         * @param over by how much it was missed
         * @param stoodAt the last milestone that had been reached by then; null for none
         */
        record Missed(
                ClockLimit limit,
                Instant at,
                Duration over,
                @Nullable ClockMilestone stoodAt) implements Finding {}

        /** @param ran up to {@code at}, pauses left out */
        record Stopped(Outcome outcome, Instant at, Duration ran) implements Finding {}
    }

    public OneHourClock {
        reached = Map.copyOf(reached);
        pauses = List.copyOf(pauses);
        missed = Set.copyOf(missed);
    }

    public static OneHourClock startedAt(OffsetDateTime confirmedAt) {
        return new OneHourClock(confirmedAt, Map.of(), List.of(), null, Set.of(), null, null);
    }

    /** After any event of the case but the one that started it. */
    public OneHourClock after(CaseEvent event) {
        return switch (event) {
            case ClockEvent.Reached e -> reaching(e.milestone(), e.occurredAt());
            case Demolished e -> e.whole() ? reaching(ClockMilestone.REMOVED, e.occurredAt()) : this;
            case ClockPaused e ->
                withPauses(Stream.concat(pauses.stream(), Stream.of(new Pause(e.occurredAt(), null))));
            case ClockResumed e ->
                withPauses(
                        pauses.stream().map(pause -> pause.to == null ? new Pause(pause.from, e.occurredAt()) : pause));
            case ClockPauseEscalated e ->
                new OneHourClock(confirmedAt, reached, pauses, end, missed, outcome, e.rung());
            case OneHourClockMissed e -> told(ClockMilestone.valueOf(e.milestone()));
            case OneHourClockStopped e ->
                new OneHourClock(confirmedAt, reached, pauses, end, missed, Outcome.valueOf(e.outcome()), pauseRung);
            case EntryWithdrawn _, CaseDismissed _ -> ended(End.NEVER_WAS);
            case EntryClosed e -> ended(NEVER_ONE.contains(e.ground()) ? End.NEVER_WAS : End.GOES_ON);
            case BuildingFoundFinished _ -> ended(End.GOES_ON);
            default -> this;
        };
    }

    /** The first time counts: what was removed, found standing and removed again does not start or stop it again. */
    public OneHourClock reaching(ClockMilestone milestone, OffsetDateTime at) {
        var more = new EnumMap<ClockMilestone, OffsetDateTime>(ClockMilestone.class);
        more.putAll(reached);
        more.putIfAbsent(milestone, at);
        return new OneHourClock(confirmedAt, more, pauses, end, missed, outcome, pauseRung);
    }

    private OneHourClock withPauses(Stream<Pause> all) {
        return new OneHourClock(confirmedAt, reached, all.toList(), end, missed, outcome, null);
    }

    private OneHourClock told(ClockMilestone milestone) {
        var more = EnumSet.of(milestone);
        more.addAll(missed);
        return new OneHourClock(confirmedAt, reached, pauses, end, more, outcome, pauseRung);
    }

    private OneHourClock ended(End by) {
        return end == null ? new OneHourClock(confirmedAt, reached, pauses, by, missed, outcome, pauseRung) : this;
    }

    /** When the open pause began; null while the clock runs. */
    public @Nullable OffsetDateTime pausedSince() {
        return pauses.isEmpty() || pauses.getLast().to != null ? null : pauses.getLast().from;
    }

    /** When it was reached. A later milestone stands in for one that nobody entered: whoever is on the spot has been sent. Null if neither is. */
    public @Nullable OffsetDateTime reachedAt(ClockMilestone milestone) {
        OffsetDateTime first = null;
        for (var entry : reached.entrySet())
            if (entry.getKey().compareTo(milestone) >= 0
                    && (first == null || entry.getValue().isBefore(first))) first = entry.getValue();
        return first;
    }

    /** How long it had run by then, pauses left out. */
    public Duration ran(Instant by) {
        var ran = Duration.between(confirmedAt.toInstant(), by);
        for (var pause : pauses) {
            var from = pause.from.toInstant();
            var to = pause.to == null || pause.to.toInstant().isAfter(by) ? by : pause.to.toInstant();
            if (from.isBefore(to)) ran = ran.minus(Duration.between(from, to));
        }
        return ran.isNegative() ? Duration.ZERO : ran;
    }

    /** When it will have run so long, or had; null while a pause holds that off. */
    public @Nullable Instant hasRunAt(Duration length) {
        var left = length;
        var from = confirmedAt.toInstant();
        for (var pause : pauses) {
            var run = Duration.between(from, pause.from.toInstant());
            if (run.compareTo(left) > 0) return from.plus(left);
            if (pause.to == null) return null;
            left = left.minus(run);
            from = pause.to.toInstant();
        }
        return from.plus(left);
    }

    /** Whether the milestone was reached, and within its time. */
    public boolean isInTime(ClockLimit limit) {
        var at = reachedAt(limit.milestone());
        return at != null && ran(at.toInstant()).compareTo(limit.within()) <= 0;
    }

    /**
     * What is to be told at this time, and has not been. Once it is removed only that counts: nobody has to be woken for a missing entry
     * any more. What was told is not taken back; that it was in time all the same, the outcome says.
     *
     * @param limits those of the day of the confirmation; none says that there was no clock on that day
     */
    public List<Finding> findings(Instant now, Map<ClockMilestone, ClockLimit> limits) {
        var hour = limits.get(ClockMilestone.REMOVED);
        if (outcome != null || hour == null) return List.of();
        var removedAt = reachedAt(ClockMilestone.REMOVED);
        if (removedAt != null) return ofRemoval(removedAt.toInstant(), hour);
        if (end != null) {
            var late = end == End.GOES_ON && missed.contains(ClockMilestone.REMOVED);
            return List.of(new Finding.Stopped(late ? Outcome.LATE : Outcome.VOID, now, ran(now)));
        }
        var findings = new ArrayList<Finding>();
        for (var limit : limits.values()) {
            if (missed.contains(limit.milestone()) || isInTime(limit)) continue;
            var at = reachedAt(limit.milestone());
            var by = at == null ? now : at.toInstant();
            if (ran(by).compareTo(limit.within()) > 0) findings.add(missed(limit, by));
        }
        return findings;
    }

    private List<Finding> ofRemoval(Instant removedAt, ClockLimit hour) {
        var findings = new ArrayList<Finding>();
        var kept = isInTime(hour);
        if (!kept && !missed.contains(ClockMilestone.REMOVED)) findings.add(missed(hour, removedAt));
        findings.add(new Finding.Stopped(kept ? Outcome.KEPT : Outcome.LATE, removedAt, ran(removedAt)));
        return findings;
    }

    private Finding.Missed missed(ClockLimit limit, Instant by) {
        var at = hasRunAt(limit.within());
        if (at == null) throw new IllegalStateException("it has run longer than it will: " + this);
        ClockMilestone stoodAt = null;
        for (var milestone : ClockMilestone.values()) {
            var reachedAt = reachedAt(milestone);
            if (reachedAt != null && !reachedAt.toInstant().isAfter(at)) stoodAt = milestone;
        }
        return new Finding.Missed(limit, at, ran(by).minus(limit.within()), stoodAt);
    }

    /** From when on there is something to tell, as things stand; null for nothing. What is due already may lie in the past. */
    public @Nullable Instant nextFinding(Map<ClockMilestone, ClockLimit> limits) {
        if (outcome != null || !limits.containsKey(ClockMilestone.REMOVED)) return null;
        if (end != null || reachedAt(ClockMilestone.REMOVED) != null) return confirmedAt.toInstant();
        Instant next = null;
        for (var limit : limits.values()) {
            if (missed.contains(limit.milestone()) || isInTime(limit)) continue;
            var at = hasRunAt(limit.within());
            if (at != null && (next == null || at.isBefore(next))) next = at;
        }
        return next;
    }

    /** How many rungs have heard of the open pause. */
    int pauseHeard() {
        return pauseRung == null ? 0 : pauseRung;
    }

    /**
     * When the next one hears that it is still paused, as things stand; may lie in the past. Null where it runs, is over, or all have heard.
     */
    public @Nullable Instant nextHearing(PauseWatch watch) {
        var since = pausedSince();
        if (since == null || outcome != null || end != null || reachedAt(ClockMilestone.REMOVED) != null) return null;
        return pauseHeard() < watch.ladder().size()
                ? since.toInstant().plus(watch.ladder().get(pauseHeard()).after())
                : null;
    }
}
