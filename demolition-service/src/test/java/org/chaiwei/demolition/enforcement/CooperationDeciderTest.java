package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.REASON;
import static org.chaiwei.demolition.enforcement.Examples.closed;
import static org.chaiwei.demolition.enforcement.Examples.heard;
import static org.chaiwei.demolition.enforcement.Examples.withdrawn;
import static org.chaiwei.demolition.enforcement.Procedures.PAPER;
import static org.chaiwei.demolition.enforcement.Procedures.REMEDY;
import static org.chaiwei.demolition.enforcement.Procedures.by;
import static org.chaiwei.demolition.enforcement.Procedures.noticed;
import static org.chaiwei.demolition.enforcement.Procedures.ordered;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyRestricted;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadySettled;
import org.chaiwei.demolition.enforcement.CaseRefusal.AskedOfAnother;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeAsking;
import org.chaiwei.demolition.enforcement.CaseRefusal.DueBeforeAsked;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotAskedFor;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseRefusal.TooMuchAsked;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAnswered;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionLifted;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRequested;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportDone;
import org.chaiwei.demolition.enforcement.CooperationRequest.AcknowledgeRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.AnswerConsultation;
import org.chaiwei.demolition.enforcement.CooperationRequest.AskSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.Consult;
import org.chaiwei.demolition.enforcement.CooperationRequest.FinishSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.LiftRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RefuseRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RequestRestriction;
import org.chaiwei.demolition.enforcement.Procedures.Course;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CooperationDeciderTest {

    private static final UUID MORTGAGE = new UUID(4, 1);
    private static final UUID LICENCE = new UUID(4, 2);
    private static final UUID ASKED = new UUID(4, 3);
    private static final String ORDERED_ON = "2016-01-04";
    private static final String THEN = "2016-01-06";

    @Nested
    class Restrictions {

        @Test
        void are_requested_once_the_order_is_served_and_not_before() {
            var unserved = noticed(ORDERED_ON).did(ORDERED_ON, Act.LEGAL_REVIEW_PASSED, Act.ORDER_ISSUED);
            var refused = (Unlawful) refusal(unserved.when(mortgage(THEN)));
            assertThat(refused.kind()).isEqualTo(Kind.PRECONDITION_MISSING);
            assertThat(refused.rule()).isEqualTo("property-restriction");
            assertThat(refused.missing()).extracting(Unlawful.Needed::step).containsExactly(Act.ORDER_SERVED);
            var served = unserved.did("2016-01-05", Act.ORDER_SERVED);
            assertThat(served.when(mortgage(THEN)))
                    .isEqualTo(accept(new RestrictionRequested(
                            ID,
                            DASHILAR,
                            MORTGAGE,
                            "MORTGAGE",
                            "110102013-2016-00001",
                            "u-filer",
                            "enforcement",
                            LocalDate.parse(THEN))));
            assertThat(refusal(served.when(mortgage("2016-01-04")))).isInstanceOf(Unlawful.class);
        }

        @ParameterizedTest
        @CsvSource({
            "2014-02-10, BUSINESS_LICENCE, 北京市禁止违法建设若干规定（市政府令第228号）",
            "2016-01-04, BUSINESS_LICENCE, 北京市禁止违法建设若干规定（市政府令第228号）；北京市新增产业的禁止和限制目录",
            "2016-01-04, TRADE, 北京市禁止违法建设若干规定（市政府令第228号）",
            "2022-03-01, PROPERTY_REGISTRATION, 北京市城乡规划条例（2019）第66条",
            "2022-03-01, BUSINESS_LICENCE, 北京市城乡规划条例（2019）第66条；北京市新增产业的禁止和限制目录"
        })
        void are_judged_by_the_law_of_their_day(String on, RestrictionKind kind, String article) {
            var filed = Course.lead(on).file(on, Track.EXISTING);
            var request = new RequestRestriction(MORTGAGE, kind, LocalDate.parse(on));
            var refused = (Unlawful) refusal(filed.when(ask(request, "u-filer", Role.ENFORCEMENT)));
            assertThat(refused.article()).isEqualTo(article);
            assertThat(refused.checkedByCounsel()).isFalse();
        }

        @Test
        void rest_on_the_stop_order_while_building_goes_on() {
            var building = Course.lead(ORDERED_ON).file(ORDERED_ON, Track.UNDER_CONSTRUCTION);
            assertThat(((Unlawful) refusal(building.when(mortgage(THEN)))).missing())
                    .extracting(Unlawful.Needed::step)
                    .containsExactly(Act.STOP_SERVED);
            assertThat(building.did(ORDERED_ON, Act.EVIDENCE_COLLECTED, Act.STOP_ORDERED, Act.STOP_SERVED)
                            .when(mortgage(THEN)))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void are_asked_for_by_who_the_rules_of_the_day_say_in_their_own_streets() {
            var street = ask(new RequestRestriction(MORTGAGE, RestrictionKind.TRADE, day(THEN)), "u-s", Role.STREET);
            assertThat(((Unlawful) refusal(ordered(ORDERED_ON).when(street))).kind())
                    .isEqualTo(Kind.ROLE_MAY_NOT_SIGN);
            var later = new RequestRestriction(MORTGAGE, RestrictionKind.TRADE, day("2022-03-03"));
            assertThat(ordered("2022-03-01").when(ask(later, "u-s", Role.STREET)))
                    .isInstanceOf(Decision.Accepted.class);
            var elsewhere = new Asked(new Scope(Role.STREET, Set.of("110102014")), "u-s", Procedures.NOW, REASON);
            assertThat(refusal(ordered("2022-03-01").when(new Cooperate(ID, later, elsewhere))))
                    .isEqualTo(new OutsideYourStreet(DASHILAR));
        }

        @Test
        void are_answered_by_a_department_and_only_once() {
            var asked = ordered(ORDERED_ON).go(mortgage(THEN));
            var yes = new AcknowledgeRestriction(MORTGAGE, day("2016-01-08"));
            assertThat(refusal(asked.when(ask(yes, "u-1", Role.OFFICE))))
                    .isEqualTo(new RoleMayNot(List.of("department")));
            assertThat(refusal(asked.when(department(new AcknowledgeRestriction(LICENCE, day(THEN))))))
                    .isEqualTo(new NotAskedFor(LICENCE));
            assertThat(refusal(asked.when(department(new AcknowledgeRestriction(MORTGAGE, day("2016-01-05"))))))
                    .isEqualTo(new DateBeforeAsking("occurredOn", day(THEN)));
            var set = asked.go(department(yes));
            assertThat(set.file().cooperation().restrictions().getFirst().state())
                    .isEqualTo(RestrictionState.ACKNOWLEDGED);
            assertThat(refusal(set.when(department(new RefuseRestriction(MORTGAGE, day("2016-01-09"))))))
                    .isEqualTo(new AlreadySettled("ACKNOWLEDGED", day("2016-01-08")));
        }

        @Test
        void of_one_kind_stand_once_and_may_be_asked_for_again_when_refused_or_lifted() {
            var asked = ordered(ORDERED_ON).go(mortgage(THEN));
            var again = ask(
                    new RequestRestriction(LICENCE, RestrictionKind.MORTGAGE, day("2016-01-20")),
                    "u-filer",
                    Role.ENFORCEMENT);
            assertThat(refusal(asked.when(again))).isEqualTo(new AlreadyRestricted("MORTGAGE", MORTGAGE));
            assertThat(asked.go(department(new RefuseRestriction(MORTGAGE, day("2016-01-08"))))
                            .when(again))
                    .isInstanceOf(Decision.Accepted.class);
            var lift = ask(new LiftRestriction(MORTGAGE, day("2016-01-08")), "u-o", Role.OFFICE);
            assertThat(asked.go(lift).when(again)).isInstanceOf(Decision.Accepted.class);
            assertThat(refusal(asked.go(lift).when(lift))).isEqualTo(new AlreadySettled("LIFTED", day("2016-01-08")));
        }

        @Test
        void are_lifted_by_the_closing_and_what_the_department_refused_is_not() {
            var asked = ordered(ORDERED_ON).go(mortgage(THEN)).go(licence(THEN));
            var refused = asked.go(department(new RefuseRestriction(LICENCE, day("2016-01-08"))));
            var closing = heard(closed("DEMOLISHED"));
            var decision = refused.when(closing);
            assertThat(events(decision))
                    .containsExactly(
                            lifted("CLOSED", "2016-05-12"),
                            new EntryClosed(ID, closing.fact(), "DEMOLISHED", day("2016-05-12")));
            assertThat(refused.go(closing).when(closing)).isEqualTo(accept());
            assertThat(refusal(refused.go(closing).when(mortgage("2016-05-13"))))
                    .isInstanceOf(AlreadyClosed.class);
        }

        @Test
        void are_lifted_when_the_order_is_revoked_by_whoever_gave_it_or_by_a_court() {
            var asked = ordered(ORDERED_ON).go(mortgage(THEN));
            var revoked = asked.asks("2016-02-01", Act.ORDER_REVOKED);
            assertThat(events(revoked).getFirst()).isEqualTo(lifted("ORDER_REVOKED", "2016-02-01"));
            assertThat(events(revoked).getLast()).isInstanceOf(ProcedureEvent.OrderRevoked.class);

            var sued = asked.did("2016-01-20", Act.SUIT_FILED);
            assertThat(events(sued.asks("2016-02-01", Act.SUIT_ENDED))).hasSize(1);
            assertThat(events(sued.asks(ended("FORCED_DEMOLITION_DECISION"), Role.LEGAL)))
                    .hasSize(1);
            assertThat(events(sued.asks(ended("ORDER"), Role.LEGAL)).getFirst())
                    .isEqualTo(lifted("REMEDY", "2016-02-01"));
        }

        @Test
        void are_lifted_when_the_entry_is_withdrawn() {
            var asked = ordered(ORDERED_ON).go(mortgage(THEN));
            assertThat(events(asked.when(heard(withdrawn()))).getFirst()).isEqualTo(lifted("WITHDRAWN", "2016-05-10"));
        }

        @Test
        void entered_late_of_an_order_that_was_revoked_since_are_recorded_with_their_end() {
            var revoked = ordered(ORDERED_ON).did("2016-02-01", Act.ORDER_REVOKED);
            assertThat(events(revoked.when(mortgage(THEN))))
                    .hasSize(2)
                    .last()
                    .isEqualTo(lifted("ORDER_REVOKED", "2016-02-01"));
            assertThat(refusal(revoked.when(mortgage("2016-02-02")))).isInstanceOf(Unlawful.class);
        }
    }

    @Nested
    class Consultations {

        private final Course asked = Course.lead(ORDERED_ON).go(consult("u-planner", "2016-01-15"));

        @Test
        void are_asked_of_a_department_by_a_day() {
            assertThat(events(Course.lead(ORDERED_ON).when(consult("u-planner", "2016-01-15"))))
                    .containsExactly(new ConsultationAsked(
                            ID,
                            ASKED,
                            "PLANNING",
                            "u-planner",
                            day("2016-01-15"),
                            REASON,
                            "u-filer",
                            "enforcement",
                            day(THEN)));
            assertThat(refusal(Course.lead(ORDERED_ON).when(consult("u-planner", "2016-01-05"))))
                    .isEqualTo(new DueBeforeAsked(day(THEN)));
            assertThat(refusal(asked.when(ask(question("u-planner", "2016-01-15"), "u-d", Role.DEPARTMENT))))
                    .isInstanceOf(RoleMayNot.class);
        }

        @Test
        void are_answered_by_whom_was_asked_once_also_late_and_after_the_closing() {
            var answer = new AnswerConsultation(ASKED, PAPER, day("2016-02-01"));
            assertThat(refusal(asked.when(ask(answer, "u-other", Role.DEPARTMENT))))
                    .isEqualTo(new AskedOfAnother("PLANNING"));
            assertThat(refusal(asked.when(ask(answer, "u-planner", Role.LEGAL))))
                    .isInstanceOf(RoleMayNot.class);
            assertThat(refusal(asked.when(
                            ask(new AnswerConsultation(MORTGAGE, PAPER, day("2016-02-01")), "u-p", Role.DEPARTMENT))))
                    .isEqualTo(new NotAskedFor(MORTGAGE));
            var closed = asked.go(heard(closed("DUPLICATE")));
            var answered = ask(answer, "u-planner", Role.DEPARTMENT);
            assertThat(events(closed.when(answered)))
                    .containsExactly(new ConsultationAnswered(
                            ID, ASKED, PAPER, REASON, "u-planner", "department", day("2016-02-01")));
            assertThat(refusal(closed.go(answered).when(answered)))
                    .isEqualTo(new AlreadySettled("ANSWERED", day("2016-02-01")));
        }

        @Test
        void without_a_name_are_answered_by_whoever_of_the_department_is_first() {
            var open = Course.lead(ORDERED_ON).go(ask(question(null, "2016-01-15"), "u-filer", Role.ENFORCEMENT));
            var answer = new AnswerConsultation(ASKED, null, day("2016-01-10"));
            assertThat(open.when(ask(answer, "u-anyone", Role.DEPARTMENT))).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void are_not_asked_without_end() {
            var full = Course.lead(ORDERED_ON);
            for (int i = 0; i < CooperationDecider.ASKED_MAX; i++) {
                var next = new Consult(new UUID(5, i), Department.HOUSING, null, day(THEN), day(THEN));
                full = full.go(ask(next, "u-filer", Role.ENFORCEMENT));
            }
            assertThat(refusal(full.when(consult("u-planner", "2016-01-15"))))
                    .isEqualTo(new TooMuchAsked(CooperationDecider.ASKED_MAX));
        }

        private static Cooperate consult(String of, String dueOn) {
            return ask(question(of, dueOn), "u-filer", Role.ENFORCEMENT);
        }

        private static Consult question(@Nullable String of, String dueOn) {
            return new Consult(ASKED, Department.PLANNING, of, day(dueOn), day(THEN));
        }
    }

    @Nested
    class Supports {

        private final Course asked = Course.lead(ORDERED_ON)
                .go(ask(
                        new AskSupport(ASKED, SupportSystem.LIVELIHOOD, "u-carer", day("2016-02-01"), day(THEN)),
                        "u-filer",
                        Role.OFFICE));

        @Test
        void are_done_by_whoever_is_responsible_or_by_the_office_for_them() {
            var done = new FinishSupport(ASKED, day("2016-01-20"));
            assertThat(refusal(asked.when(ask(done, "u-other", Role.STREET))))
                    .isEqualTo(new AskedOfAnother("LIVELIHOOD"));
            assertThat(events(asked.when(ask(done, "u-carer", Role.STREET))))
                    .containsExactly(new SupportDone(ID, ASKED, REASON, "u-carer", "street", day("2016-01-20")));
            assertThat(asked.when(ask(done, "u-clerk", Role.OFFICE))).isInstanceOf(Decision.Accepted.class);
            assertThat(refusal(asked.go(ask(done, "u-carer", Role.STREET)).when(ask(done, "u-carer", Role.STREET))))
                    .isEqualTo(new AlreadySettled("DONE", day("2016-01-20")));
        }
    }

    private static Cooperate mortgage(String on) {
        return ask(new RequestRestriction(MORTGAGE, RestrictionKind.MORTGAGE, day(on)), "u-filer", Role.ENFORCEMENT);
    }

    private static Cooperate licence(String on) {
        return ask(
                new RequestRestriction(LICENCE, RestrictionKind.BUSINESS_LICENCE, day(on)),
                "u-filer",
                Role.ENFORCEMENT);
    }

    private static Cooperate department(CooperationRequest request) {
        return ask(request, "u-department", Role.DEPARTMENT);
    }

    private static Cooperate ask(CooperationRequest request, String actor, Role role) {
        return new Cooperate(ID, request, by(actor, role));
    }

    private static RestrictionLifted lifted(String cause, String on) {
        return new RestrictionLifted(ID, DASHILAR, MORTGAGE, "MORTGAGE", cause, null, null, day(on));
    }

    private static ProcedureEvent ended(String revokes) {
        return new ProcedureEvent.RemedyEnded(
                ID, REMEDY, "SUIT", "REVOKED", revokes, PAPER, "u-legal", "legal", day("2016-02-01"));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static List<CaseEvent> events(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var events) -> events;
            case Decision.Refused(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static CaseRefusal refusal(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var events) -> throw new AssertionError(events);
            case Decision.Refused(var refusal) -> refusal;
        };
    }
}
