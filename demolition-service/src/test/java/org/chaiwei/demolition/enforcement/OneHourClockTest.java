package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9_MORNING;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.m2;
import static org.chaiwei.demolition.rules.ClockMilestone.DISPATCHED;
import static org.chaiwei.demolition.rules.ClockMilestone.ON_SITE;
import static org.chaiwei.demolition.rules.ClockMilestone.REMOVED;
import static org.chaiwei.demolition.rules.ClockMilestone.STOPPED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.OneHourClockMissed;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteDispatched;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteReached;
import org.chaiwei.demolition.enforcement.ClockEvent.WorkStopped;
import org.chaiwei.demolition.enforcement.OneHourClock.Finding;
import org.chaiwei.demolition.enforcement.OneHourClock.Finding.Missed;
import org.chaiwei.demolition.enforcement.OneHourClock.Finding.Stopped;
import org.chaiwei.demolition.enforcement.OneHourClock.Outcome;
import org.chaiwei.demolition.rules.ClockLimit;
import org.chaiwei.demolition.rules.ClockMilestone;
import org.junit.jupiter.api.Test;

/** Given what happened at which minute behind the confirmation, when it is so late, then this is to be told. */
class OneHourClockTest {

    private static final Map<ClockMilestone, ClockLimit> LIMITS = LAW.rules().clock(MAY_9);

    @Test
    void the_limits_are_those_of_the_rules_of_the_day() {
        assertThat(LIMITS.values().stream().map(limit -> limit.within().toMinutes()))
                .containsExactly(10L, 30L, 60L);
        assertThat(LIMITS).containsOnlyKeys(DISPATCHED, ON_SITE, REMOVED);
        assertThat(LAW.rules().clock(LocalDate.of(2015, 12, 31))).isEmpty();
    }

    @Test
    void before_a_time_is_over_there_is_nothing_to_tell_and_it_is_known_when_there_will_be() {
        var clock = given();
        assertThat(found(clock, minute(10))).isEmpty();
        assertThat(clock.nextFinding(LIMITS)).isEqualTo(minute(10));
        assertThat(given(dispatched(4)).nextFinding(LIMITS)).isEqualTo(minute(30));
        assertThat(given(dispatched(4), onSite(20)).nextFinding(LIMITS)).isEqualTo(minute(60));
    }

    @Test
    void each_milestone_that_passes_unreached_is_told_with_where_it_stood() {
        var clock = given();
        assertThat(found(clock, minute(10).plusSeconds(1)))
                .containsExactly(new Missed(LIMITS.get(DISPATCHED), minute(10), Duration.ofSeconds(1), null));
        clock = given(dispatched(4), stopped(25));
        // Who has stopped the work was on the spot.
        assertThat(found(clock, minute(59))).isEmpty();
        assertThat(found(clock, minute(61)))
                .containsExactly(new Missed(LIMITS.get(REMOVED), minute(60), Duration.ofMinutes(1), STOPPED));
    }

    @Test
    void what_was_told_is_not_told_again() {
        var clock = given(told(DISPATCHED));
        assertThat(found(clock, minute(29))).isEmpty();
        assertThat(clock.nextFinding(LIMITS)).isEqualTo(minute(30));
    }

    @Test
    void a_service_that_was_away_tells_all_that_came_due_meanwhile() {
        assertThat(found(given(dispatched(4)), minute(90)))
                .extracting(finding -> ((Missed) finding).limit().milestone())
                .containsExactly(ON_SITE, REMOVED);
    }

    @Test
    void a_pause_moves_what_lies_behind_it_and_nothing_before_it() {
        var clock = given(dispatched(4), paused(20), resumed(50));
        assertThat(clock.ran(minute(15))).isEqualTo(Duration.ofMinutes(15));
        assertThat(clock.ran(minute(40))).isEqualTo(Duration.ofMinutes(20));
        assertThat(clock.ran(minute(60))).isEqualTo(Duration.ofMinutes(30));
        assertThat(clock.hasRunAt(Duration.ofMinutes(10))).isEqualTo(minute(10));
        assertThat(clock.nextFinding(LIMITS)).isEqualTo(minute(60));
        assertThat(found(clock, minute(60))).isEmpty();
        assertThat(found(clock, minute(61)))
                .containsExactly(new Missed(LIMITS.get(ON_SITE), minute(60), Duration.ofMinutes(1), DISPATCHED));
    }

