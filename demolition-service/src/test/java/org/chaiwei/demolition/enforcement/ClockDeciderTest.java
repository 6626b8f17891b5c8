package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
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

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyPaused;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyReached;
import org.chaiwei.demolition.enforcement.CaseRefusal.ClockHasStopped;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotPaused;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotReady;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutOfOrder;
import org.chaiwei.demolition.enforcement.CaseRefusal.PauseWithoutReason;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPauseEscalated;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockStopped;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteDispatched;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteReached;
import org.chaiwei.demolition.enforcement.HandlingCommand.AssignHandler;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is entered on the clock of a case, and what the case tells of it. */
class ClockDeciderTest {

    private static final CaseCommand LEAD = heard(registered(NEW, "14.80"));
    private static final CaseCommand CONFIRMED = confirm(MAY_9_MORNING, by(Role.STREET));
    private static final CaseCommand FILED = file(MAY_3, by(Role.OFFICE));

    @Test
    void a_clock_runs_from_the_confirmation() {
        assertThat(decide(dispatch(5, by(Role.STREET)), LEAD)).isEqualTo(refuse(NotReady.without(Step.DISCOVERY)));
        var dispatch = dispatch(5, by(Role.STREET));
        assertThat(decide(dispatch, LEAD, CONFIRMED)).isEqualTo(accept(dispatch.step()));
    }

    @Test
    void the_street_and_enforcement_keep_it() {
        assertThat(decide(dispatch(5, by(Role.OFFICE)), LEAD, CONFIRMED))
                .isEqualTo(refuse(new RoleMayNot(List.of("enforcement", "street"))));
    }

    @Test
    void milestones_come_once_and_in_their_order() {
        assertThat(decide(site(2, by(Role.STREET)), LEAD, CONFIRMED, dispatch(5, by(Role.STREET))))
                .isEqualTo(refuse(new OutOfOrder(at(5), null)));
        assertThat(decide(dispatch(-1, by(Role.STREET)), LEAD, CONFIRMED))
                .isEqualTo(refuse(new OutOfOrder(at(0), null)));
        assertThat(decide(dispatch(9, by(Role.STREET)), LEAD, CONFIRMED, site(8, by(Role.STREET))))
                .isEqualTo(refuse(new OutOfOrder(at(0), at(8))));
        assertThat(decide(dispatch(6, by(Role.STREET)), LEAD, CONFIRMED, dispatch(5, by(Role.STREET))))
                .isEqualTo(refuse(new AlreadyReached(ClockMilestone.DISPATCHED, at(5))));
        assertThat(decide(dispatch(100_000, by(Role.STREET)), LEAD, CONFIRMED))
                .isEqualTo(refuse(new DateInFuture("occurredAt", Examples.TODAY)));
    }

    @Test
    void it_is_paused_for_a_reason_and_once_at_a_time() {
        assertThat(decide(pause(5, by(Role.STREET)), LEAD, CONFIRMED)).isEqualTo(refuse(new PauseWithoutReason()));
        var pause = pause(5, withReason(Role.STREET));
        assertThat(decide(pause, LEAD, CONFIRMED)).isEqualTo(accept(pause.step()));
        assertThat(decide(pause(7, withReason(Role.STREET)), LEAD, CONFIRMED, pause))
                .isEqualTo(refuse(new AlreadyPaused(at(5))));
        assertThat(decide(resume(9), LEAD, CONFIRMED)).isEqualTo(refuse(new NotPaused()));
        assertThat(decide(resume(4), LEAD, CONFIRMED, pause)).isEqualTo(refuse(new OutOfOrder(at(5), null)));
        assertThat(decide(pause(8, withReason(Role.STREET)), LEAD, CONFIRMED, pause, resume(9)))
                .isEqualTo(refuse(new OutOfOrder(at(9), null)));
    }

