package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;
import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.PLACES;
import static org.chaiwei.ledger.violation.Examples.askedWithReason;
import static org.chaiwei.ledger.violation.Examples.correction;
import static org.chaiwei.ledger.violation.Examples.registered;
import static org.chaiwei.ledger.violation.Examples.registration;
import static org.chaiwei.ledger.violation.Story.accepted;
import static org.chaiwei.ledger.violation.Story.demolished;
import static org.chaiwei.ledger.violation.Story.failed;
import static org.chaiwei.ledger.violation.Story.id;
import static org.chaiwei.ledger.violation.Story.sealed;
import static org.chaiwei.ledger.violation.Story.sealingAccepted;
import static org.chaiwei.ledger.violation.Story.system;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostCaseFiling;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the demolition service's facts. The entry has 14.85 m², registered on the 1st of May. */
class DemolitionFactsTest {

    private static final LocalDate MAY_1 = LocalDate.of(2016, 5, 1);
    private static final LocalDate MAY_5 = LocalDate.of(2016, 5, 5);
    private static final LocalDate MAY_9 = LocalDate.of(2016, 5, 9);
    private static final LocalDate MAY_20 = LocalDate.of(2016, 5, 20);
    private static final Particulars ENTRY = registration().particulars();

    @Test
    void a_demolition_is_posted_and_lowers_what_remains_while_the_entry_stays_open() {
        assertThat(story().when(demolished(1, "4.85", MAY_9)))
                .isEqualTo(accept(
                        new DemolitionPosted(ID, ENTRY, m2("4.85"), false, MAY_9, id(1_001), m2("10.00"), id(1))));
        assertThat(story().then(demolished(1, "4.85", MAY_9)).state()).isInstanceOf(Open.class);
    }

    @Test
    void the_same_fact_again_changes_nothing_and_neither_does_the_same_demolition_under_another() {
        var story = story().then(demolished(1, "4.85", MAY_9));
        assertThat(story.when(demolished(1, "4.85", MAY_9))).isEqualTo(accept());
        assertThat(story.when(new PostDemolition(ID, id(7), id(1_001), m2("4.85"), system(MAY_9))))
                .isEqualTo(accept());
    }

    @Test
    void more_than_remains_is_not_posted_in_part_either() {
        assertThat(story().when(demolished(1, "14.86", MAY_9)))
                .isEqualTo(accept(new DemolitionNotPosted(
                        ID, ENTRY, id(1_001), m2("14.86"), m2("14.85"), "MORE_THAN_REMAINING", id(1), MAY_9)));
    }

    @Test
    void a_later_demolition_waits_behind_one_that_waits() {
        var story = story().then(demolished(1, "20.00", MAY_5));
        assertThat(story.when(demolished(2, "1.00", MAY_9)))
                .isEqualTo(accept(new DemolitionNotPosted(
                        ID, ENTRY, id(1_002), m2("1.00"), m2("14.85"), "MORE_THAN_REMAINING", id(2), MAY_9)));
    }

    @Test
    void a_correction_posts_what_it_makes_room_for_in_the_same_decision_and_no_sooner_than_there_was_room() {
        var story = story().then(demolished(1, "20.00", MAY_5)).then(corrected("25.00", MAY_9));
        assertThat(story.last(2)).containsExactly("ViolationCorrected", "DemolitionPosted");
        assertThat(story.history().getLast())
                .isEqualTo(new DemolitionPosted(ID, ENTRY, m2("20.00"), false, MAY_9, id(1_001), m2("5.00"), null));
    }

    @Test
    void a_demolition_of_before_the_correction_that_makes_room_for_it_is_posted_on_the_correction_s_day() {
        var story = story().then(corrected("25.00", MAY_9)).then(demolished(1, "20.00", MAY_5));
        assertThat(story.history().getLast())
                .isEqualTo(new DemolitionPosted(ID, ENTRY, m2("20.00"), false, MAY_9, id(1_001), m2("5.00"), id(1)));
    }

    @Test
    void an_entry_whose_whole_area_is_demolished_and_accepted_closes_by_itself() {
        var story = story().then(demolished(1, "14.85", MAY_9)).then(accepted(2, "14.85", MAY_20));
        assertThat(story.last(3)).containsExactly("DemolitionPosted", "AcceptancePosted", "LedgerClosed");
        assertThat(story.history().getLast())
                .isEqualTo(new LedgerClosed(ID, ENTRY, "DEMOLISHED", m2("14.85"), false, MAY_20));
        assertThat(story.state()).isInstanceOf(Closed.class);
        assertThat(story.when(accepted(2, "14.85", MAY_20))).isEqualTo(accept());
    }