    @Test
    void several_pauses_across_the_milestones_add_up() {
        var clock = given(paused(5), resumed(15), dispatched(18), paused(25), resumed(45), onSite(58));
        assertThat(clock.ran(minute(18))).isEqualTo(Duration.ofMinutes(8));
        assertThat(clock.ran(minute(58))).isEqualTo(Duration.ofMinutes(28));
        assertThat(clock.hasRunAt(Duration.ofMinutes(60))).isEqualTo(minute(90));
        assertThat(found(clock, minute(90))).isEmpty();
    }

    @Test
    void while_it_is_paused_nothing_comes_due() {
        var clock = given(dispatched(4), paused(20));
        assertThat(clock.nextFinding(LIMITS)).isNull();
        assertThat(found(clock, minute(600))).isEmpty();
        assertThat(clock.hasRunAt(Duration.ofMinutes(10))).isEqualTo(minute(10));
        assertThat(clock.pausedSince()).isEqualTo(at(20));
    }

    @Test
    void a_pause_that_begins_as_the_time_is_over_leaves_it_to_the_running_on() {
        var clock = given(paused(10), resumed(40));
        assertThat(clock.hasRunAt(Duration.ofMinutes(10))).isEqualTo(minute(40));
        assertThat(given(paused(10)).nextFinding(LIMITS)).isNull();
    }

    @Test
    void a_removal_in_time_stops_the_clock_and_asks_for_no_missing_entry() {
        var clock = given(removed(45));
        assertThat(found(clock, minute(46)))
                .containsExactly(new Stopped(Outcome.KEPT, minute(45), Duration.ofMinutes(45)));
        assertThat(found(given(removed(60)), minute(61)))
                .containsExactly(new Stopped(Outcome.KEPT, minute(60), Duration.ofMinutes(60)));
        assertThat(found(given(paused(10), resumed(40), removed(80)), minute(81)))
                .containsExactly(new Stopped(Outcome.KEPT, minute(80), Duration.ofMinutes(50)));
    }

    @Test
    void a_late_removal_is_told_as_missed_once_and_as_late() {
        assertThat(found(given(dispatched(5), onSite(20), removed(75)), minute(80)))
                .containsExactly(
                        new Missed(LIMITS.get(REMOVED), minute(60), Duration.ofMinutes(15), ON_SITE),
                        new Stopped(Outcome.LATE, minute(75), Duration.ofMinutes(75)));
        assertThat(found(given(dispatched(5), onSite(20), told(REMOVED), removed(75)), minute(80)))
                .containsExactly(new Stopped(Outcome.LATE, minute(75), Duration.ofMinutes(75)));
    }

    /** It stays told, and the outcome says that it was in time. */
    @Test
    void a_removal_that_is_entered_late_and_was_in_time_is_kept_though_it_was_told_as_missed() {
        var clock = given(dispatched(5), onSite(20), told(REMOVED), removed(50));
        assertThat(found(clock, minute(90)))
                .containsExactly(new Stopped(Outcome.KEPT, minute(50), Duration.ofMinutes(50)));
        assertThat(clock.missed()).containsExactly(REMOVED);
        assertThat(clock.isInTime(LIMITS.get(REMOVED))).isTrue();
    }

    @Test
    void a_milestone_that_is_entered_late_and_was_in_time_is_in_time() {
        var clock = given(told(DISPATCHED), dispatched(8));
        assertThat(clock.isInTime(LIMITS.get(DISPATCHED))).isTrue();
        assertThat(clock.missed()).containsExactly(DISPATCHED);
        assertThat(found(clock, minute(25))).isEmpty();
    }

