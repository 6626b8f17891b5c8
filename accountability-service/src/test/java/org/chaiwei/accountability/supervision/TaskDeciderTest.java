package org.chaiwei.accountability.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.supervision.Ladder.Level;
import org.chaiwei.accountability.supervision.TaskCommand.AcknowledgeTask;
import org.chaiwei.accountability.supervision.TaskCommand.AnswerTask;
import org.chaiwei.accountability.supervision.TaskCommand.AskExtension;
import org.chaiwei.accountability.supervision.TaskCommand.Asked;
import org.chaiwei.accountability.supervision.TaskCommand.AssignTask;
import org.chaiwei.accountability.supervision.TaskCommand.DecideExtension;
import org.chaiwei.accountability.supervision.TaskCommand.ReturnTask;
import org.chaiwei.accountability.supervision.TaskCommand.TellWhatIsDue;
import org.chaiwei.accountability.supervision.TaskCommand.VerifyTask;
import org.chaiwei.accountability.supervision.TaskCommand.WithdrawTask;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionAsked;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionRefused;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAcknowledged;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAnswered;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAssigned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskEscalated;
import org.chaiwei.accountability.supervision.TaskEvent.TaskExtended;
import org.chaiwei.accountability.supervision.TaskEvent.TaskOverdue;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReminded;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReturned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskVerified;
import org.chaiwei.accountability.supervision.TaskEvent.TaskWithdrawn;
import org.chaiwei.accountability.supervision.TaskRefusal.DeadlineTooEarly;
import org.chaiwei.accountability.supervision.TaskRefusal.DoneByYou;
import org.chaiwei.accountability.supervision.TaskRefusal.ExtensionPending;
import org.chaiwei.accountability.supervision.TaskRefusal.NoExtensionAsked;
import org.chaiwei.accountability.supervision.TaskRefusal.NotYourDecision;
import org.chaiwei.accountability.supervision.TaskRefusal.NotYourUnitsTask;
import org.chaiwei.accountability.supervision.TaskRefusal.OwnUnitsTask;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskNotAnswered;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskNotOpen;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskTextRequired;
import org.chaiwei.accountability.supervision.TaskRefusal.TooManyAnswers;
import org.chaiwei.accountability.supervision.TaskRefusal.TooManyExtensions;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.accountability.supervision.TaskState.Unassigned;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may do what with a supervised task, and its ladder over days: the National Day week of 2016 lies in between. */
class TaskDeciderTest {

    private static final UUID TASK = UUID.randomUUID();
    private static final UUID TEXT = UUID.randomUUID();
    private static final String DASHILAR = "110102013";
    private static final LocalDate ON = LocalDate.of(2016, 9, 1);

    /** A Friday; 1 to 7 October are off, 8 and 9 October are worked. */
    private static final LocalDate DUE = LocalDate.of(2016, 9, 30);

    private static final Actor SUPERVISOR = actor("supervision-1", Role.SUPERVISION);
    private static final Actor OFFICE = actor("office-1", Role.OFFICE);
    private static final Actor OFFICIAL = actor("street-1", Role.STREET, DASHILAR);
    private static final Actor ELSEWHERE = actor("street-2", Role.STREET, "110102014");

    private static final TaskAssigned ASSIGNED = assigned(Source.LEADER, DASHILAR, "street-1");
    private static final TaskAnswered ANSWERED = new TaskAnswered(TASK, 1, TEXT, List.of(), "street-1", ON);

    private final WorkingDays calendar = WorkingDays.published();
    private final Ladders ladders = Ladders.brought();