    @Test
    void a_miss_is_told_the_street_first_then_the_office_then_the_leader() {
        assertThat(told(10, LEAD, CONFIRMED, FILED))
                .containsExactly(new OneHourClockMissed(
                        ID, DASHILAR, "DISPATCHED", "one-hour-dispatched", 10, 1, null, "street", true, MAY_9, at(10)));
        assertThat(told(60, LEAD, CONFIRMED, FILED))
                .extracting(event -> ((OneHourClockMissed) event).toRole())
                .containsExactly("street", "office", "leader");
    }

    @Test
    void a_case_with_nobody_responsible_is_told_one_rung_higher_at_once() {
        assertThat(told(30, LEAD, CONFIRMED))
                .extracting(event -> ((OneHourClockMissed) event).toRole())
                .containsExactly("office", "leader");
        assertThat(told(30, LEAD, CONFIRMED, dispatch(5, by(Role.STREET))))
                .extracting(event -> ((OneHourClockMissed) event).toRole())
                .containsExactly("office");
    }

    @Test
    void who_is_named_as_handler_answers_for_it_before_it_is_filed() {
        assertThat(told(10, LEAD, CONFIRMED, assigned(null)))
                .extracting(event -> ((OneHourClockMissed) event).toRole())
                .containsExactly("street");
    }

    @Test
    void a_pause_that_nobody_ends_is_told_the_supervisor_and_then_the_office() {
        var pause = pause(5, withReason(Role.STREET));
        assertThat(told(35, LEAD, CONFIRMED, assigned("u-2"), pause))
                .containsExactly(new ClockPauseEscalated(
                        ID, DASHILAR, 1, "one-hour-pause", at(5), "SUPERVISOR", "u-2", List.of(), MAY_9, at(35)));
        assertThat(told(65, LEAD, CONFIRMED, assigned("u-2"), pause, tell(35)))
                .containsExactly(new ClockPauseEscalated(
                        ID, DASHILAR, 2, "one-hour-pause", at(5), "OFFICE", null, List.of(), MAY_9, at(65)));
        assertThat(told(600, LEAD, CONFIRMED, assigned("u-2"), pause, tell(35), tell(65)))
                .isEmpty();
        assertThat(told(34, LEAD, CONFIRMED, assigned("u-2"), pause)).isEmpty();
    }

    @Test
    void where_no_supervisor_is_named_a_long_pause_goes_to_the_office_at_once_and_no_more_is_told() {
        var pause = pause(5, withReason(Role.STREET));
        assertThat(told(120, LEAD, CONFIRMED, pause))
                .containsExactly(new ClockPauseEscalated(
                        ID,
                        DASHILAR,
                        2,
                        "one-hour-pause",
                        at(5),
                        "OFFICE",
                        null,
                        List.of("SUPERVISOR"),
                        MAY_9,
                        at(35)));
    }

    @Test
    void another_pause_is_told_anew_and_one_that_was_ended_is_not() {
        var pause = pause(2, withReason(Role.STREET));
        assertThat(told(200, LEAD, CONFIRMED, assigned("u-2"), pause, resume(4)))
                .noneMatch(ClockPauseEscalated.class::isInstance);
        var again = pause(42, withReason(Role.STREET));
        assertThat(told(73, LEAD, CONFIRMED, assigned("u-2"), pause, tell(33), resume(40), again))
                .filteredOn(ClockPauseEscalated.class::isInstance)
                .extracting(event -> ((ClockPauseEscalated) event).rung())
                .containsExactly(1);
    }

    @Test
    void what_was_told_is_told_once_however_often_it_is_asked() {
        var tell = tell(10);
        assertThat(decide(tell, LEAD, CONFIRMED, tell)).isEqualTo(accept());
        assertThat(decide(tell)).isEqualTo(accept());
        assertThat(decide(tell, LEAD)).isEqualTo(accept());
    }

