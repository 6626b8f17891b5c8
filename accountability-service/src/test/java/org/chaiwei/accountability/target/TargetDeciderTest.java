package org.chaiwei.accountability.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.accountability.target.TargetCommand.Asked;
import org.chaiwei.accountability.target.TargetCommand.RecordDecision;
import org.chaiwei.accountability.target.TargetCommand.ReviseTarget;
import org.chaiwei.accountability.target.TargetCommand.SetStreetParts;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.accountability.target.TargetEvent.Part;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.chaiwei.accountability.target.TargetRefusal.BeforeLastRevision;
import org.chaiwei.accountability.target.TargetRefusal.DecidedSo;
import org.chaiwei.accountability.target.TargetRefusal.NotForDecision;
import org.chaiwei.accountability.target.TargetRefusal.NotYourDecision;
import org.chaiwei.accountability.target.TargetRefusal.NothingRemained;
import org.chaiwei.accountability.target.TargetRefusal.NothingToRevise;
import org.chaiwei.accountability.target.TargetRefusal.TargetAlreadySet;
import org.chaiwei.accountability.target.TargetRefusal.TargetInvalid;
import org.chaiwei.accountability.target.TargetRefusal.TargetReasonRequired;
import org.chaiwei.accountability.target.TargetRefusal.TargetUnknown;
import org.chaiwei.accountability.target.TargetState.Unset;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;

class TargetDeciderTest {

    private static final LocalDate TODAY = LocalDate.of(2016, 5, 3);
    private static final LocalDate FROM = LocalDate.of(2016, 1, 1);
    private static final LocalDate DUE = LocalDate.of(2016, 12, 31);
    private static final UUID ID = TargetId.of("T-2016");
    private static final UUID REASON = UUID.randomUUID();

    private static final Goal AREA = goal("demolishedAreaM2", ">", "80000.00", "努力完成");
    private static final Goal SHARE = new Goal(
            "销账70%",
            "PLAN",
            null,
            "closedShare",
            ">=",
            new BigDecimal("0.7"),
            List.of(),
            null,
            DUE,
            List.of("FIRE_LANE"),
            null,
            true,
            "力争基本完成",
            null);

    private static final TargetEvent AREA_SET = new TargetSet(ID, "T-2016", AREA, FROM, TODAY);
    private static final TargetEvent SHARE_SET = new TargetSet(ID, "T-2016", SHARE, FROM, TODAY);

    @Test
    void the_plan_s_target_is_set_once_however_often_the_service_starts() {
        var set = new SetTarget(ID, "T-2016", AREA, FROM, by(Role.SYSTEM));
        assertThat(given().decide(set)).isEqualTo(Decision.accept(AREA_SET));
        assertThat(given(AREA_SET).decide(set)).isEqualTo(Decision.accept());
    }