    @Test
    void a_task_is_given_once_by_who_supervises_what_it_comes_from() {
        var assign = assign(SUPERVISOR, DASHILAR, "street-1", DUE, TEXT);
        assertThat(given().decide(assign)).isEqualTo(Decision.accept(ASSIGNED));
        assertThat(given(ASSIGNED).decide(assign)).isEqualTo(Decision.accept());
        assertThat(given().decide(assign(OFFICE, DASHILAR, "street-1", DUE, TEXT)))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("supervision", "leader"))));
        assertThat(given().decide(assign(SUPERVISOR, DASHILAR, "street-1", DUE, null)))
                .isEqualTo(Decision.refuse(new TaskTextRequired()));
        assertThat(given().decide(assign(SUPERVISOR, DASHILAR, "street-1", ON.minusDays(1), TEXT)))
                .isEqualTo(Decision.refuse(new DeadlineTooEarly(ON)));
        assertThat(given().decide(assign(Actor.system("test"), DASHILAR, "street-1", ON.minusDays(1), TEXT)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void where_nobody_is_responsible_the_units_head_is_told_at_once_and_in_the_persons_place() {
        var nobody = assigned(Source.LEADER, DASHILAR, null);
        var escalated = new TaskEscalated(TASK, DUE, 0, List.of(Addressee.UNIT_HEAD), ON);
        assertThat(given().decide(assign(SUPERVISOR, DASHILAR, null, DUE, TEXT)))
                .isEqualTo(Decision.accept(nobody, escalated));
        assertThat(given(nobody, escalated).decide(tell(DUE)))
                .isEqualTo(Decision.accept(new TaskReminded(TASK, DUE, Level.DUE, Addressee.UNIT_HEAD, DUE)));
        assertThat(given(nobody, escalated, new TaskAcknowledged(TASK, "street-1", ON))
                        .decide(tell(DUE)))
                .isEqualTo(Decision.accept(new TaskReminded(TASK, DUE, Level.DUE, Addressee.PERSON, DUE)));
    }

    @Test
    void somebody_of_the_unit_takes_it_on_and_answers_it() {
        assertThat(given(ASSIGNED).decide(new AcknowledgeTask(TASK, by(OFFICIAL))))
                .isEqualTo(Decision.accept(new TaskAcknowledged(TASK, "street-1", ON)));
        assertThat(given(ASSIGNED, new TaskAcknowledged(TASK, "street-1", ON))
                        .decide(new AcknowledgeTask(TASK, by(OFFICIAL))))
                .isEqualTo(Decision.accept());
        assertThat(given(ASSIGNED).decide(answer(OFFICIAL))).isEqualTo(Decision.accept(ANSWERED));
        for (var stranger : List.of(ELSEWHERE, SUPERVISOR, OFFICE)) {
            assertThat(given(ASSIGNED).decide(answer(stranger)))
                    .isEqualTo(Decision.refuse(new NotYourUnitsTask(DASHILAR)));
            assertThat(given(ASSIGNED).decide(new AcknowledgeTask(TASK, by(stranger))))
                    .isEqualTo(Decision.refuse(new NotYourUnitsTask(DASHILAR)));
        }
        assertThat(given(ASSIGNED).decide(new AnswerTask(TASK, List.of(), new Asked(OFFICIAL, ON, null))))
                .isEqualTo(Decision.refuse(new TaskTextRequired()));
        assertThat(given(ASSIGNED, ANSWERED).decide(answer(OFFICIAL)))
                .isEqualTo(Decision.refuse(new TaskNotOpen(Phase.ANSWERED)));
    }

    @Test
    void who_verifies_is_never_who_answered_nor_of_the_same_unit() {
        assertThat(given(ASSIGNED, ANSWERED).decide(new VerifyTask(TASK, by(SUPERVISOR))))
                .isEqualTo(Decision.accept(new TaskVerified(TASK, 1, TEXT, "supervision-1", ON)));
        assertThat(given(ASSIGNED, ANSWERED).decide(new VerifyTask(TASK, by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new OwnUnitsTask(DASHILAR)));
        assertThat(given(ASSIGNED, ANSWERED).decide(new VerifyTask(TASK, by(ELSEWHERE))))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("supervision", "leader"))));
        assertThat(given(ASSIGNED).decide(new VerifyTask(TASK, by(SUPERVISOR))))
                .isEqualTo(Decision.refuse(new TaskNotAnswered(Phase.OPEN)));
        var ofOffice = assigned(Source.REPORT, "OFFICE", "office-2");
        var byOffice = new TaskAnswered(TASK, 1, TEXT, List.of(), "office-2", ON);
        assertThat(given(ofOffice, byOffice).decide(new VerifyTask(TASK, by(OFFICE))))
                .isEqualTo(Decision.refuse(new OwnUnitsTask("OFFICE")));
        // One person with two roles is still one person.
        assertThat(given(ofOffice, byOffice).decide(new VerifyTask(TASK, by(actor("office-2", Role.LEADER)))))
                .isEqualTo(Decision.refuse(new DoneByYou()));
    }

    @Test
    void an_answer_that_does_not_do_comes_back_with_a_new_deadline_and_its_ladder_from_the_beginning() {
        var next = LocalDate.of(2016, 10, 20);
        var returned = new TaskReturned(TASK, 1, TEXT, next, "supervision-1", ON);
        assertThat(given(ASSIGNED, ANSWERED).decide(new ReturnTask(TASK, next, by(SUPERVISOR))))
                .isEqualTo(Decision.accept(returned));
        assertThat(given(ASSIGNED, ANSWERED).decide(new ReturnTask(TASK, ON, by(SUPERVISOR))))
                .isEqualTo(Decision.refuse(new DeadlineTooEarly(ON.plusDays(1))));
        // Answered in time: nothing of the first deadline is told any more, all of the second is.
        assertThat(given(ASSIGNED, ANSWERED).told(DUE, LocalDate.of(2016, 10, 19)))
                .isEmpty();
        assertThat(given(ASSIGNED, ANSWERED, returned).told(DUE, LocalDate.of(2016, 10, 25)))
                .containsExactly(
                        "2016-10-17 DUE_SOON [PERSON]",
                        "2016-10-20 DUE [PERSON]",
                        "2016-10-21 OVERDUE [PERSON]",
                        "2016-10-21 1 [UNIT_HEAD]",
                        "2016-10-25 2 [OFFICE, SUPERVISION]");
    }

    @Test
    void the_ladder_goes_up_by_working_days_and_each_rung_is_told_once() {
        assertThat(given(ASSIGNED).told(ON, LocalDate.of(2016, 12, 31)))
                .containsExactly(
                        "2016-09-27 DUE_SOON [PERSON]",
                        "2016-09-30 DUE [PERSON]",
                        "2016-10-01 OVERDUE [PERSON]",
                        "2016-10-08 1 [UNIT_HEAD]",
                        "2016-10-10 2 [OFFICE, SUPERVISION]",
                        "2016-10-19 3 [LEADER]");
    }

    @Test
    void of_what_was_missed_the_highest_level_is_told_and_every_rung() {
        assertThat(given(ASSIGNED).decide(tell(LocalDate.of(2016, 10, 12))))
                .isEqualTo(Decision.accept(
                        new TaskOverdue(TASK, DUE, Addressee.PERSON, LocalDate.of(2016, 10, 12)),
                        new TaskEscalated(TASK, DUE, 1, List.of(Addressee.UNIT_HEAD), LocalDate.of(2016, 10, 12)),
                        new TaskEscalated(
                                TASK,
                                DUE,
                                2,
                                List.of(Addressee.OFFICE, Addressee.SUPERVISION),
                                LocalDate.of(2016, 10, 12))));
    }

    @Test
    void an_extension_is_asked_for_by_the_unit_and_decided_by_another_and_begins_the_ladder_anew() {
        var until = LocalDate.of(2016, 10, 14);
        var asked = new ExtensionAsked(TASK, until, TEXT, "street-1", ON);
        assertThat(given(ASSIGNED).decide(new AskExtension(TASK, until, by(OFFICIAL))))
                .isEqualTo(Decision.accept(asked));
        assertThat(given(ASSIGNED).decide(new AskExtension(TASK, DUE, by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new DeadlineTooEarly(DUE.plusDays(1))));
        assertThat(given(ASSIGNED, asked).decide(new AskExtension(TASK, until, by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new ExtensionPending(until)));
        assertThat(given(ASSIGNED, asked).decide(new DecideExtension(TASK, true, by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new OwnUnitsTask(DASHILAR)));
        assertThat(given(ASSIGNED, asked).decide(new DecideExtension(TASK, true, by(actor("street-1", Role.LEADER)))))
                .isEqualTo(Decision.refuse(new DoneByYou()));
        assertThat(given(ASSIGNED).decide(new DecideExtension(TASK, true, by(SUPERVISOR))))
                .isEqualTo(Decision.refuse(new NoExtensionAsked()));
        assertThat(given(ASSIGNED, asked).decide(new DecideExtension(TASK, false, new Asked(SUPERVISOR, ON, null))))
                .isEqualTo(Decision.refuse(new TaskTextRequired()));
        assertThat(given(ASSIGNED, asked).decide(new DecideExtension(TASK, false, by(SUPERVISOR))))
                .isEqualTo(Decision.accept(new ExtensionRefused(TASK, TEXT, "street-1", "supervision-1", ON)));
        var extended = new TaskExtended(TASK, until, TEXT, "street-1", "supervision-1", ON);
        assertThat(given(ASSIGNED, asked).decide(new DecideExtension(TASK, true, by(SUPERVISOR))))
                .isEqualTo(Decision.accept(extended));
        assertThat(given(ASSIGNED, asked, extended).told(ON, LocalDate.of(2016, 10, 14)))
                .containsExactly("2016-10-11 DUE_SOON [PERSON]", "2016-10-14 DUE [PERSON]");
        // While nobody has decided, the first deadline runs on.
        assertThat(given(ASSIGNED, asked).told(ON, LocalDate.of(2016, 10, 1))).hasSize(3);
    }

    @Test
    void answers_and_extensions_have_an_end() {
        var events = new ArrayList<TaskEvent>(List.of(ASSIGNED));
        for (int i = 1; i <= TaskDecider.ANSWERS_MAX; i++) {
            events.add(new TaskAnswered(TASK, i, TEXT, List.of(), "street-1", ON));
            events.add(new TaskReturned(TASK, i, TEXT, DUE, "supervision-1", ON));
        }
        assertThat(given(events.toArray(TaskEvent[]::new)).decide(answer(OFFICIAL)))
                .isEqualTo(Decision.refuse(new TooManyAnswers(TaskDecider.ANSWERS_MAX)));
        events.clear();
        events.add(ASSIGNED);
        for (int i = 1; i <= TaskDecider.EXTENSIONS_MAX; i++) {
            events.add(new ExtensionAsked(TASK, DUE.plusDays(9), TEXT, "street-1", ON));
            events.add(new ExtensionRefused(TASK, TEXT, "street-1", "supervision-1", ON));
        }
        assertThat(given(events.toArray(TaskEvent[]::new))
                        .decide(new AskExtension(TASK, DUE.plusDays(9), by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new TooManyExtensions(TaskDecider.EXTENSIONS_MAX)));
    }

    @Test
    void a_task_that_need_not_be_done_is_withdrawn_and_no_more_told() {
        var withdrawn = new TaskWithdrawn(TASK, TEXT, "supervision-1", ON);
        assertThat(given(ASSIGNED).decide(new WithdrawTask(TASK, by(SUPERVISOR))))
                .isEqualTo(Decision.accept(withdrawn));
        assertThat(given(ASSIGNED).decide(new WithdrawTask(TASK, by(OFFICIAL))))
                .isEqualTo(Decision.refuse(new OwnUnitsTask(DASHILAR)));
        assertThat(given(ASSIGNED, withdrawn).decide(new WithdrawTask(TASK, by(SUPERVISOR))))
                .isEqualTo(Decision.refuse(new TaskNotOpen(Phase.WITHDRAWN)));
        assertThat(given(ASSIGNED, withdrawn).told(ON, LocalDate.of(2016, 12, 31)))
                .isEmpty();
        assertThat(given(ASSIGNED, ANSWERED, new TaskVerified(TASK, 1, null, "supervision-1", ON))
                        .told(ON, LocalDate.of(2016, 12, 31)))
                .isEmpty();
    }

    private Course given(TaskEvent... events) {
        TaskState state = new Unassigned();
        for (var event : events) state = state.evolve(event);
        return new Course(state);
    }

    private final class Course {
        private TaskState state;

        Course(TaskState state) {
            this.state = state;
        }

        Decision decide(TaskCommand command) {
            return TaskDecider.decide(command, state);
        }

        /** What is told from one day to another, looking twice a day. */
        List<String> told(LocalDate from, LocalDate to) {
            var told = new ArrayList<String>();
            for (var day = from; !day.isAfter(to); day = day.plusDays(1))
                for (int look = 0; look < 2; look++) {
                    var decision = (Decision.Accepted) decide(tell(day));
                    for (var event : decision.events()) {
                        told.add(day + " "
                                + switch (event) {
                                    case TaskReminded e -> e.level() + " [" + e.to() + "]";
                                    case TaskOverdue e -> "OVERDUE [" + e.to() + "]";
                                    case TaskEscalated e -> e.rung() + " " + e.to();
                                    default -> throw new AssertionError(event);
                                });
                        state = state.evolve(event);
                    }
                }
            return told;
        }
    }

    private TellWhatIsDue tell(LocalDate day) {
        return new TellWhatIsDue(TASK, ladders, calendar, new Asked(Actor.system("test"), day, null));
    }

    private static AnswerTask answer(Actor actor) {
        return new AnswerTask(TASK, List.of(), by(actor));
    }

    private static AssignTask assign(
            Actor actor, String unit, @Nullable String responsible, LocalDate dueOn, @Nullable UUID text) {
        return new AssignTask(
                TASK,
                Source.LEADER,
                "18",
                new Unit(unit),
                responsible,
                dueOn,
                1,
                "supervision-1",
                new Asked(actor, ON, text));
    }

    private static TaskAssigned assigned(Source source, String unit, @Nullable String responsible) {
        return new TaskAssigned(TASK, source, "18", unit, responsible, TEXT, DUE, 1, "supervision-1", ON);
    }

    private static Asked by(Actor actor) {
        return new Asked(actor, ON, TEXT);
    }

    private static Actor actor(String id, Role role, String... streets) {
        return new Actor(id, new Scope(role, Set.of(streets)));
    }
}
