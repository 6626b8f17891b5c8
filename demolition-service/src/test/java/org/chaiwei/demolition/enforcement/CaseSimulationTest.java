package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFailed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFiled;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadySigned;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyWithdrawn;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaAboveRemaining;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaNotWhole;
import org.chaiwei.demolition.enforcement.CaseRefusal.MoreThanRecorded;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotReady;
import org.chaiwei.demolition.enforcement.CaseRefusal.OwnWork;
import org.chaiwei.eventstore.EventTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many random lives: what must always be true is held in {@link RandomCase}. */
class CaseSimulationTest {

    private static final int LIVES = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20160101, 66682})
    void whatever_is_asked_and_told_in_whatever_order_the_areas_hold(long seed) {
        var random = new Random(seed);
        var reached = new HashSet<Class<?>>();
        for (int life = 0; life < LIVES; life++) RandomCase.lived(random, reached, "seed " + seed + ", life " + life);
        assertThat(reached)
                .as("the walk has been everywhere")
                .containsAll(CaseEvents.TYPES.stream()
                        .map(EventTypes.Named::type)
                        .filter(type -> !ProcedureEvent.class.isAssignableFrom(type)) // see ProcedureSimulationTest
                        .filter(type -> !CooperationEvent.class.isAssignableFrom(type)) // there too
                        .filter(type -> !ClockEvent.class.isAssignableFrom(type)) // see ClockSimulationTest
                        .filter(type -> !HandlingEvent.class.isAssignableFrom(type)) // see HandlingSimulationTest
                        .toList())
                .contains(
                        AlreadyClosed.class,
                        AlreadyFailed.class,
                        AlreadyFiled.class,
                        AlreadySigned.class,
                        AlreadyWithdrawn.class,
                        AreaAboveRemaining.class,
                        AreaNotWhole.class,
                        MoreThanRecorded.class,
                        NotReady.class,
                        OwnWork.class);
    }
}
