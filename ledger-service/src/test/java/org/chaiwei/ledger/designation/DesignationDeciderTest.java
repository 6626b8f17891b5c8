package org.chaiwei.ledger.designation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.designation.DesignationCommand.ApplyForDesignation;
import org.chaiwei.ledger.designation.DesignationCommand.DesignatePlace;
import org.chaiwei.ledger.designation.DesignationCommand.Inside;
import org.chaiwei.ledger.designation.DesignationCommand.RecordInspection;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeByHand;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeForViolation;
import org.chaiwei.ledger.designation.DesignationCommand.StartDesignation;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationAlreadyStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationInvalid;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationNotReady;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationNotStarted;
import org.chaiwei.ledger.designation.DesignationRefusal.ViolationsOpenInside;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateInFuture;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.Test;

class DesignationDeciderTest {

    private static final Places PLACES = Places.published();
    private static final String DASHILAR = "110102013";
    private static final FreePlace PLACE = new FreePlace("COMPOUND", DASHILAR, "延寿小区");
    private static final UUID ID = PLACE.id();
    private static final UUID VIOLATION = UUID.randomUUID();
    private static final UUID REASON = UUID.randomUUID();
    private static final String PHOTO = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final LocalDate TODAY = LocalDate.of(2016, 8, 15);
    private static final Inside NOTHING = new Inside(0, List.of(), 7);
    private static final Scope STREET = new Scope(Role.STREET, Set.of(DASHILAR));
    private static final Scope OFFICE = new Scope(Role.OFFICE, Set.of());

    private final List<DesignationEvent> history = new ArrayList<>();

    @Test
    void a_place_is_started_applied_for_inspected_and_designated() {
        done(start(STREET), apply(STREET, "u-1", NOTHING), inspect("u-2", true), designate(NOTHING));
        assertThat(history.getFirst()).isEqualTo(new ViolationFreeStarted(ID, "COMPOUND", DASHILAR, "延寿小区", 1, TODAY));
        assertThat(history.getLast())
                .isEqualTo(new ViolationFreeDesignated(ID, "COMPOUND", DASHILAR, "延寿小区", 1, 7, TODAY));
    }

    @Test
    void nothing_can_be_applied_for_or_designated_while_an_entry_is_open_inside() {
        var one = new Inside(1, List.of("110102013-2013-00001"), 7);
        done(start(STREET));
        assertThat(refused(apply(STREET, "u-1", one)))
                .isEqualTo(new ViolationsOpenInside(1, List.of("110102013-2013-00001")));
        done(apply(STREET, "u-1", NOTHING), inspect("u-2", true));
        assertThat(refused(designate(one))).isInstanceOf(ViolationsOpenInside.class);
    }

    @Test
    void whoever_applied_can_t_inspect() {
        done(start(STREET), apply(STREET, "u-1", NOTHING));
        assertThat(refused(inspect("u-1", true))).isInstanceOf(AnotherPersonNeeded.class);
    }

    @Test
    void an_inspection_that_finds_something_leads_back_to_the_application() {
        done(start(STREET), apply(STREET, "u-1", NOTHING), inspect("u-2", false));
        assertThat(refused(designate(NOTHING))).isEqualTo(new DesignationNotReady("STARTED"));
        done(apply(STREET, "u-1", NOTHING));
    }

    @Test
    void steps_are_taken_in_their_order() {
        assertThat(refused(apply(STREET, "u-1", NOTHING))).isInstanceOf(DesignationNotStarted.class);
        done(start(STREET));
        assertThat(refused(start(STREET))).isEqualTo(new DesignationAlreadyStarted("STARTED"));
        assertThat(refused(inspect("u-2", true))).isEqualTo(new DesignationNotReady("STARTED"));
    }

    @Test
    void a_street_starts_in_its_own_ground_and_only_the_office_designates() {
        assertThat(refused(start(new Scope(Role.STREET, Set.of("110102010"))))).isInstanceOf(OutsideYourStreet.class);
        assertThat(refused(start(new Scope(Role.LEADER, Set.of())))).isInstanceOf(RoleMayNot.class);
        done(start(STREET), apply(STREET, "u-1", NOTHING), inspect("u-2", true));
        assertThat(refused(new DesignatePlace(ID, NOTHING, asked(STREET, TODAY, null))))
                .isInstanceOf(RoleMayNot.class);
    }