    @Test
    void a_milestone_that_is_entered_late_and_was_late_is_told_by_how_much() {
        assertThat(found(given(dispatched(12)), minute(25)))
                .containsExactly(new Missed(LIMITS.get(DISPATCHED), minute(10), Duration.ofMinutes(2), null));
    }

    @Test
    void what_is_only_partly_gone_runs_on() {
        assertThat(given(partly(40)).reachedAt(REMOVED)).isNull();
    }

    @Test
    void what_never_should_have_run_is_void_whatever_was_told() {
        var withdrawn = new CaseEvent.EntryWithdrawn(ID, DEMOLITION, MAY_9);
        assertThat(found(given(told(REMOVED), withdrawn), minute(90)))
                .containsExactly(new Stopped(Outcome.VOID, minute(90), Duration.ofMinutes(90)));
        var duplicate = new CaseEvent.EntryClosed(ID, DEMOLITION, "DUPLICATE", MAY_9);
        assertThat(found(given(told(REMOVED), duplicate), minute(90)))
                .extracting(finding -> ((Stopped) finding).outcome())
                .containsExactly(Outcome.VOID);
    }

    @Test
    void what_goes_on_without_a_clock_is_late_where_the_hour_was_told_as_missed_and_else_void() {
        var finished = new ProcedureEvent.BuildingFoundFinished(ID, PHOTOS.after(), "u-1", "street", MAY_9);
        assertThat(found(given(dispatched(5), onSite(9), finished), minute(20)))
                .containsExactly(new Stopped(Outcome.VOID, minute(20), Duration.ofMinutes(20)));
        assertThat(found(given(told(REMOVED), finished), minute(90)))
                .extracting(finding -> ((Stopped) finding).outcome())
                .containsExactly(Outcome.LATE);
    }

    @Test
    void on_a_day_without_rules_there_is_nothing_to_tell() {
        assertThat(given().findings(minute(600), Map.of())).isEmpty();
        assertThat(given(removed(45)).nextFinding(Map.of())).isNull();
    }

    private static OneHourClock given(CaseEvent... events) {
        var clock = OneHourClock.startedAt(MAY_9_MORNING);
        for (var event : events) clock = clock.after(event);
        return clock;
    }

    private static List<Finding> found(OneHourClock clock, Instant now) {
        var findings = clock.findings(now, LIMITS);
        var next = clock.nextFinding(LIMITS);
        assertThat(findings.isEmpty())
                .as("looked at just when there is something to tell")
                .isEqualTo(next == null || !now.isAfter(next));
        return findings;
    }

    private static OffsetDateTime at(int minute) {
        return MAY_9_MORNING.plusMinutes(minute);
    }

    private static Instant minute(int minute) {
        return at(minute).toInstant();
    }

    private static CaseEvent dispatched(int minute) {
        return new SiteDispatched(ID, "u-1", "street", MAY_9, at(minute));
    }

    private static CaseEvent onSite(int minute) {
        return new SiteReached(ID, "u-1", "street", MAY_9, at(minute));
    }

    private static CaseEvent stopped(int minute) {
        return new WorkStopped(ID, "u-1", "street", MAY_9, at(minute));
    }

    private static CaseEvent paused(int minute) {
        return new ClockPaused(ID, "u-1", "street", MAY_9, at(minute));
    }

    private static CaseEvent resumed(int minute) {
        return new ClockResumed(ID, "u-1", "street", MAY_9, at(minute));
    }

    private static CaseEvent removed(int minute) {
        return demolished(minute, true);
    }

    private static CaseEvent partly(int minute) {
        return demolished(minute, false);
    }

    private static CaseEvent demolished(int minute, boolean whole) {
        return new CaseEvent.Demolished(
                ID,
                DASHILAR,
                DEMOLITION,
                m2("14.80"),
                whole,
                "OWNER",
                PHOTOS.before(),
                PHOTOS.after(),
                "u-1",
                MAY_9,
                at(minute));
    }

    private static CaseEvent told(ClockMilestone milestone) {
        return new OneHourClockMissed(ID, DASHILAR, milestone.name(), "r", 10, 1, null, "street", true, MAY_9, at(10));
    }
}