    @Test
    void a_quota_from_above_is_set_by_the_office_and_not_twice() {
        var quota = new SetTarget(TargetId.of("Q-1"), "Q-1", quota(AREA), FROM, by(Role.OFFICE));
        assertThat(given().decide(quota)).isInstanceOf(Decision.Accepted.class);
        assertThat(given(new TargetSet(TargetId.of("Q-1"), "Q-1", quota(AREA), FROM, TODAY))
                        .decide(quota))
                .isEqualTo(Decision.refuse(new TargetAlreadySet("Q-1")));
        assertThat(given().decide(new SetTarget(TargetId.of("Q-1"), "Q-1", quota(AREA), FROM, by(Role.LEADER))))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("office"))));
    }

    @Test
    void a_target_that_nothing_could_meet_is_refused_field_by_field() {
        var wrong = new Goal(
                "x",
                "PLAN",
                null,
                "closedShare",
                "<",
                new BigDecimal("1.5"),
                List.of(),
                DUE,
                FROM,
                List.of("a,b}"),
                null,
                false,
                null,
                null);
        var refused = (Decision.Refused) given().decide(new SetTarget(ID, "t 1", wrong, FROM, by(Role.OFFICE)));
        assertThat(((TargetInvalid) refused.refusal()).errors())
                .extracting(error -> error.field() + " " + error.code())
                .containsExactly(
                        "id target-code",
                        "operator not-one-of",
                        "due below-its-start",
                        "anyTag malformed",
                        "value not-a-value-of",
                        "source not-one-of");
    }

    @Test
    void a_revision_needs_a_reason_and_never_lies_before_the_last() {
        var later = LocalDate.of(2016, 7, 1);
        var revised = new TargetRevised(ID, "T-2016", 2, new BigDecimal("90000.00"), DUE, later, REASON, TODAY);
        assertThat(given(AREA_SET).decide(revise("90000.00", later, Role.OFFICE)))
                .isEqualTo(Decision.accept(revised));
        assertThat(given(AREA_SET)
                        .decide(new ReviseTarget(ID, BigDecimal.TEN, null, later, new Asked(Role.OFFICE, TODAY, null))))
                .isEqualTo(Decision.refuse(new TargetReasonRequired()));
        assertThat(given(AREA_SET, revised).decide(revise("95000.00", TODAY, Role.OFFICE)))
                .isEqualTo(Decision.refuse(new BeforeLastRevision(later)));
        assertThat(given(AREA_SET).decide(revise("80000", later, Role.OFFICE)))
                .isEqualTo(Decision.refuse(new NothingToRevise()));
        assertThat(given().decide(revise("90000.00", later, Role.OFFICE)))
                .isEqualTo(Decision.refuse(new TargetUnknown()));
        assertThat(given(AREA_SET).decide(revise("90000.00", later, Role.STREET)))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("office"))));
    }

    @Test
    void a_target_is_divided_by_what_remained_and_the_same_division_changes_nothing() {
        var parts = parts(1, "60000.00", "20000.00");
        assertThat(given(AREA_SET).decide(divide("300.00", "100.00"))).isEqualTo(Decision.accept(parts));
        assertThat(given(AREA_SET, parts).decide(divide("300.00", "100.00"))).isEqualTo(Decision.accept());
        assertThat(given(SHARE_SET).decide(divide("300.00", "100.00"))).isEqualTo(Decision.accept());
        assertThat(given(AREA_SET).decide(divide("0.00", "-3.00")))
                .isEqualTo(Decision.refuse(new NothingRemained(LocalDate.of(2015, 12, 31))));
    }

    @Test
    void a_new_value_is_divided_as_the_old_one_was_whatever_the_ledger_says_by_now() {
        assertThat(given(AREA_SET, parts(1, "60000.00", "20000.00")).decide(revise("100000.00", TODAY, Role.OFFICE)))
                .isEqualTo(Decision.accept(
                        new TargetRevised(ID, "T-2016", 2, new BigDecimal("100000.00"), DUE, TODAY, REASON, TODAY),
                        parts(2, "75000.00", "25000.00")));
    }

    @Test
    void only_a_leader_decides_and_only_where_the_wording_leaves_it_to_a_person() {
        var met = new TargetDecisionRecorded(ID, "T-2016", 1, true, REASON, TODAY);
        assertThat(given(SHARE_SET).decide(new RecordDecision(ID, true, by(Role.LEADER))))
                .isEqualTo(Decision.accept(met));
        assertThat(given(SHARE_SET, met).decide(new RecordDecision(ID, true, by(Role.LEADER))))
                .isEqualTo(Decision.refuse(new DecidedSo()));
        assertThat(given(SHARE_SET, met).decide(new RecordDecision(ID, false, by(Role.LEADER))))
                .isEqualTo(Decision.accept(new TargetDecisionRecorded(ID, "T-2016", 1, false, REASON, TODAY)));
        assertThat(given(SHARE_SET).decide(new RecordDecision(ID, true, by(Role.OFFICE))))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("leader"))));
        assertThat(given(AREA_SET).decide(new RecordDecision(ID, true, by(Role.LEADER))))
                .isEqualTo(Decision.refuse(new NotForDecision("努力完成")));
        assertThat(given(SHARE_SET).decide(new RecordDecision(ID, true, new Asked(Role.LEADER, TODAY, null))))
                .isEqualTo(Decision.refuse(new TargetReasonRequired()));
    }

    private record Given(TargetState state) {
        Decision decide(TargetCommand command) {
            return TargetDecider.decide(command, state);
        }
    }

    private static Given given(TargetEvent... events) {
        TargetState state = new Unset();
        for (var event : events) state = state.evolve(event);
        return new Given(state);
    }

    private static Asked by(Role role) {
        return new Asked(role, TODAY, REASON);
    }

    private static ReviseTarget revise(String value, LocalDate from, Role role) {
        return new ReviseTarget(ID, new BigDecimal(value), null, from, by(role));
    }

    private static SetStreetParts divide(String first, String second) {
        return new SetStreetParts(
                ID,
                LocalDate.of(2015, 12, 31),
                42,
                new TreeMap<>(Map.of("110102001", new BigDecimal(first), "110102003", new BigDecimal(second))),
                by(Role.OFFICE));
    }

    private static StreetPartsSet parts(int revision, String first, String second) {
        return new StreetPartsSet(
                ID,
                "T-2016",
                revision,
                LocalDate.of(2015, 12, 31),
                42,
                List.of(
                        new Part("110102001", new BigDecimal("300.00"), new BigDecimal(first)),
                        new Part("110102003", new BigDecimal("100.00"), new BigDecimal(second))),
                TODAY);
    }

    private static Goal goal(String metric, String operator, String value, String wording) {
        return new Goal(
                "2016年拆违面积超过8万平方米",
                "PLAN",
                null,
                metric,
                operator,
                new BigDecimal(value),
                List.of(),
                FROM,
                DUE,
                List.of(),
                null,
                false,
                wording,
                null);
    }

    private static Goal quota(Goal goal) {
        return new Goal(
                goal.name(),
                "CITY",
                "京拆〔2016〕1号",
                goal.metric(),
                goal.operator(),
                goal.value(),
                List.of(),
                goal.from(),
                goal.due(),
                List.of(),
                null,
                false,
                null,
                null);
    }
}