    @Test
    void a_place_that_no_list_could_hold_is_not_started() {
        var odd = new FreePlace("ALLEY", "110102999", "院内 13812345678");
        assertThat(refused(new StartDesignation(odd.id(), odd, asked(OFFICE, TODAY, null))))
                .isInstanceOfSatisfying(
                        DesignationInvalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(error -> error.code())
                                .containsExactly("personal-number", "street-unknown"));
    }

    @Test
    void days_are_held_as_for_entries() {
        assertThat(refused(new StartDesignation(ID, PLACE, asked(OFFICE, TODAY.plusDays(1), null))))
                .isInstanceOf(DateInFuture.class);
        assertThat(refused(new StartDesignation(ID, PLACE, asked(OFFICE, TODAY.minusDays(31), null))))
                .isInstanceOf(ReasonRequired.class);
        done(start(STREET));
        assertThat(refused(new ApplyForDesignation(ID, NOTHING, "u-1", asked(STREET, TODAY.minusDays(1), null))))
                .isInstanceOf(DateBeforeLastEvent.class);
    }

    @Test
    void what_stands_inside_revokes_it_once_and_only_the_run_it_was_found_in() {
        designated();
        var revoke = new RevokeForViolation(ID, 1, VIOLATION, true, asked(Scope.SYSTEM, TODAY, null));
        done(revoke);
        assertThat(history.getLast())
                .isEqualTo(new ViolationFreeRevoked(
                        ID, "COMPOUND", DASHILAR, "延寿小区", 1, "RELAPSE", VIOLATION, null, TODAY, TODAY));
        assertThat(decide(revoke)).isEqualTo(Decision.accept());
        designated();
        assertThat(decide(revoke)).isEqualTo(Decision.accept());
    }

    @Test
    void an_entry_that_is_dated_back_to_before_the_designation_takes_it_away_from_its_first_day() {
        designated();
        done(new RevokeForViolation(ID, 1, VIOLATION, false, asked(Scope.SYSTEM, TODAY.minusYears(1), null)));
        assertThat(history.getLast())
                .isEqualTo(new ViolationFreeRevoked(
                        ID, "COMPOUND", DASHILAR, "延寿小区", 1, "VIOLATION", VIOLATION, null, TODAY, TODAY));
    }

    @Test
    void the_office_revokes_it_by_hand_with_a_reason_and_it_may_be_started_anew() {
        designated();
        assertThat(refused(new RevokeByHand(ID, asked(OFFICE, TODAY, null)))).isInstanceOf(ReasonRequired.class);
        done(new RevokeByHand(ID, asked(OFFICE, TODAY, REASON)), start(STREET));
        assertThat(history.getLast()).isEqualTo(new ViolationFreeStarted(ID, "COMPOUND", DASHILAR, "延寿小区", 2, TODAY));
    }

    private void designated() {
        done(start(STREET), apply(STREET, "u-1", NOTHING), inspect("u-2", true), designate(NOTHING));
    }

    private void done(DesignationCommand... commands) {
        for (var command : commands)
            assertThat(decide(command))
                    .isInstanceOfSatisfying(Decision.Accepted.class, accepted -> history.addAll(accepted.events()));
    }

    private Refusal refused(DesignationCommand command) {
        return ((Decision.Refused) decide(command)).refusal();
    }

    private Decision decide(DesignationCommand command) {
        return DesignationDecider.decide(command, DesignationState.after(history), PLACES);
    }

    private static StartDesignation start(Scope by) {
        return new StartDesignation(ID, PLACE, asked(by, TODAY, null));
    }

    private static ApplyForDesignation apply(Scope by, String actor, Inside inside) {
        return new ApplyForDesignation(ID, inside, actor, asked(by, TODAY, null));
    }

    private static RecordInspection inspect(String actor, boolean passed) {
        return new RecordInspection(ID, passed, PHOTO, actor, asked(OFFICE, TODAY, null));
    }

    private static DesignatePlace designate(Inside inside) {
        return new DesignatePlace(ID, inside, asked(OFFICE, TODAY, null));
    }

    private static Asked asked(Scope by, LocalDate on, UUID reason) {
        return new Asked(by, on, TODAY, reason);
    }
}
