package org.chaiwei.accountability.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.inspection.Findings.Found;
import org.chaiwei.accountability.measure.Ground.Shortcoming;
import org.chaiwei.accountability.measure.MeasureCommand.AnswerMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.AppealMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.CloseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasureAppeal;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByFinding;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByHand;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByRule;
import org.chaiwei.accountability.measure.MeasureCommand.RecordGoodFaith;
import org.chaiwei.accountability.measure.MeasureCommand.ReverseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ReviewMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ServeMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.WithdrawSupport;
import org.chaiwei.accountability.measure.MeasureEvent.DropCause;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAnswered;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureClosed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureMarkedForReview;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.accountability.measure.MeasureEvent.ReversalCause;
import org.chaiwei.accountability.measure.MeasureRefusal.AnotherStreetsMeasure;
import org.chaiwei.accountability.measure.MeasureRefusal.AnsweredAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.AppealPending;
import org.chaiwei.accountability.measure.MeasureRefusal.AppealStillPossible;
import org.chaiwei.accountability.measure.MeasureRefusal.DecidedByYou;
import org.chaiwei.accountability.measure.MeasureRefusal.FindingDoesNotCarry;
import org.chaiwei.accountability.measure.MeasureRefusal.GoodFaithRecordedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.KindDoesNotFit;
import org.chaiwei.accountability.measure.MeasureRefusal.KindOfAnotherSort;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureAppealedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureDecidedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureOver;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureReasonRequired;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureUnknown;
import org.chaiwei.accountability.measure.MeasureRefusal.NoTableToCorrect;
import org.chaiwei.accountability.measure.MeasureRefusal.NotAppealed;
import org.chaiwei.accountability.measure.MeasureRefusal.NotDecidedYet;
import org.chaiwei.accountability.measure.MeasureRefusal.NotLighter;
import org.chaiwei.accountability.measure.MeasureRefusal.NotServedYet;
import org.chaiwei.accountability.measure.MeasureRefusal.NotUnderReview;
import org.chaiwei.accountability.measure.MeasureRefusal.NotYourDecision;
import org.chaiwei.accountability.measure.MeasureRefusal.NothingToAppeal;
import org.chaiwei.accountability.measure.MeasureRefusal.NothingToForgive;
import org.chaiwei.accountability.measure.MeasureRefusal.OwnUnitsMeasure;
import org.chaiwei.accountability.measure.MeasureRefusal.PartNotRated;
import org.chaiwei.accountability.measure.MeasureRefusal.PointsOutOfRange;
import org.chaiwei.accountability.measure.MeasureRefusal.PointsUnchanged;
import org.chaiwei.accountability.measure.MeasureRefusal.ProposedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.ProposedByYou;
import org.chaiwei.accountability.measure.MeasureRefusal.ReviewPending;
import org.chaiwei.accountability.measure.MeasureRefusal.ServedAlready;
import org.chaiwei.accountability.measure.MeasureRefusal.ServedOutOfTime;
import org.chaiwei.accountability.measure.MeasureRefusal.TooLateToAppeal;
import org.chaiwei.accountability.measure.MeasureState.InForce;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.accountability.measure.MeasureState.Unknown;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.accountability.rating.PartPoints;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureDeciderTest {

    private static final String STREET = "110102014";
    private static final UUID ID = MeasureId.byRule("2016-05", STREET, "BOTTOM_TWO_TWICE");
    private static final UUID APPEAL = MeasureId.ofAppeal(ID);
    private static final UUID REASON = UUID.randomUUID();
    private static final LocalDate ON = LocalDate.of(2016, 6, 1);
    private static final LocalDate UNTIL = LocalDate.of(2016, 6, 8);
    private static final long TABLES = 100;

    private static final Actor SYSTEM = Actor.system("test");
    private static final Actor OFFICE = actor("office-1", Role.OFFICE);
    private static final Actor SUPERVISOR = actor("supervision-1", Role.SUPERVISION);
    private static final Actor LEADER = actor("leader-1", Role.LEADER);
    private static final Actor OF_STREET = actor("street-14", Role.STREET, STREET);
    /** A leader who is responsible for the street. */
    private static final Actor OWN_LEADER = actor("leader-2", Role.LEADER, STREET);

    private static final Evidence EVIDENCE =
            new Evidence(1, "2016-05", 1, 14, new BigDecimal("41.07"), null, List.of(), null);
    private static final MeasureProposed TALK = proposed(MeasureKind.TALK, Ground.RATING, "system:test", TABLES);
    private static final MeasureProposed PRAISE =
            proposed(MeasureKind.COMMENDATION, Ground.RATING, "system:test", TABLES);
    private static final MeasureDecided DECIDED =
            new MeasureDecided(ID, STREET, MeasureKind.TALK, null, "supervision-1", ON);
    private static final MeasureServed SERVED =
            new MeasureServed(ID, STREET, "street-14", ServiceManner.IN_PERSON, ON, UNTIL, null, "office-1", ON);
    private static final MeasureAppealed APPEALED = new MeasureAppealed(ID, STREET, APPEAL, REASON, "street-14", ON);
    private static final MeasureAppealDecided REJECTED =
            new MeasureAppealDecided(ID, STREET, APPEAL, false, null, null, REASON, "leader-1", ON);
    private static final MeasureMarkedForReview MARKED =
            new MeasureMarkedForReview(ID, STREET, TABLES + 1, null, "system:test", ON);
    private static final Found FOUND = new Found(APPEAL, STREET, false, true, ON);
    private static final PartPoints NOW = new PartPoints(new BigDecimal("14.00"), new BigDecimal("35.00"));

    @Test
    void a_rule_proposes_once_however_often_it_looks() {
        assertThat(given().decide(byRule(SYSTEM, TABLES))).isEqualTo(Decision.accept(TALK));
        assertThat(given(TALK).decide(byRule(SYSTEM, TABLES + 5))).isEqualTo(Decision.accept());
        assertThat(given(TALK, DECIDED).decide(byRule(SYSTEM, TABLES + 5))).isEqualTo(Decision.accept());
        assertThat(given().decide(byRule(OFFICE, TABLES))).isEqualTo(refusedTo("system"));
    }

    @Test
    void a_proposal_that_a_corrected_table_no_longer_supports_is_dropped_and_comes_back_with_a_newer_one() {
        var dropped = new MeasureDropped(ID, STREET, DropCause.TABLE_CORRECTED, TABLES + 1, null, "system:test", ON);
        assertThat(given(TALK).decide(withdraw(TABLES + 1))).isEqualTo(Decision.accept(dropped));
        // Whoever is late with older tables changes nothing.
        assertThat(given(TALK).decide(withdraw(TABLES))).isEqualTo(Decision.accept());
        assertThat(given(TALK, dropped).decide(byRule(SYSTEM, TABLES + 1))).isEqualTo(Decision.accept());
        assertThat(given(TALK, dropped).decide(byRule(SYSTEM, TABLES + 2)))
                .isEqualTo(Decision.accept(proposed(MeasureKind.TALK, Ground.RATING, "system:test", TABLES + 2)));
    }

    @Test
    void what_a_person_has_dropped_no_table_brings_back() {
        var dropped = new MeasureDropped(ID, STREET, DropCause.DECIDED, 0, REASON, "leader-1", ON);
        assertThat(given(TALK).decide(decision(SUPERVISOR, false, null, REASON)))
                .isEqualTo(Decision.accept(
                        new MeasureDropped(ID, STREET, DropCause.DECIDED, 0, REASON, "supervision-1", ON)));
        assertThat(given(TALK, dropped).decide(byRule(SYSTEM, TABLES + 2))).isEqualTo(Decision.accept());
        assertThat(given(TALK).decide(decision(SUPERVISOR, false, null, null))).isEqualTo(noReason());
    }

    @Test
    void a_measure_in_force_that_a_corrected_table_no_longer_supports_waits_for_a_person() {
        assertThat(given(TALK, DECIDED).decide(withdraw(TABLES + 1))).isEqualTo(Decision.accept(MARKED));
        assertThat(given(TALK, DECIDED, SERVED).decide(withdraw(TABLES + 1))).isEqualTo(Decision.accept(MARKED));
        assertThat(given(TALK, DECIDED, SERVED, MARKED).decide(withdraw(TABLES + 1)))
                .isEqualTo(Decision.accept());
        assertThat(given(TALK, DECIDED, SERVED, MARKED).decide(close(OFFICE, UNTIL.plusDays(1))))
                .isEqualTo(Decision.refuse(new ReviewPending()));
        var stays = new MeasureReviewed(ID, STREET, true, REASON, "supervision-1", ON);
        assertThat(given(TALK, DECIDED, SERVED, MARKED).decide(review(SUPERVISOR, true, REASON)))
                .isEqualTo(Decision.accept(stays));
        assertThat(given(TALK, DECIDED, SERVED, MARKED, stays).state.isUnderReview())
                .isFalse();
        assertThat(given(TALK, DECIDED, SERVED, MARKED).decide(review(SUPERVISOR, false, REASON)))
                .isEqualTo(Decision.accept(
                        new MeasureReviewed(ID, STREET, false, REASON, "supervision-1", ON),
                        new MeasureReversed(ID, STREET, ReversalCause.REVIEW, null, REASON, "supervision-1", ON)));
    }

    @Test
    void a_review_needs_a_mark_a_reason_and_another_unit() {
        assertThat(given(TALK, DECIDED).decide(review(SUPERVISOR, true, REASON)))
                .isEqualTo(Decision.refuse(new NotUnderReview()));
        assertThat(given(TALK, DECIDED, MARKED).decide(review(SUPERVISOR, true, null)))
                .isEqualTo(noReason());
        assertThat(given(TALK, DECIDED, MARKED).decide(review(OFFICE, true, REASON)))
                .isEqualTo(refusedTo("supervision", "leader"));
        assertThat(given(TALK, DECIDED, MARKED).decide(review(OWN_LEADER, true, REASON)))
                .isEqualTo(ownUnit());
    }

    @Test
    void by_hand_office_and_supervision_propose_on_a_ground_that_carries_it() {
        assertThat(given().decide(byHand(OFFICE, MeasureKind.TALK, REASON)))
                .isEqualTo(Decision.accept(proposedByHand("office-1")));
        assertThat(given().decide(byHand(LEADER, MeasureKind.TALK, REASON)))
                .isEqualTo(refusedTo("office", "supervision"));
        assertThat(given().decide(byHand(actor("office-2", Role.OFFICE, STREET), MeasureKind.TALK, REASON)))
                .isEqualTo(ownUnit());
        assertThat(given().decide(byHand(OFFICE, MeasureKind.REWARD, REASON)))
                .isEqualTo(Decision.refuse(new KindDoesNotFit(Ground.FINDING, MeasureKind.REWARD)));
        assertThat(given().decide(byHand(OFFICE, MeasureKind.TALK, null))).isEqualTo(noReason());
        assertThat(given(TALK).decide(byHand(OFFICE, MeasureKind.TALK, REASON)))
                .isEqualTo(Decision.refuse(new ProposedAlready(ID, Stage.PROPOSED)));
    }

    @Test
    void a_finding_carries_a_measure_once_confirmed_and_of_that_street_and_kind() {
        var confirmed = FOUND.confirmedOn();
        var another = new Found(APPEAL, "110102013", false, true, confirmed);
        var falsified = new Found(APPEAL, STREET, true, true, confirmed);
        var good = new Found(APPEAL, STREET, false, false, confirmed);
        var open = new Found(APPEAL, STREET, false, true, null);
        assertThat(given().decide(byHand(null))).isEqualTo(lacking(Shortcoming.FINDING_UNKNOWN));
        assertThat(given().decide(byHand(another))).isEqualTo(lacking(Shortcoming.FINDING_OF_ANOTHER_STREET));
        assertThat(given().decide(byHand(falsified))).isEqualTo(lacking(Shortcoming.FINDING_OF_ANOTHER_KIND));
        assertThat(given().decide(byHand(good))).isEqualTo(lacking(Shortcoming.FINDING_OF_ANOTHER_KIND));
        assertThat(given().decide(byHand(open))).isEqualTo(lacking(Shortcoming.FINDING_NOT_CONFIRMED));
        assertThat(given().decide(byHand(FOUND))).isEqualTo(Decision.accept(proposedByHand("office-1")));
        assertThat(Ground.FALSIFIED_RECORD.shortcoming(falsified, STREET)).isNull();
        assertThat(Ground.FALSIFIED_RECORD.shortcoming(FOUND, STREET)).isEqualTo(Shortcoming.FINDING_OF_ANOTHER_KIND);
        assertThat(Ground.MERIT.shortcoming(null, STREET)).isNull();
    }

    @Test
    void a_falsified_record_is_proposed_by_the_service_once_and_not_after_somebody_did_by_hand() {
        var evidence = Evidence.byFinding(1, APPEAL);
        var proposal = new MeasureProposed(
                ID,
                STREET,
                MeasureKind.ACCOUNTABILITY_CASE,
                Ground.FALSIFIED_RECORD,
                "FALSIFIED_RECORD",
                evidence,
                0,
                null,
                "system:test",
                ON);
        assertThat(given().decide(byFinding(SYSTEM, evidence))).isEqualTo(Decision.accept(proposal));
        assertThat(given(proposal).decide(byFinding(SYSTEM, evidence))).isEqualTo(Decision.accept());
        assertThat(given(proposedByHand("office-1")).decide(byFinding(SYSTEM, evidence)))
                .isEqualTo(Decision.accept());
        assertThat(given().decide(byFinding(SUPERVISOR, evidence))).isEqualTo(refusedTo("system"));
    }

    @Test
    void whoever_has_proposed_does_not_decide() {
        assertThat(given(proposedByHand("supervision-1")).decide(decision(SUPERVISOR, true, null, null)))
                .isEqualTo(Decision.refuse(new ProposedByYou()));
        assertThat(given(proposedByHand("office-1")).decide(decision(SUPERVISOR, true, null, null)))
                .isEqualTo(Decision.accept(DECIDED));
    }

    @Test
    void a_measure_is_decided_as_proposed_or_as_another_kind_with_a_reason() {
        assertThat(given(TALK).decide(decision(SUPERVISOR, true, null, null))).isEqualTo(Decision.accept(DECIDED));
        assertThat(given(TALK).decide(decision(SUPERVISOR, true, MeasureKind.REMINDER, null)))
                .isEqualTo(noReason());
        assertThat(given(TALK).decide(decision(SUPERVISOR, true, MeasureKind.REMINDER, REASON)))
                .isEqualTo(Decision.accept(
                        new MeasureDecided(ID, STREET, MeasureKind.REMINDER, REASON, "supervision-1", ON)));
        assertThat(given(TALK).decide(decision(SUPERVISOR, true, MeasureKind.COMMENDATION, REASON)))
                .isEqualTo(Decision.refuse(new KindOfAnotherSort(MeasureKind.TALK)));
        assertThat(given(TALK, DECIDED).decide(decision(SUPERVISOR, true, null, null)))
                .isEqualTo(Decision.refuse(new MeasureDecidedAlready(MeasureKind.TALK, ON)));
        assertThat(given().decide(decision(SUPERVISOR, true, null, null)))
                .isEqualTo(Decision.refuse(new MeasureUnknown()));
    }

    @Test
    void nobody_decides_on_their_own_unit_whatever_their_role() {
        assertThat(given(TALK).decide(decision(OF_STREET, true, null, null))).isEqualTo(ownUnit());
        assertThat(given(TALK).decide(decision(OWN_LEADER, true, null, null))).isEqualTo(ownUnit());
        assertThat(given(PRAISE).decide(decision(OWN_LEADER, true, null, null))).isEqualTo(ownUnit());
        assertThat(given(TALK, DECIDED).decide(service(OWN_LEADER, ON))).isEqualTo(ownUnit());
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(judgement(OWN_LEADER, false)))
                .isEqualTo(ownUnit());
        assertThat(given(TALK, DECIDED, SERVED).decide(close(OWN_LEADER, UNTIL.plusDays(1))))
                .isEqualTo(ownUnit());
        assertThat(given(TALK, DECIDED).decide(goodFaith(OWN_LEADER, null, REASON)))
                .isEqualTo(ownUnit());
    }

    @ParameterizedTest
    @CsvSource({
        "REMINDER, office supervision leader",
        "TALK, supervision leader",
        "CIRCULAR, supervision leader",
        "YELLOW_CARD, leader",
        "RED_CARD, leader",
        "ACCOUNTABILITY_CASE, leader",
        "COMMENDATION, supervision leader",
        "REWARD, leader"
    })
    void each_kind_is_decided_by_those_who_may(MeasureKind kind, String roles) {
        var proposal = proposed(kind, Ground.RATING, "system:test", TABLES);
        for (var role : Role.values()) {
            var decision = given(proposal).decide(decision(actor("x-1", role), true, null, null));
            if (List.of(roles.split(" ")).contains(role.claim()))
                assertThat(decision).isInstanceOf(Decision.Accepted.class);
            else assertThat(decision).isEqualTo(refusedTo(roles.split(" ")));
        }
    }

    @Test
    void another_kind_needs_the_role_of_both() {
        var reminder = proposed(MeasureKind.REMINDER, Ground.RATING, "system:test", TABLES);
        assertThat(given(reminder).decide(decision(OFFICE, true, MeasureKind.RED_CARD, REASON)))
                .isEqualTo(refusedTo("leader"));
        var grave = proposed(MeasureKind.ACCOUNTABILITY_CASE, Ground.RATING, "system:test", TABLES);
        assertThat(given(grave).decide(decision(OFFICE, true, MeasureKind.REMINDER, REASON)))
                .isEqualTo(refusedTo("leader"));
        assertThat(given(grave).decide(decision(OFFICE, false, null, REASON))).isEqualTo(refusedTo("leader"));
        assertThat(given(grave).decide(decision(LEADER, true, MeasureKind.YELLOW_CARD, REASON)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_decided_measure_is_served_once_and_not_before() {
        assertThat(given(TALK, DECIDED).decide(service(OFFICE, ON))).isEqualTo(Decision.accept(SERVED));
        assertThat(given(TALK).decide(service(OFFICE, ON))).isEqualTo(Decision.refuse(new NotDecidedYet()));
        assertThat(given(TALK, DECIDED, SERVED).decide(service(OFFICE, ON)))
                .isEqualTo(Decision.refuse(new ServedAlready(ON)));
        for (var wrong : List.of(ON.minusDays(1), ON.plusDays(1)))
            assertThat(given(TALK, DECIDED).decide(service(OFFICE, wrong)))
                    .isEqualTo(Decision.refuse(new ServedOutOfTime(ON, ON)));
        assertThat(given(TALK, DECIDED).decide(service(actor("e-1", Role.ENFORCEMENT), ON)))
                .isEqualTo(refusedTo("office", "supervision", "leader"));
    }

    @Test
    void the_street_answers_once_and_after_it_was_served() {
        var answered = new MeasureAnswered(ID, STREET, REASON, "street-14", ON);
        assertThat(given(TALK, DECIDED, SERVED).decide(answer(OF_STREET, REASON)))
                .isEqualTo(Decision.accept(answered));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(answer(OF_STREET, REASON)))
                .isEqualTo(Decision.accept(answered));
        assertThat(given(TALK, DECIDED, SERVED, answered).decide(answer(OF_STREET, REASON)))
                .isEqualTo(Decision.refuse(new AnsweredAlready()));
        assertThat(given(TALK, DECIDED).decide(answer(OF_STREET, REASON)))
                .isEqualTo(Decision.refuse(new NotServedYet()));
        assertThat(given(TALK, DECIDED, SERVED).decide(answer(OF_STREET, null))).isEqualTo(noReason());
        assertThat(given(TALK, DECIDED, SERVED).decide(answer(actor("s-13", Role.STREET, "110102013"), REASON)))
                .isEqualTo(Decision.refuse(new AnotherStreetsMeasure(STREET)));
        assertThat(given(TALK, DECIDED, SERVED).decide(answer(OFFICE, REASON))).isEqualTo(refusedTo("street"));
    }

    @Test
    void the_street_appeals_within_five_working_days_of_service_once_and_says_why() {
        assertThat(given(TALK, DECIDED, SERVED).decide(appeal(OF_STREET, ON, REASON)))
                .isEqualTo(Decision.accept(APPEALED));
        assertThat(given(TALK, DECIDED, SERVED).decide(appeal(OF_STREET, UNTIL, REASON)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(given(TALK, DECIDED, SERVED).decide(appeal(OF_STREET, UNTIL.plusDays(1), REASON)))
                .isEqualTo(Decision.refuse(new TooLateToAppeal(UNTIL)));
        assertThat(given(TALK, DECIDED, SERVED).decide(appeal(OF_STREET, ON, null)))
                .isEqualTo(noReason());
        assertThat(given(TALK, DECIDED).decide(appeal(OF_STREET, ON, REASON)))
                .isEqualTo(Decision.refuse(new NotServedYet()));
        for (var again :
                List.of(given(TALK, DECIDED, SERVED, APPEALED), given(TALK, DECIDED, SERVED, APPEALED, REJECTED)))
            assertThat(again.decide(appeal(OF_STREET, ON, REASON)))
                    .isEqualTo(Decision.refuse(new MeasureAppealedAlready()));
        assertThat(given(TALK, DECIDED, SERVED).decide(appeal(OFFICE, ON, REASON)))
                .isEqualTo(refusedTo("street"));
    }

    @Test
    void against_praise_nobody_appeals_and_it_is_closed_at_once() {
        var decided = new MeasureDecided(ID, STREET, MeasureKind.COMMENDATION, null, "leader-1", ON);
        var served = new MeasureServed(ID, STREET, null, ServiceManner.MEETING, ON, null, null, "office-1", ON);
        assertThat(given(PRAISE, decided)
                        .decide(new ServeMeasure(ID, null, ServiceManner.MEETING, ON, UNTIL, asked(OFFICE, ON, null))))
                .isEqualTo(Decision.accept(served));
        assertThat(given(PRAISE, decided, served).decide(appeal(OF_STREET, ON, REASON)))
                .isEqualTo(Decision.refuse(new NothingToAppeal(MeasureKind.COMMENDATION)));
        assertThat(given(PRAISE, decided, served).decide(close(OFFICE, ON)))
                .isEqualTo(Decision.accept(new MeasureClosed(ID, STREET, null, "office-1", ON)));
        assertThat(given(PRAISE, decided).decide(goodFaith(LEADER, null, REASON)))
                .isEqualTo(Decision.refuse(new NothingToForgive(MeasureKind.COMMENDATION)));
    }

    @Test
    void an_appeal_is_decided_by_somebody_else_than_who_decided_the_measure() {
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(judgement(SUPERVISOR, false)))
                .isEqualTo(Decision.refuse(new DecidedByYou()));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(judgement(OFFICE, false)))
                .isEqualTo(refusedTo("supervision", "leader"));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(judgement(LEADER, false)))
                .isEqualTo(Decision.accept(REJECTED));
        assertThat(given(TALK, DECIDED, SERVED).decide(judgement(LEADER, false)))
                .isEqualTo(Decision.refuse(new NotAppealed()));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED, REJECTED).state.stage())
                .isEqualTo(Stage.SERVED);
    }

    @Test
    void upheld_without_a_wrong_table_the_measure_is_reversed_at_once() {
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(judgement(LEADER, true)))
                .isEqualTo(Decision.accept(
                        new MeasureAppealDecided(ID, STREET, APPEAL, true, null, null, REASON, "leader-1", ON),
                        new MeasureReversed(ID, STREET, ReversalCause.APPEAL, null, REASON, "leader-1", ON)));
    }

    @Test
    void upheld_with_other_points_the_rating_comes_first_and_then_the_reversal() {
        var upheld = new MeasureAppealDecided(
                ID, STREET, APPEAL, true, Part.DEMOLISHED_AREA, new BigDecimal("30.00"), REASON, "leader-1", ON);
        var reversed = new MeasureReversed(ID, STREET, ReversalCause.APPEAL, 2, null, "system:test", ON);
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(correction("30", NOW)))
                .isEqualTo(Decision.accept(upheld));
        var reverse = new ReverseMeasure(ID, 2, asked(SYSTEM, ON, null));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED, upheld).decide(reverse))
                .isEqualTo(Decision.accept(reversed));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED, upheld, reversed).decide(reverse))
                .isEqualTo(Decision.accept());
        assertThat(given(TALK, DECIDED, SERVED, APPEALED, upheld).decide(withdraw(TABLES + 1)))
                .isEqualTo(Decision.accept());
    }

    @Test
    void points_are_corrected_only_where_there_are_some_and_to_what_the_part_can_have() {
        for (var wrong : new String[] {null, "-1", "35.01", "30.001"})
            assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(correction(wrong, NOW)))
                    .isEqualTo(Decision.refuse(new PointsOutOfRange(new BigDecimal("35.00"))));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(correction("14", NOW)))
                .isEqualTo(Decision.refuse(new PointsUnchanged(new BigDecimal("14.00"))));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED)
                        .decide(correction("14", new PartPoints(null, BigDecimal.ZERO))))
                .isEqualTo(Decision.refuse(new PartNotRated(Part.DEMOLISHED_AREA)));
        assertThat(given(proposedByHand("office-1"), DECIDED, SERVED, APPEALED).decide(correction("14", null)))
                .isEqualTo(Decision.refuse(new NoTableToCorrect()));
    }

    @Test
    void a_measure_is_closed_when_nothing_can_come_any_more() {
        assertThat(given(TALK, DECIDED, SERVED).decide(close(OFFICE, UNTIL)))
                .isEqualTo(Decision.refuse(new AppealStillPossible(UNTIL)));
        var closed = new MeasureClosed(ID, STREET, null, "office-1", UNTIL.plusDays(1));
        assertThat(given(TALK, DECIDED, SERVED).decide(close(OFFICE, UNTIL.plusDays(1))))
                .isEqualTo(Decision.accept(closed));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(close(OFFICE, UNTIL.plusDays(1))))
                .isEqualTo(Decision.refuse(new AppealPending()));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED, REJECTED).decide(close(OFFICE, ON)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(given(TALK, DECIDED).decide(close(OFFICE, ON))).isEqualTo(Decision.refuse(new NotServedYet()));
        var over = Decision.refuse(new MeasureOver(Stage.CLOSED));
        var after = given(TALK, DECIDED, SERVED, closed);
        for (var command : List.of(
                decision(SUPERVISOR, true, null, null),
                service(OFFICE, ON),
                answer(OF_STREET, REASON),
                appeal(OF_STREET, ON, REASON),
                judgement(LEADER, true),
                close(OFFICE, ON),
                goodFaith(LEADER, null, REASON),
                review(SUPERVISOR, true, REASON)))
            assertThat(after.decide(command)).isEqualTo(over);
        assertThat(after.decide(withdraw(TABLES + 1))).isEqualTo(Decision.accept());
    }

    @Test
    void an_error_made_in_good_faith_makes_a_measure_lighter_or_leaves_nothing_of_it() {
        var lighter = new GoodFaithErrorRecorded(ID, STREET, MeasureKind.REMINDER, REASON, "leader-1", ON);
        var nothing = new GoodFaithErrorRecorded(ID, STREET, null, REASON, "leader-1", ON);
        assertThat(given(TALK, DECIDED).decide(goodFaith(LEADER, MeasureKind.REMINDER, REASON)))
                .isEqualTo(Decision.accept(lighter));
        assertThat(((InForce) given(TALK, DECIDED, SERVED, lighter).state)
                        .course()
                        .kind())
                .isEqualTo(MeasureKind.REMINDER);
        assertThat(given(TALK, DECIDED, SERVED).decide(goodFaith(LEADER, null, REASON)))
                .isEqualTo(Decision.accept(
                        nothing,
                        new MeasureReversed(ID, STREET, ReversalCause.GOOD_FAITH, null, REASON, "leader-1", ON)));
        assertThat(given(TALK).decide(goodFaith(LEADER, MeasureKind.REMINDER, REASON)))
                .isEqualTo(Decision.accept(
                        lighter, new MeasureDecided(ID, STREET, MeasureKind.REMINDER, REASON, "leader-1", ON)));
        assertThat(given(TALK).decide(goodFaith(LEADER, null, REASON)))
                .isEqualTo(Decision.accept(
                        nothing, new MeasureDropped(ID, STREET, DropCause.GOOD_FAITH, 0, REASON, "leader-1", ON)));
        assertThat(given(TALK, DECIDED, lighter).decide(goodFaith(LEADER, null, REASON)))
                .isEqualTo(Decision.refuse(new GoodFaithRecordedAlready()));
    }

    @Test
    void good_faith_needs_a_leader_a_reason_and_a_lighter_kind() {
        assertThat(given(TALK, DECIDED).decide(goodFaith(SUPERVISOR, null, REASON)))
                .isEqualTo(refusedTo("leader"));
        assertThat(given(TALK, DECIDED).decide(goodFaith(LEADER, null, null))).isEqualTo(noReason());
        for (var heavier : List.of(MeasureKind.TALK, MeasureKind.RED_CARD, MeasureKind.COMMENDATION))
            assertThat(given(TALK, DECIDED).decide(goodFaith(LEADER, heavier, REASON)))
                    .isEqualTo(Decision.refuse(new NotLighter(MeasureKind.TALK)));
        assertThat(given(TALK, DECIDED, SERVED, APPEALED).decide(goodFaith(LEADER, null, REASON)))
                .isEqualTo(Decision.refuse(new AppealPending()));
    }

    private record Given(MeasureState state) {
        Decision decide(MeasureCommand command) {
            return MeasureDecider.decide(command, state);
        }
    }

    private static Given given(MeasureEvent... events) {
        MeasureState state = new Unknown();
        for (var event : events) state = state.evolve(event);
        return new Given(state);
    }

    private static Actor actor(String id, Role role, String... streets) {
        return new Actor(id, new Scope(role, Set.of(streets)));
    }

    private static Decision refusedTo(String... roles) {
        return Decision.refuse(new NotYourDecision(List.of(roles)));
    }

    private static Decision noReason() {
        return Decision.refuse(new MeasureReasonRequired());
    }

    private static Decision ownUnit() {
        return Decision.refuse(new OwnUnitsMeasure(STREET));
    }

    private static Asked asked(Actor by, LocalDate on, @Nullable UUID reason) {
        return new Asked(by, on, reason);
    }

    private static MeasureProposed proposed(MeasureKind kind, Ground ground, String by, long tables) {
        return new MeasureProposed(ID, STREET, kind, ground, "BOTTOM_TWO_TWICE", EVIDENCE, tables, null, by, ON);
    }

    private static MeasureProposed proposedByHand(String by) {
        return new MeasureProposed(
                ID, STREET, MeasureKind.TALK, Ground.FINDING, null, Evidence.byHand(null, APPEAL), 0, REASON, by, ON);
    }

    private static ProposeByRule byRule(Actor by, long tables) {
        return new ProposeByRule(
                ID, STREET, MeasureKind.TALK, "BOTTOM_TWO_TWICE", EVIDENCE, tables, asked(by, ON, null));
    }

    private static ProposeByHand byHand(Actor by, MeasureKind kind, @Nullable UUID reason) {
        return byHand(by, kind, reason, FOUND);
    }

    private static ProposeByHand byHand(@Nullable Found found) {
        return byHand(OFFICE, MeasureKind.TALK, REASON, found);
    }

    private static ProposeByHand byHand(Actor by, MeasureKind kind, @Nullable UUID reason, @Nullable Found found) {
        return new ProposeByHand(
                ID, STREET, kind, Ground.FINDING, null, Evidence.byHand(null, APPEAL), found, asked(by, ON, reason));
    }

    private static ProposeByFinding byFinding(Actor by, Evidence evidence) {
        return new ProposeByFinding(
                ID, STREET, MeasureKind.ACCOUNTABILITY_CASE, "FALSIFIED_RECORD", evidence, asked(by, ON, null));
    }

    private static Decision lacking(Shortcoming shortcoming) {
        return Decision.refuse(new FindingDoesNotCarry(Ground.FINDING, shortcoming));
    }

    private static WithdrawSupport withdraw(long tables) {
        return new WithdrawSupport(ID, tables, asked(SYSTEM, ON, null));
    }

    private static DecideMeasure decision(
            Actor by, boolean imposed, @Nullable MeasureKind kind, @Nullable UUID reason) {
        return new DecideMeasure(ID, imposed, kind, asked(by, ON, reason));
    }

    private static ServeMeasure service(Actor by, LocalDate servedOn) {
        return new ServeMeasure(ID, "street-14", ServiceManner.IN_PERSON, servedOn, UNTIL, asked(by, ON, null));
    }

    private static AnswerMeasure answer(Actor by, @Nullable UUID reason) {
        return new AnswerMeasure(ID, asked(by, ON, reason));
    }

    private static AppealMeasure appeal(Actor by, LocalDate on, @Nullable UUID reason) {
        return new AppealMeasure(ID, asked(by, on, reason));
    }

    private static DecideMeasureAppeal judgement(Actor by, boolean upheld) {
        return new DecideMeasureAppeal(ID, upheld, null, null, null, asked(by, ON, REASON));
    }

    private static DecideMeasureAppeal correction(@Nullable String points, @Nullable PartPoints now) {
        return new DecideMeasureAppeal(
                ID,
                true,
                Part.DEMOLISHED_AREA,
                points == null ? null : new BigDecimal(points),
                now,
                asked(LEADER, ON, REASON));
    }

    private static CloseMeasure close(Actor by, LocalDate on) {
        return new CloseMeasure(ID, asked(by, on, null));
    }

    private static RecordGoodFaith goodFaith(Actor by, @Nullable MeasureKind kind, @Nullable UUID reason) {
        return new RecordGoodFaith(ID, kind, asked(by, ON, reason));
    }

    private static ReviewMeasure review(Actor by, boolean stands, @Nullable UUID reason) {
        return new ReviewMeasure(ID, stands, asked(by, ON, reason));
    }
}