    @Test
    void a_removal_in_time_is_told_as_kept_and_nothing_more_is_entered() {
        var removed = demolish(DEMOLITION, "14.80", true, at(45), by(Role.ENFORCEMENT));
        var told = told(46, LEAD, CONFIRMED, FILED, removed);
        assertThat(told).containsExactly(new OneHourClockStopped(ID, DASHILAR, "KEPT", 2_700, MAY_9, at(45)));
        assertThat(decide(pause(5, withReason(Role.STREET)), LEAD, CONFIRMED, FILED, removed, tell(46)))
                .isEqualTo(refuse(new ClockHasStopped()));
    }

    /** The paper reached the desk late: what was told stands, the outcome says how it was. */
    @Test
    void a_removal_entered_after_the_hour_was_told_as_missed_is_kept_if_it_was_in_time() {
        var removed = demolish(DEMOLITION, "14.80", true, at(50), by(Role.ENFORCEMENT));
        assertThat(told(
                        90,
                        LEAD,
                        CONFIRMED,
                        FILED,
                        dispatch(5, by(Role.STREET)),
                        site(20, by(Role.STREET)),
                        tell(61),
                        removed))
                .containsExactly(new OneHourClockStopped(ID, DASHILAR, "KEPT", 3_000, MAY_9, at(50)));
    }

    @Test
    void a_demolition_entered_before_the_confirmation_stops_the_clock_too() {
        var removed = demolish(DEMOLITION, "14.80", true, at(45), by(Role.ENFORCEMENT));
        assertThat(told(46, LEAD, FILED, removed, CONFIRMED))
                .containsExactly(new OneHourClockStopped(ID, DASHILAR, "KEPT", 2_700, MAY_9, at(45)));
    }

    private static List<CaseEvent> told(int minute, Object... given) {
        return ((Decision.Accepted) decide(tell(minute), given)).events();
    }

    private static Decision decide(Object command, Object... given) {
        var history = new ArrayList<CaseEvent>();
        for (var before : given) {
            var decision = decide(before, history);
            assertThat(decision).as("given: %s", before).isInstanceOf(Decision.Accepted.class);
            history.addAll(((Decision.Accepted) decision).events());
        }
        return decide(command, history);
    }

    private static Decision decide(Object command, List<CaseEvent> history) {
        var state = CaseState.after(history);
        return command instanceof HandlingCommand handling
                ? HandlingDecider.decide(handling, state, Handling.after(history), LAW)
                : CaseDecider.decide((CaseCommand) command, state, LAW);
    }

    private static AssignHandler assigned(@Nullable String supervisor) {
        return new AssignHandler(
                ID,
                new Handling.Person("u-1", "street"),
                supervisor == null ? null : new Handling.Person(supervisor, "street"),
                MAY_9,
                by(Role.OFFICE));
    }

    /** One second behind the minute. */
    private static TellClock tell(int minute) {
        return new TellClock(ID, instant(minute).plusSeconds(1));
    }

    private static KeepClock dispatch(int minute, Asked asked) {
        return new KeepClock(
                ID, new SiteDispatched(ID, asked.actor(), asked.by().role().claim(), MAY_9, at(minute)), asked);
    }

    private static KeepClock site(int minute, Asked asked) {
        return new KeepClock(
                ID, new SiteReached(ID, asked.actor(), asked.by().role().claim(), MAY_9, at(minute)), asked);
    }

    private static KeepClock pause(int minute, Asked asked) {
        return new KeepClock(
                ID, new ClockPaused(ID, asked.actor(), asked.by().role().claim(), MAY_9, at(minute)), asked);
    }

    private static KeepClock resume(int minute) {
        var asked = by(Role.STREET);
        return new KeepClock(ID, new ClockResumed(ID, asked.actor(), "street", MAY_9, at(minute)), asked);
    }

    private static OffsetDateTime at(int minute) {
        return MAY_9_MORNING.plusMinutes(minute);
    }

    private static Instant instant(int minute) {
        return at(minute).toInstant();
    }
}
