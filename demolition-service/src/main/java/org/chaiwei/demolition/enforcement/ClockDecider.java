package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyPaused;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyReached;
import org.chaiwei.demolition.enforcement.CaseRefusal.ClockHasStopped;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotPaused;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotReady;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutOfOrder;
import org.chaiwei.demolition.enforcement.CaseRefusal.PauseWithoutReason;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPauseEscalated;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.demolition.enforcement.OneHourClock.Finding;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.PauseWatch;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/** The rules of the one-hour clock. Pure, and called by {@link CaseDecider}, which has looked at the street and at the time given, and by {@link HandlingDecider}. */
final class ClockDecider {

    private static final Set<Role> KEEPERS = EnumSet.of(Role.STREET, Role.ENFORCEMENT);

    private ClockDecider() {}

    /** Why whoever asks may not keep a clock; null where they may. */
    static @Nullable CaseRefusal wrongRole(Role role) {
        return KEEPERS.contains(role)
                ? null
                : new RoleMayNot(KEEPERS.stream().map(Role::claim).sorted().toList());
    }

    /**
     * Takes down what happened on the clock. A time that was entered late is as good as any other, but pauses lie one behind the other, and
     * milestones in their order.
     */
    static Decision keep(KeepClock c, CaseFile file) {
        var clock = file.clock();
        if (clock == null) return refuse(NotReady.without(Step.DISCOVERY));
        if (clock.outcome() != null || clock.end() != null) return refuse(new ClockHasStopped());
        var refusal = switch (c.step()) {
            case ClockEvent.Reached step -> notReached(step, clock);
            case ClockPaused step -> notPaused(step, clock, c.asked());
            case ClockResumed step -> notResumed(step, clock);
        };
        return refusal != null ? refuse(refusal) : accept(c.step());
    }

    private static @Nullable CaseRefusal notReached(ClockEvent.Reached step, OneHourClock clock) {
        var already = clock.reached().get(step.milestone());
        if (already != null) return new AlreadyReached(step.milestone(), already);
        var earliest = clock.confirmedAt();
        OffsetDateTime latest = null;
        for (var milestone : ClockMilestone.values()) {
            var at = clock.reached().get(milestone);
            if (at == null) continue;
            if (milestone.compareTo(step.milestone()) < 0 && at.isAfter(earliest)) earliest = at;
            if (milestone.compareTo(step.milestone()) > 0 && (latest == null || at.isBefore(latest))) latest = at;
        }
        return outside(step.occurredAt(), earliest, latest);
    }

    private static @Nullable CaseRefusal notPaused(ClockPaused step, OneHourClock clock, Asked asked) {
        if (clock.pausedSince() != null) return new AlreadyPaused(clock.pausedSince());
        if (asked.reasonRemark() == null) return new PauseWithoutReason();
        var last = clock.pauses().isEmpty() ? null : clock.pauses().getLast().to();
        return outside(
                step.occurredAt(), last == null ? clock.confirmedAt() : last, clock.reachedAt(ClockMilestone.REMOVED));
    }

    private static @Nullable CaseRefusal notResumed(ClockResumed step, OneHourClock clock) {
        var since = clock.pausedSince();
        return since == null ? new NotPaused() : outside(step.occurredAt(), since, null);
    }

    private static @Nullable CaseRefusal outside(
            OffsetDateTime at, OffsetDateTime earliest, @Nullable OffsetDateTime latest) {
        return at.isBefore(earliest) || (latest != null && at.isAfter(latest))
                ? new OutOfOrder(earliest, latest)
                : null;
    }

    /** Tells what is due at this time and was not told. Nothing is due of a case without a clock; asked again, it tells nothing more. */
    static Decision tell(TellClock c, CaseState state, Handling handling, Law law) {
        if (!(state instanceof Known known) || known.file().clock() == null) return accept();
        var file = known.file();
        var clock = Objects.requireNonNull(file.clock());
        var day = BusinessClock.dateOf(clock.confirmedAt().toInstant());
        var attended = isAttended(file, clock, handling);
        var events = new ArrayList<CaseEvent>();
        for (var finding : clock.findings(c.now(), law.rules().clock(day)))
            events.add(event(c.violation(), file, finding, attended));
        law.rules().pauses(day).ifPresent(watch -> events.addAll(escalated(c, file, clock, handling, watch)));
        return accept(events.toArray(CaseEvent[]::new));
    }

    private static ClockEvent event(UUID violation, CaseFile file, Finding finding, boolean attended) {
        return switch (finding) {
            case Finding.Missed(var limit, var at, var over, var stoodAt) ->
                new OneHourClockMissed(
                        violation,
                        file.entry().street(),
                        limit.milestone().name(),
                        limit.rule(),
                        Math.toIntExact(limit.within().toMinutes()),
                        seconds(over),
                        stoodAt == null ? null : stoodAt.name(),
                        limit.toldTo(attended).claim(),
                        attended,
                        BusinessClock.dateOf(at),
                        there(at));
            case Finding.Stopped(var outcome, var at, var ran) ->
                new OneHourClockStopped(
                        violation,
                        file.entry().street(),
                        outcome.name(),
                        seconds(ran),
                        BusinessClock.dateOf(at),
                        there(at));
        };
    }

    private static List<ClockPauseEscalated> escalated(
            TellClock c, CaseFile file, OneHourClock clock, Handling handling, PauseWatch watch) {
        var events = new ArrayList<ClockPauseEscalated>();
        var told = clock;
        for (var at = told.nextHearing(watch); at != null && at.isBefore(c.now()); at = told.nextHearing(watch)) {
            var ladder = watch.ladder();
            int rung = told.pauseHeard();
            var vacant = new ArrayList<String>();
            var to = ladder.get(rung).to();
            while (handling.lacks(to)) {
                vacant.add(to.name());
                to = rung + 1 < ladder.size() ? ladder.get(++rung).to() : HandlingDecider.above(to);
            }
            var event = new ClockPauseEscalated(
                    c.violation(),
                    file.entry().street(),
                    rung + 1,
                    watch.rule(),
                    Objects.requireNonNull(told.pausedSince()),
                    to.name(),
                    HandlingDecider.idOf(handling, to),
                    vacant,
                    BusinessClock.dateOf(at),
                    there(at));
            events.add(event);
            told = told.after(event);
        }
        return events;
    }

    /** Whoever is named for a case answers for it, also by filing it, and whoever sent people out. */
    private static boolean isAttended(CaseFile file, OneHourClock clock, Handling handling) {
        return clock.reachedAt(ClockMilestone.DISPATCHED) != null
                || handling.handler() != null
                || file.milestones().stream().anyMatch(milestone -> milestone.act() == Act.FILED);
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }

    private static OffsetDateTime there(Instant at) {
        return at.atZone(BusinessClock.ZONE).toOffsetDateTime();
    }
}