    @Test
    void one_person_or_one_role_is_no_acceptance() {
        for (var signatures : List.of(
                List.of(new Signature("u-a", "acceptance"), new Signature("u-a", "office")),
                List.of(new Signature("u-a", "acceptance"), new Signature("u-b", "acceptance")),
                List.<Signature>of())) {
            var story = story().then(demolished(1, "14.85", MAY_9))
                    .then(new PostAcceptance(ID, id(2), m2("14.85"), false, signatures, system(MAY_20)));
            assertThat(story.history().getLast()).isInstanceOf(AcceptancePosted.class);
            assertThat(story.state()).isInstanceOf(Open.class);
        }
    }

    @Test
    void an_accepted_part_leaves_the_entry_open() {
        var story = story().then(demolished(1, "4.85", MAY_9)).then(accepted(2, "4.85", MAY_20));
        assertThat(story.history().getLast()).isInstanceOf(AcceptancePosted.class);
    }

    @Test
    void a_correction_to_what_was_demolished_and_accepted_closes_the_entry() {
        var story = story().then(demolished(1, "4.85", MAY_9))
                .then(accepted(2, "4.85", MAY_9))
                .then(corrected("4.85", MAY_20));
        assertThat(story.last(2)).containsExactly("ViolationCorrected", "LedgerClosed");
        assertThat(story.history().getLast().occurredOn()).isEqualTo(MAY_20);
    }

    @Test
    void an_acceptance_that_came_before_the_correction_completes_the_closing() {
        var story = story().then(demolished(1, "20.00", MAY_5))
                .then(accepted(2, "20.00", MAY_9))
                .then(corrected("20.00", MAY_9));
        assertThat(story.last(3)).containsExactly("ViolationCorrected", "DemolitionPosted", "LedgerClosed");
    }

    @Test
    void a_failed_acceptance_gives_back_what_was_posted_since_the_last_one_until_it_passes() {
        var story = story().then(demolished(1, "4.85", MAY_5))
                .then(accepted(2, "4.85", MAY_5))
                .then(demolished(3, "10.00", MAY_9))
                .then(failed(4, MAY_9));
        assertThat(story.history().getLast())
                .isEqualTo(new AcceptanceFailurePosted(
                        ID, ENTRY, m2("10.00"), m2("10.00"), false, "STILL_STANDING", id(4), MAY_9));
        story.then(accepted(5, "10.00", MAY_20));
        assertThat(story.last(3)).containsExactly("AcceptancePosted", "DemolitionPosted", "LedgerClosed");
        assertThat(story.history().get(story.history().size() - 2))
                .isEqualTo(new DemolitionPosted(ID, ENTRY, m2("10.00"), false, MAY_20, id(1_003), m2("0.00"), null));
    }

    @Test
    void what_passes_after_all_and_has_no_more_room_is_told_so() {
        var story = story().then(demolished(1, "14.85", MAY_5))
                .then(failed(2, MAY_9))
                .then(corrected("10.00", MAY_9))
                .then(accepted(3, "14.85", MAY_20));
        assertThat(story.last(2)).containsExactly("AcceptancePosted", "DemolitionNotPosted");
        assertThat(story.state()).isInstanceOf(Open.class);
        assertThat(story.then(corrected("14.85", MAY_20)).state()).isInstanceOf(Closed.class);
    }

    @Test
    void a_failure_with_nothing_posted_gives_nothing_back() {
        var story = story().then(demolished(1, "20.00", MAY_5)).then(failed(2, MAY_9));
        assertThat(((AcceptanceFailurePosted) story.history().getLast()).areaM2())
                .isEqualTo(m2("0.00"));
        assertThat(story.then(corrected("20.00", MAY_9)).last(1)).containsExactly("ViolationCorrected");
        assertThat(story.then(accepted(3, "20.00", MAY_20)).state()).isInstanceOf(Closed.class);
    }

    @Test
    void a_demolition_counts_where_the_entry_stands_now_and_not_before_it_stood_there() {
        var story = story().then(
                        new ReassignStreet(ID, Examples.TIANQIAO, null, null, null, askedWithReason(OFFICE, MAY_9)))
                .then(demolished(1, "4.85", MAY_5));
        var posted = (DemolitionPosted) story.history().getLast();
        assertThat(posted.entry().street()).isEqualTo(Examples.TIANQIAO);
        assertThat(posted.occurredOn()).isEqualTo(MAY_9);
    }

