package org.chaiwei.accountability.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionCommand.AnswerFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.Asked;
import org.chaiwei.accountability.inspection.InspectionCommand.CloseInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.ConfirmFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.GiveTask;
import org.chaiwei.accountability.inspection.InspectionCommand.WithdrawFinding;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.accountability.inspection.InspectionRefusal.DeadlineTooEarly;
import org.chaiwei.accountability.inspection.InspectionRefusal.DoneByYou;
import org.chaiwei.accountability.inspection.InspectionRefusal.FindingDecided;
import org.chaiwei.accountability.inspection.InspectionRefusal.FindingUnknown;
import org.chaiwei.accountability.inspection.InspectionRefusal.InspectionIsClosed;
import org.chaiwei.accountability.inspection.InspectionRefusal.InspectionUnfinished;
import org.chaiwei.accountability.inspection.InspectionRefusal.NoTaskFromFinding;
import org.chaiwei.accountability.inspection.InspectionRefusal.NotYourUnitsTask;
import org.chaiwei.accountability.inspection.InspectionRefusal.UnitNotHeard;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.accountability.inspection.InspectionState.Unopened;
import org.chaiwei.accountability.supervision.Unit;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.Test;

class InspectionDeciderTest {

    private static final UUID ID = UUID.randomUUID();
    private static final UUID FINDING = UUID.randomUUID();
    private static final UUID TASK = UUID.randomUUID();
    private static final UUID TEXT = UUID.randomUUID();
    private static final String UNIT = "110102013";
    private static final LocalDate ON = LocalDate.of(2016, 5, 4);
    private static final LocalDate UNTIL = LocalDate.of(2016, 5, 11);
    private static final Actor FIRST = new Actor("supervision-1", new Scope(Role.SUPERVISION, Set.of()));
    private static final Actor SECOND = new Actor("supervision-2", new Scope(Role.SUPERVISION, Set.of()));
    private static final Actor OFFICIAL = new Actor("street-1", new Scope(Role.STREET, Set.of(UNIT)));

    private static final InspectionOpened OPENED =
            new InspectionOpened(ID, UNIT, List.of(), ON, ON, TEXT, "supervision-1", ON);
    private static final FindingRecorded FALSE_RECORD = recorded(FindingKind.FALSIFIED_RECORD);
    private static final FindingAnswered ANSWERED = new FindingAnswered(ID, FINDING, TEXT, List.of(), "street-1", ON);
    private static final FindingConfirmed CONFIRMED = new FindingConfirmed(
            ID, FINDING, UNIT, FindingKind.FALSIFIED_RECORD, Severity.GRAVE, TEXT, "supervision-2", ON);
    private static final FindingWithdrawn WITHDRAWN =
            new FindingWithdrawn(ID, FINDING, UNIT, FindingKind.FALSIFIED_RECORD, TEXT, "supervision-1", ON);
    private static final FindingTasked TASKED =
            new FindingTasked(ID, FINDING, TASK, UNIT, null, UNTIL, TEXT, "supervision-1", ON);

    @Test
    void a_false_record_is_confirmed_by_a_second_person_once_the_unit_was_heard() {
        assertThat(decide(new ConfirmFinding(ID, FINDING, by(SECOND, ON)), OPENED, FALSE_RECORD))
                .isEqualTo(Decision.refuse(new UnitNotHeard(UNTIL)));
        assertThat(decide(new ConfirmFinding(ID, FINDING, by(FIRST, ON)), OPENED, FALSE_RECORD, ANSWERED))
                .isEqualTo(Decision.refuse(new DoneByYou()));
        assertThat(decide(new ConfirmFinding(ID, FINDING, by(SECOND, ON)), OPENED, FALSE_RECORD, ANSWERED))
                .isEqualTo(Decision.accept(CONFIRMED));
        assertThat(decide(new ConfirmFinding(ID, FINDING, by(SECOND, UNTIL)), OPENED, FALSE_RECORD))
                .isEqualTo(Decision.refuse(new UnitNotHeard(UNTIL)));
        assertThat(decide(new ConfirmFinding(ID, FINDING, by(SECOND, UNTIL.plusDays(1))), OPENED, FALSE_RECORD))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(decide(new ConfirmFinding(ID, TASK, by(SECOND, ON)), OPENED))
                .isEqualTo(Decision.refuse(new FindingUnknown(TASK)));
    }

