package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.MAY_3;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9_MORNING;
import static org.chaiwei.demolition.enforcement.Examples.NEW;
import static org.chaiwei.demolition.enforcement.Examples.by;
import static org.chaiwei.demolition.enforcement.Examples.confirm;
import static org.chaiwei.demolition.enforcement.Examples.demolish;
import static org.chaiwei.demolition.enforcement.Examples.file;
import static org.chaiwei.demolition.enforcement.Examples.heard;
import static org.chaiwei.demolition.enforcement.Examples.registered;
import static org.chaiwei.demolition.enforcement.Examples.withReason;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteDispatched;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteReached;
import org.chaiwei.demolition.enforcement.ClockEvent.WorkStopped;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many random hours: people enter what they like, late and out of order, and the case is asked now and then what there is to tell. Held
 * against a clock that counts whole minutes one by one and knows neither rules nor durations.
 */
class ClockSimulationTest {

    private static final int HOURS = 500;
    private static final int MINUTES = 150;

    private static final Map<ClockMilestone, Integer> LIMITS =
            Map.of(ClockMilestone.DISPATCHED, 10, ClockMilestone.ON_SITE, 30, ClockMilestone.REMOVED, 60);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20160101})
    void what_is_told_is_what_a_clock_that_counts_minutes_would_tell(long seed) {
        var random = new Random(seed);
        var reached = new HashSet<Class<?>>();
        for (int hour = 0; hour < HOURS; hour++) new Hour(random, reached, "seed " + seed + ", hour " + hour).run();
        assertThat(reached)
                .as("the walk has been everywhere")
                .containsAll(CaseEvents.TYPES.stream()
                        .map(type -> (Class<?>) type.type())
                        .filter(ClockEvent.class::isAssignableFrom)
                        .toList())
                .contains(
                        CaseRefusal.AlreadyReached.class,
                        CaseRefusal.AlreadyPaused.class,
                        CaseRefusal.NotPaused.class,
                        CaseRefusal.OutOfOrder.class,
                        CaseRefusal.ClockHasStopped.class);
    }

    private static final class Hour {

        private final Random random;
        private final Set<Class<?>> met;
        private final String where;
        private final List<CaseEvent> history = new ArrayList<>();
        private CaseState state = CaseState.unknown();

        /** What the counting clock knows. */
        private final Map<ClockMilestone, Integer> entered = new EnumMap<>(ClockMilestone.class);

        private final List<int[]> pauses = new ArrayList<>();
        private final Set<ClockMilestone> missed = EnumSet.noneOf(ClockMilestone.class);
        private @Nullable String outcome;

        Hour(Random random, Set<Class<?>> met, String where) {
            this.random = random;
            this.met = met;
            this.where = where;
        }

        void run() {
            take(heard(registered(NEW, "14.80")));
            take(file(MAY_3, by(Role.OFFICE)));
            take(confirm(MAY_9_MORNING, by(Role.STREET)));
            for (int now = 0; now < MINUTES; now += 1 + random.nextInt(6)) {
                enter(random.nextInt(now + 1));
                if (random.nextInt(3) > 0) tell(now);
            }
            assertThat(CaseState.after(history)).as(where).isEqualTo(state);
        }

        private void enter(int minute) {
            var asked = random.nextInt(8) == 0 ? by(Role.STREET) : withReason(Role.STREET);
            take(
                    switch (random.nextInt(9)) {
                        case 0, 1 -> keep(new SiteDispatched(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                        case 2 -> keep(new SiteReached(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                        case 3 -> keep(new WorkStopped(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                        case 4, 5 -> keep(new ClockPaused(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                        case 6, 7 -> keep(new ClockResumed(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                        default ->
                            random.nextInt(5) == 0
                                    ? demolish(UUID.randomUUID(), "14.80", true, at(minute), by(Role.ENFORCEMENT))
                                    : keep(new SiteReached(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
                    });
        }

        private static CaseCommand keep(ClockEvent.Entered step, Asked asked) {
            return new KeepClock(ID, step, asked);
        }

        private void take(CaseCommand command) {
            take(CaseDecider.decide(command, state, LAW));
        }

        private void take(Decision decision) {
            switch (decision) {
                case Decision.Refused(var refusal) -> met.add(refusal.getClass());
                case Decision.Accepted(var events) -> {
                    for (var event : events) {
                        met.add(event.getClass());
                        history.add(event);
                        state = state.evolve(event);
                        count(event);
                    }
                }
            }
        }

        private void count(CaseEvent event) {
            switch (event) {
                case ClockEvent.Reached e -> entered.putIfAbsent(e.milestone(), minute(e.occurredAt()));
                case CaseEvent.Demolished e -> entered.putIfAbsent(ClockMilestone.REMOVED, minute(e.occurredAt()));
                case ClockPaused e -> pauses.add(new int[] {minute(e.occurredAt()), Integer.MAX_VALUE});
                case ClockResumed e -> pauses.getLast()[1] = minute(e.occurredAt());
                case OneHourClockMissed e -> {
                    var milestone = ClockMilestone.valueOf(e.milestone());
                    assertThat(missed.add(milestone))
                            .as("%s: %s is told once", where, milestone)
                            .isTrue();
                    assertThat(ran(minute(e.occurredAt())))
                            .as("%s: the time of %s was over then", where, milestone)
                            .isEqualTo(LIMITS.get(milestone));
                }
                case OneHourClockStopped e -> {
                    assertThat(outcome).as("%s: told once", where).isNull();
                    outcome = e.outcome();
                }
                default -> {}
            }
        }

        private void tell(int now) {
            take(HandlingDecider.decide(new TellClock(ID, at(now).toInstant()), state, Handling.after(history), LAW));
            var removed = entered.get(ClockMilestone.REMOVED);
            if (removed != null) {
                assertThat(outcome)
                        .as("%s: removed in minute %s after %s", where, removed, ran(removed))
                        .isEqualTo(ran(removed) <= LIMITS.get(ClockMilestone.REMOVED) ? "KEPT" : "LATE");
                return;
            }
            assertThat(outcome).as(where).isNull();
            LIMITS.forEach((milestone, limit) -> {
                var reached = reached(milestone);
                if (ran(reached == null ? now : reached) > limit)
                    assertThat(missed)
                            .as("%s: in minute %s %s is over", where, now, milestone)
                            .contains(milestone);
            });
        }

        /** A later milestone stands in for an earlier one. */
        private @Nullable Integer reached(ClockMilestone milestone) {
            return entered.entrySet().stream()
                    .filter(entry -> entry.getKey().compareTo(milestone) >= 0)
                    .map(Map.Entry::getValue)
                    .min(Integer::compareTo)
                    .orElse(null);
        }

        /** How many of the minutes before this one lie in no pause. */
        private int ran(int minute) {
            var ran = 0;
            for (int each = 0; each < minute; each++) {
                var counted = each;
                if (pauses.stream().noneMatch(pause -> pause[0] <= counted && counted < pause[1])) ran++;
            }
            return ran;
        }
    }

    private static OffsetDateTime at(int minute) {
        return MAY_9_MORNING.plusMinutes(minute);
    }

    private static int minute(OffsetDateTime at) {
        return Math.toIntExact((at.toEpochSecond() - MAY_9_MORNING.toEpochSecond()) / 60);
    }
}
