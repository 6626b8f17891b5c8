package org.chaiwei.accountability.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.rating.RatingsOfTests.DASHILAR;
import static org.chaiwei.accountability.rating.RatingsOfTests.FORMULA;
import static org.chaiwei.accountability.rating.RatingsOfTests.TIANQIAO;
import static org.chaiwei.accountability.rating.RatingsOfTests.may;
import static org.chaiwei.accountability.rating.RatingsOfTests.of;
import static org.chaiwei.accountability.rating.RatingsOfTests.street;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.rating.RatingCommand.Asked;
import org.chaiwei.accountability.rating.RatingCommand.CorrectPoints;
import org.chaiwei.accountability.rating.RatingCommand.DecideAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FileAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FreezeMonth;
import org.chaiwei.accountability.rating.RatingEvent.AppealFiled;
import org.chaiwei.accountability.rating.RatingEvent.AppealRejected;
import org.chaiwei.accountability.rating.RatingEvent.AppealUpheld;
import org.chaiwei.accountability.rating.RatingEvent.RatingFrozen;
import org.chaiwei.accountability.rating.RatingEvent.RatingReversed;
import org.chaiwei.accountability.rating.RatingRefusal.AlreadyFrozen;
import org.chaiwei.accountability.rating.RatingRefusal.AppealDecided;
import org.chaiwei.accountability.rating.RatingRefusal.AppealForAnotherStreet;
import org.chaiwei.accountability.rating.RatingRefusal.AppealReasonRequired;
import org.chaiwei.accountability.rating.RatingRefusal.AppealTooLate;
import org.chaiwei.accountability.rating.RatingRefusal.AppealUnknown;
import org.chaiwei.accountability.rating.RatingRefusal.AppealedAlready;
import org.chaiwei.accountability.rating.RatingRefusal.FiledByYou;
import org.chaiwei.accountability.rating.RatingRefusal.MonthNotOver;
import org.chaiwei.accountability.rating.RatingRefusal.NoDividedTarget;
import org.chaiwei.accountability.rating.RatingRefusal.NotFrozen;
import org.chaiwei.accountability.rating.RatingRefusal.NotYourDecision;
import org.chaiwei.accountability.rating.RatingRefusal.OwnUnit;
import org.chaiwei.accountability.rating.RatingRefusal.PartNotRated;
import org.chaiwei.accountability.rating.RatingRefusal.PointsOutOfRange;
import org.chaiwei.accountability.rating.RatingRefusal.PointsUnchanged;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.rating.RatingState.Unfrozen;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatingDeciderTest {

    private static final String MAY = "2016-05";
    private static final UUID ID = RatingId.of(YearMonth.parse(MAY));
    private static final LocalDate FROZEN_ON = LocalDate.of(2016, 6, 1);
    private static final LocalDate UNTIL = LocalDate.of(2016, 6, 8);
    private static final UUID REASON = UUID.randomUUID();
    private static final UUID APPEAL = RatingId.ofAppeal(YearMonth.parse(MAY), TIANQIAO, Part.DEMOLISHED_AREA);

    private static final RatingInputs INPUTS =
            may(street(DASHILAR).year("250.00", 0, 0), street(TIANQIAO).year("200.00", 0, 0));

    private static final Actor OFFICE = actor("office-1", Role.OFFICE);
    private static final Actor TIANQIAO_OFFICIAL = actor("street-14", Role.STREET, TIANQIAO);
    private static final Actor SUPERVISOR = actor("supervision-1", Role.SUPERVISION);

    private static final RatingFrozen FROZEN = new RatingFrozen(
            ID,
            MAY,
            1,
            UNTIL,
            INPUTS,
            Rating.of(FORMULA, INPUTS).table(),
            RatingHash.of(1, INPUTS, List.of()),
            FROZEN_ON);

    private static final AppealFiled FILED =
            new AppealFiled(ID, MAY, APPEAL, TIANQIAO, Part.DEMOLISHED_AREA, REASON, "street-14", UNTIL);

    @Test
    void a_month_that_is_over_is_frozen_with_its_inputs_its_table_and_its_hash() {
        assertThat(given().decide(freeze(OFFICE, FROZEN_ON, INPUTS))).isEqualTo(Decision.accept(FROZEN));
        assertThat(FROZEN.table()).extracting(Rated::street).containsExactly(DASHILAR, TIANQIAO);
        assertThat(FROZEN.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_month_is_not_frozen_before_it_is_over_nor_without_a_target_nor_by_a_street() {
        assertThat(given().decide(freeze(OFFICE, LocalDate.of(2016, 5, 31), INPUTS)))
                .isEqualTo(Decision.refuse(new MonthNotOver(MAY, FROZEN_ON)));
        var without = new RatingInputs(MAY, INPUTS.from(), INPUTS.to(), INPUTS.known(), null, null, INPUTS.streets());
        assertThat(given().decide(freeze(OFFICE, FROZEN_ON, without)))
                .isEqualTo(Decision.refuse(new NoDividedTarget(2016)));
        assertThat(given().decide(freeze(TIANQIAO_OFFICIAL, FROZEN_ON, INPUTS)))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("office"))));
    }

    @Test
    void a_month_is_frozen_once_however_often_the_service_tries() {
        var other = may(street(DASHILAR).year("999.00", 0, 0));
        assertThat(given(FROZEN).decide(freeze(Actor.system("test"), FROZEN_ON, other)))
                .isEqualTo(Decision.accept());
        assertThat(given(FROZEN).decide(freeze(OFFICE, FROZEN_ON, other)))
                .isEqualTo(Decision.refuse(new AlreadyFrozen(MAY, FROZEN_ON, 1)));
    }

    @Test
    void a_street_appeals_against_its_own_points_within_five_working_days_and_says_why() {
        assertThat(given(FROZEN).decide(appeal(TIANQIAO_OFFICIAL, UNTIL, Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.accept(FILED));
        assertThat(given().decide(appeal(TIANQIAO_OFFICIAL, UNTIL, Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.refuse(new NotFrozen(MAY)));
        assertThat(given(FROZEN).decide(appeal(TIANQIAO_OFFICIAL, UNTIL.plusDays(1), Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.refuse(new AppealTooLate(UNTIL)));
        assertThat(given(FROZEN).decide(appeal(TIANQIAO_OFFICIAL, UNTIL, Part.DEMOLISHED_AREA, null)))
                .isEqualTo(Decision.refuse(new AppealReasonRequired()));
        assertThat(given(FROZEN)
                        .decide(appeal(actor("street-13", Role.STREET, DASHILAR), UNTIL, Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.refuse(new AppealForAnotherStreet(TIANQIAO)));
        assertThat(given(FROZEN).decide(appeal(OFFICE, UNTIL, Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("street"))));
    }

    @Test
    void a_part_is_appealed_against_once_and_only_where_it_has_points() {
        assertThat(given(FROZEN, FILED).decide(appeal(TIANQIAO_OFFICIAL, UNTIL, Part.DEMOLISHED_AREA, REASON)))
                .isEqualTo(Decision.refuse(new AppealedAlready(Part.DEMOLISHED_AREA, APPEAL)));
        assertThat(given(FROZEN).decide(appeal(TIANQIAO_OFFICIAL, UNTIL, Part.PUBLIC_REPORTS, REASON)))
                .isEqualTo(Decision.refuse(new PartNotRated(Part.PUBLIC_REPORTS)));
    }

    @Test
    void an_upheld_appeal_makes_a_second_table_beside_the_first() {
        var on = LocalDate.of(2016, 6, 20);
        var points = new BigDecimal("30.00");
        var corrections = List.of(new Correction(TIANQIAO, Part.DEMOLISHED_AREA, points));
        var upheld =
                new AppealUpheld(ID, MAY, APPEAL, TIANQIAO, Part.DEMOLISHED_AREA, points, REASON, "supervision-1", on);
        var reversed = new RatingReversed(
                ID,
                MAY,
                2,
                APPEAL,
                TIANQIAO,
                Part.DEMOLISHED_AREA,
                new BigDecimal("14.00"),
                points,
                Rating.corrected(FROZEN.table(), corrections.getFirst()),
                RatingHash.of(1, INPUTS, corrections),
                on);
        assertThat(given(FROZEN, FILED).decide(decision(SUPERVISOR, on, true, "30")))
                .isEqualTo(Decision.accept(upheld, reversed));
        var state = (Frozen) given(FROZEN, FILED, upheld, reversed).state;
        assertThat(state.versions()).hasSize(2);
        assertThat(state.versions().getFirst().table()).isEqualTo(FROZEN.table());
        assertThat(of(TIANQIAO, state.latest().table()).rank()).isEqualTo(1);
        assertThat(state.corrections(1)).isEmpty();
        assertThat(state.corrections(2)).isEqualTo(corrections);
        assertThat(given(FROZEN, FILED, upheld, reversed).decide(decision(SUPERVISOR, on, false, null)))
                .isEqualTo(Decision.refuse(new AppealDecided(true)));
    }

    @Test
    void an_appeal_upheld_against_a_measure_makes_a_further_table_too_and_only_one() {
        var appeal = UUID.randomUUID();
        var points = new BigDecimal("30.00");
        var correction = new Correction(TIANQIAO, Part.DEMOLISHED_AREA, points);
        var reversed = new RatingReversed(
                ID,
                MAY,
                2,
                appeal,
                TIANQIAO,
                Part.DEMOLISHED_AREA,
                new BigDecimal("14.00"),
                points,
                Rating.corrected(FROZEN.table(), correction),
                RatingHash.of(1, INPUTS, List.of(correction)),
                UNTIL);
        assertThat(given(FROZEN).decide(correct(Actor.system("test"), appeal, "30")))
                .isEqualTo(Decision.accept(reversed));
        assertThat(given(FROZEN, reversed).decide(correct(Actor.system("test"), appeal, "30")))
                .isEqualTo(Decision.accept());
        // Another appeal has come to the same meanwhile.
        assertThat(given(FROZEN, reversed).decide(correct(Actor.system("test"), UUID.randomUUID(), "30")))
                .isEqualTo(Decision.accept());
        assertThat(given(FROZEN).decide(correct(SUPERVISOR, appeal, "30")))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("system"))));
        assertThat(given().decide(correct(Actor.system("test"), appeal, "30")))
                .isEqualTo(Decision.refuse(new NotFrozen(MAY)));
        assertThat(given(FROZEN).decide(correct(Actor.system("test"), appeal, "36")))
                .isEqualTo(Decision.refuse(new PointsOutOfRange(new BigDecimal("35.00"))));
    }

    @Test
    void a_rejected_appeal_changes_no_table() {
        var on = LocalDate.of(2016, 6, 20);
        var rejected = new AppealRejected(ID, MAY, APPEAL, TIANQIAO, Part.DEMOLISHED_AREA, REASON, "supervision-1", on);
        assertThat(given(FROZEN, FILED).decide(decision(SUPERVISOR, on, false, null)))
                .isEqualTo(Decision.accept(rejected));
        assertThat(((Frozen) given(FROZEN, FILED, rejected).state).versions()).hasSize(1);
    }

    @Test
    void nobody_decides_on_their_own_unit_nor_on_what_they_have_filed_nor_without_the_right() {
        assertThat(given(FROZEN, FILED).decide(decision(TIANQIAO_OFFICIAL, UNTIL, true, "30")))
                .isEqualTo(Decision.refuse(new OwnUnit(TIANQIAO)));
        assertThat(given(FROZEN, FILED).decide(decision(actor("leader-1", Role.LEADER, TIANQIAO), UNTIL, true, "30")))
                .isEqualTo(Decision.refuse(new OwnUnit(TIANQIAO)));
        assertThat(given(FROZEN, FILED).decide(decision(actor("street-14", Role.LEADER), UNTIL, true, "30")))
                .isEqualTo(Decision.refuse(new FiledByYou()));
        assertThat(given(FROZEN, FILED).decide(decision(OFFICE, UNTIL, true, "30")))
                .isEqualTo(Decision.refuse(new NotYourDecision(List.of("supervision", "leader"))));
        assertThat(given(FROZEN).decide(decision(SUPERVISOR, UNTIL, true, "30")))
                .isEqualTo(Decision.refuse(new AppealUnknown()));
    }

    @Test
    void an_appeal_is_upheld_with_points_that_the_part_can_have_and_does_not_have() {
        for (var wrong : new String[] {null, "-1", "35.01", "30.001"})
            assertThat(given(FROZEN, FILED).decide(decision(SUPERVISOR, UNTIL, true, wrong)))
                    .isEqualTo(Decision.refuse(new PointsOutOfRange(new BigDecimal("35.00"))));
        assertThat(given(FROZEN, FILED).decide(decision(SUPERVISOR, UNTIL, true, "14")))
                .isEqualTo(Decision.refuse(new PointsUnchanged(new BigDecimal("14.00"))));
    }

    private record Given(RatingState state) {
        Decision decide(RatingCommand command) {
            return RatingDecider.decide(command, state);
        }
    }

    private static Given given(RatingEvent... events) {
        RatingState state = new Unfrozen();
        for (var event : events) state = state.evolve(event);
        return new Given(state);
    }

    private static Actor actor(String id, Role role, String... streets) {
        return new Actor(id, new Scope(role, Set.of(streets)));
    }

    private static FreezeMonth freeze(Actor by, LocalDate on, RatingInputs inputs) {
        return new FreezeMonth(ID, MAY, FORMULA, inputs, UNTIL, new Asked(by, on, null));
    }

    private static FileAppeal appeal(Actor by, LocalDate on, Part part, @Nullable UUID reason) {
        return new FileAppeal(ID, MAY, APPEAL, TIANQIAO, part, new Asked(by, on, reason));
    }

    private static CorrectPoints correct(Actor by, UUID appeal, String points) {
        return new CorrectPoints(
                ID, MAY, appeal, TIANQIAO, Part.DEMOLISHED_AREA, new BigDecimal(points), new Asked(by, UNTIL, null));
    }

    private static DecideAppeal decision(Actor by, LocalDate on, boolean upheld, @Nullable String points) {
        return new DecideAppeal(
                ID, MAY, APPEAL, upheld, points == null ? null : new BigDecimal(points), new Asked(by, on, REASON));
    }
}