    @Test
    void a_sealed_wall_opening_closes_on_its_own_ground_with_the_area_that_still_stands() {
        var story = wallOpening().then(sealed(1, 2, MAY_9)).then(sealingAccepted(2, MAY_20));
        assertThat(story.history().getLast()).isInstanceOf(LedgerClosed.class);
        assertThat(((LedgerClosed) story.history().getLast()).ground()).isEqualTo("SEALED");
    }

    @Test
    void a_sealing_without_households_or_of_something_else_than_a_wall_opening_closes_nothing() {
        assertThat(wallOpening()
                        .then(sealed(1, 0, MAY_9))
                        .then(sealingAccepted(2, MAY_20))
                        .state())
                .isInstanceOf(Open.class);
        assertThat(story().then(sealed(1, 2, MAY_9))
                        .then(sealingAccepted(2, MAY_20))
                        .state())
                .isInstanceOf(Open.class);
    }

    @Test
    void a_demolition_of_a_closed_or_a_withdrawn_entry_is_not_posted() {
        var closed = story().then(demolished(1, "14.85", MAY_9)).then(accepted(2, "14.85", MAY_9));
        assertThat(closed.when(demolished(3, "2.00", MAY_20)))
                .isEqualTo(accept(new DemolitionNotPosted(
                        ID, ENTRY, id(1_003), m2("2.00"), m2("0.00"), "CLOSED", id(3), MAY_20)));
        var withdrawn = story().then(new WithdrawViolation(ID, askedWithReason(OFFICE, MAY_9)));
        assertThat(withdrawn.when(demolished(3, "2.00", MAY_20)))
                .isEqualTo(accept(new DemolitionNotPosted(
                        ID, ENTRY, id(1_003), m2("2.00"), m2("0.00"), "WITHDRAWN", id(3), MAY_20)));
    }

    @Test
    void a_demolition_that_came_while_the_entry_was_withdrawn_is_posted_when_it_is_registered_again() {
        var story = story().then(new WithdrawViolation(ID, askedWithReason(OFFICE, MAY_5)))
                .then(demolished(1, "2.00", MAY_5))
                .then(new RegisterViolation(ID, registration(), askedWithReason(OFFICE, MAY_9)));
        assertThat(story.last(2)).containsExactly("ViolationRegistered", "DemolitionPosted");
        assertThat(story.history().getLast().occurredOn()).isEqualTo(MAY_9);
        assertThat(story.when(demolished(1, "2.00", MAY_5))).isEqualTo(accept());
    }

    @Test
    void an_entry_of_which_the_demolition_service_has_told_can_t_be_taken_back() {
        var story = story().then(new PostCaseFiling(ID, id(1), "西拆案〔2016〕1号", "EXISTING", system(MAY_9)));
        assertThat(story.when(new WithdrawViolation(ID, askedWithReason(OFFICE, MAY_20))))
                .isEqualTo(refuse(new NotWithdrawable()));
    }

    @Test
    void a_fact_of_an_entry_that_was_never_registered_is_refused() {
        assertThat(Story.of().when(demolished(1, "2.00", MAY_5))).isEqualTo(refuse(new NotRegistered()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM", "PUBLIC"},
            mode = EnumSource.Mode.EXCLUDE)
    void no_person_can_say_that_they_are_the_demolition_service(Role role) {
        var asked = new Asked(new Scope(role, Set.of(Examples.DASHILAR)), MAY_9, Examples.TODAY, null);
        assertThat(ViolationDecider.decide(
                        new PostDemolition(ID, id(1), id(2), m2("1.00"), asked), story().state(), PLACES))
                .isEqualTo(refuse(new RoleMayNot(List.of("system"))));
    }

    private static Story story() {
        return Story.of(registered(MAY_1));
    }

    private static Story wallOpening() {
        var entry = new Registration(
                Examples.NUMBER,
                LedgerKind.WALL_OPENING,
                Examples.SITE,
                Use.COMMERCIAL,
                m2("14.85"),
                new Building(null, null, null),
                MAY_1,
                FoundBy.PATROL,
                Origin.EXISTING,
                Set.of(),
                2,
                null,
                null);
        return Story.of().then(new RegisterViolation(ID, entry, askedWithReason(OFFICE, MAY_1)));
    }

    private static CorrectViolation corrected(String areaM2, LocalDate on) {
        return new CorrectViolation(ID, correction().area(areaM2).build(), askedWithReason(OFFICE, on));
    }

    private static BigDecimal m2(String m2) {
        return new BigDecimal(m2);
    }
}