    @Test
    void only_the_unit_answers_and_only_while_nobody_has_decided() {
        assertThat(decide(new AnswerFinding(ID, FINDING, List.of(), by(OFFICIAL, ON)), OPENED, FALSE_RECORD))
                .isEqualTo(Decision.accept(ANSWERED));
        assertThat(decide(new AnswerFinding(ID, FINDING, List.of(), by(FIRST, ON)), OPENED, FALSE_RECORD))
                .isEqualTo(Decision.refuse(new NotYourUnitsTask(UNIT)));
        assertThat(decide(
                        new AnswerFinding(ID, FINDING, List.of(), by(OFFICIAL, ON)),
                        OPENED,
                        FALSE_RECORD,
                        ANSWERED,
                        CONFIRMED))
                .isEqualTo(Decision.refuse(new FindingDecided(Standing.CONFIRMED)));
    }

    @Test
    void what_was_confirmed_can_be_withdrawn_once() {
        var withdraw = new WithdrawFinding(ID, FINDING, by(FIRST, ON));
        assertThat(decide(withdraw, OPENED, FALSE_RECORD, ANSWERED, CONFIRMED)).isEqualTo(Decision.accept(WITHDRAWN));
        assertThat(decide(withdraw, OPENED, FALSE_RECORD, WITHDRAWN))
                .isEqualTo(Decision.refuse(new FindingDecided(Standing.WITHDRAWN)));
    }

    @Test
    void a_task_comes_once_of_what_is_wrong_and_in_time() {
        assertThat(decide(task(UNTIL), OPENED, FALSE_RECORD)).isEqualTo(Decision.accept(TASKED));
        assertThat(decide(task(UNTIL), OPENED, FALSE_RECORD, TASKED)).isEqualTo(Decision.accept());
        assertThat(decide(task(ON.minusDays(1)), OPENED, FALSE_RECORD))
                .isEqualTo(Decision.refuse(new DeadlineTooEarly(ON)));
        assertThat(decide(task(UNTIL), OPENED, FALSE_RECORD, WITHDRAWN))
                .isEqualTo(Decision.refuse(new NoTaskFromFinding(FindingKind.FALSIFIED_RECORD, Standing.WITHDRAWN)));
        assertThat(decide(task(UNTIL), OPENED, recorded(FindingKind.GOOD_PRACTICE)))
                .isEqualTo(Decision.refuse(new NoTaskFromFinding(FindingKind.GOOD_PRACTICE, Standing.OPEN)));
    }

    @Test
    void it_is_closed_when_no_finding_and_no_task_is_open_and_then_nothing_is_written() {
        assertThat(decide(close(Set.of()), OPENED, FALSE_RECORD, TASKED))
                .isEqualTo(Decision.refuse(new InspectionUnfinished(List.of(FINDING), List.of(TASK))));
        assertThat(decide(close(Set.of()), OPENED, FALSE_RECORD, TASKED, WITHDRAWN))
                .isEqualTo(Decision.refuse(new InspectionUnfinished(List.of(), List.of(TASK))));
        var closed = new InspectionClosed(ID, TEXT, "supervision-1", ON);
        assertThat(decide(close(Set.of(TASK)), OPENED, FALSE_RECORD, TASKED, WITHDRAWN))
                .isEqualTo(Decision.accept(closed));
        assertThat(decide(close(Set.of()), OPENED, closed)).isEqualTo(Decision.refuse(new InspectionIsClosed(ON)));
    }

    private static Decision decide(InspectionCommand command, InspectionEvent... events) {
        InspectionState state = new Unopened();
        for (var event : events) state = state.evolve(event);
        return InspectionDecider.decide(command, state);
    }

    private static FindingRecorded recorded(FindingKind kind) {
        return new FindingRecorded(
                ID, FINDING, UNIT, kind, Severity.GRAVE, List.of(), UNTIL, TEXT, "supervision-1", ON);
    }

    private static GiveTask task(LocalDate dueOn) {
        return new GiveTask(ID, FINDING, TASK, new Unit(UNIT), null, dueOn, by(FIRST, ON));
    }

    private static CloseInspection close(Set<UUID> ended) {
        return new CloseInspection(ID, ended, by(FIRST, ON));
    }

    private static Asked by(Actor actor, LocalDate on) {
        return new Asked(actor, on, TEXT);
    }
}
