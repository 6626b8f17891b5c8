package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand random cases: no forced demolition is ever reached without every precondition on record, and from wherever a case has got
 * to there is a lawful way on to an end. What is held is in {@link RandomProcedure}.
 */
class ProcedureSimulationTest {

    private static final int CASES = 10_000;

    @Test
    void no_force_without_the_law_and_no_case_without_a_way_on() {
        var reached = new HashSet<Object>();
        int forced = 0;
        for (int seed = 1; seed <= CASES; seed++)
            forced += RandomProcedure.lived(new Random(seed), reached, "case of seed " + seed);
        assertThat(forced).as("forced demolitions that were earned").isGreaterThan(CASES / 4);
        assertThat(reached)
                .as("the walk has been everywhere")
                .containsAll(CaseEvents.TYPES.stream()
                        .map(EventTypes.Named::type)
                        .filter(type -> ProcedureEvent.class.isAssignableFrom(type)
                                || CooperationEvent.OfRestriction.class.isAssignableFrom(type))
                        .toList())
                .containsAll(EnumSet.complementOf(EnumSet.of(
                        Kind.NO_RULES_FOR_THAT_DAY,
                        Kind.REASON_DEMANDED,
                        Kind.PERIOD_TOO_SHORT,
                        Kind.DATE_PROVISIONAL)));
    }
}
