package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.LAW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseInTime.Kept;
import org.chaiwei.demolition.enforcement.CaseInTime.Standing;
import org.chaiwei.demolition.enforcement.HandlingCommand.RaiseDeadline;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineEscalated;
import org.chaiwei.demolition.enforcement.HandlingEvent.DeadlineReached;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.rules.Watch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The deadlines of random cases, looked at on random days, some of them before the last one. What a row says is asked for, and what the case
 * then makes known, are worked out by different code: they have to agree on every day.
 */
class HandlingSimulationTest {

    private static final int LIVES = 150;
    private static final int LOOKS = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 20260302, 66682})
    void a_case_speaks_exactly_on_the_days_its_rows_say_and_never_twice(long seed) {
        var random = new Random(seed);
        var levels = EnumSet.noneOf(DeadlineLevel.class);
        var to = EnumSet.noneOf(Watch.Whom.class);
        for (int life = 0; life < LIVES; life++) {
            var lived = RandomProcedure.lived(random);
            var events = new ArrayList<CaseEvent>(lived.events());
            if (random.nextBoolean()) events.add(assigned(lived.violation(), random.nextBoolean()));
            for (var kept : CaseInTime.of(lived.violation(), events, LAW, new TasksOfLeads())
                    .deadlines())
                if (kept.standing() == Standing.OPEN) look(lived.violation(), kept.deadline(), events, random);
            for (var event : events) {
                if (event instanceof DeadlineReached e) levels.add(DeadlineLevel.valueOf(e.level()));
                if (event instanceof HandlingEvent.Told e) to.add(Watch.Whom.valueOf(e.to()));
            }
        }
        assertThat(levels).as("the walk has been everywhere").isEqualTo(EnumSet.allOf(DeadlineLevel.class));
        assertThat(to).isEqualTo(EnumSet.allOf(Watch.Whom.class));
    }

    private static void look(UUID violation, Deadline deadline, List<CaseEvent> events, Random random) {
        var day = deadline.dueOn().minusDays(15);
        var said = new HashSet<Object>();
        for (int i = 0; i < LOOKS; i++) {
            day = day.plusDays(random.nextInt(-3, 8));
            var nextOn = kept(violation, deadline, events).nextOn();
            var told = switch (HandlingDecider.decide(
                    new RaiseDeadline(violation, deadline.id(), day),
                    CaseState.after(events),
                    Handling.after(events),
                    LAW)) {
                case Decision.Accepted(var more) -> more;
                case Decision.Refused(var refusal) -> throw new AssertionError(refusal);
            };
            assertThat(!told.isEmpty())
                    .as("%s on %s, and the row says %s", deadline, day, nextOn)
                    .isEqualTo(nextOn != null && !nextOn.isAfter(day));
            for (var event : told)
                assertThat(said.add(
                                event instanceof DeadlineReached e ? e.level() : ((DeadlineEscalated) event).rung()))
                        .as("%s of %s", event, said)
                        .isTrue();
            events.addAll(told);
        }
    }

    private static Kept kept(UUID violation, Deadline deadline, List<CaseEvent> events) {
        return CaseInTime.of(violation, events, LAW, new TasksOfLeads()).deadlines().stream()
                .filter(kept -> Objects.equals(kept.deadline().id(), deadline.id()))
                .findFirst()
                .orElseThrow();
    }

    private static HandlerAssigned assigned(UUID violation, boolean supervised) {
        return new HandlerAssigned(
                violation,
                Examples.DASHILAR,
                "u-1",
                "enforcement",
                supervised ? "u-2" : null,
                supervised ? "street" : null,
                "u-3",
                "office",
                LocalDate.of(2026, 1, 5));
    }
}
