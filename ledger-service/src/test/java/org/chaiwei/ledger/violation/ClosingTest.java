package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;
import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.REASON;
import static org.chaiwei.ledger.violation.Examples.STREET;
import static org.chaiwei.ledger.violation.Examples.asked;
import static org.chaiwei.ledger.violation.Examples.askedWithReason;
import static org.chaiwei.ledger.violation.Examples.correction;
import static org.chaiwei.ledger.violation.Examples.registered;
import static org.chaiwei.ledger.violation.Examples.registration;
import static org.chaiwei.ledger.violation.Story.accepted;
import static org.chaiwei.ledger.violation.Story.demolished;
import static org.chaiwei.ledger.violation.Story.failed;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.violation.ClosingGate.Missing;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.Duplicated;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AnotherPersonNeeded;
import org.chaiwei.ledger.violation.ViolationRefusal.ClosingNotReady;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforePosting;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NotClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationAlreadyRequested;
import org.chaiwei.ledger.violation.ViolationRefusal.RevocationNotRequested;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.platform.problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate of each ground, and how a closing is taken back. */
class ClosingTest {

    private static final LocalDate MAY_1 = LocalDate.of(2016, 5, 1);
    private static final LocalDate MAY_5 = LocalDate.of(2016, 5, 5);
    private static final LocalDate MAY_9 = LocalDate.of(2016, 5, 9);
    private static final LocalDate MAY_20 = LocalDate.of(2016, 5, 20);
    private static final Particulars ENTRY = registration().particulars();
    private static final UUID OTHER = ViolationId.of("110102013-2016-00002");

    @Nested
    class ByGround {

        @Test
        void what_is_not_demolished_and_not_accepted_is_named_with_who_can_supply_it() {
            assertThat(missing(Ground.DEMOLISHED, ClosingBasis.NONE))
                    .containsExactly(Missing.AREA_DEMOLISHED, Missing.ACCEPTANCE);
            assertThat(missing(story().then(demolished(1, "14.85", MAY_9)), Ground.DEMOLISHED, ClosingBasis.NONE))
                    .containsExactly(Missing.ACCEPTANCE);
            assertThat(missing(
                            story().then(demolished(1, "4.85", MAY_9)).then(accepted(2, "4.85", MAY_9)),
                            Ground.DEMOLISHED,
                            ClosingBasis.NONE))
                    .containsExactly(Missing.AREA_DEMOLISHED);
            var refusal = ClosingNotReady.of(Ground.DEMOLISHED, List.of(Missing.ACCEPTANCE));
            assertThat(refusal.missing())
                    .containsExactly(new ClosingNotReady.Supply(
                            "missing-acceptance", "acceptance", List.of("acceptance", "office")));
        }

        @Test
        void a_wall_that_is_not_sealed_or_no_wall_opening_at_all_is_named() {
            assertThat(missing(Ground.SEALED, ClosingBasis.NONE)).containsExactly(Missing.WALL_OPENING);
        }

        @Test
        void a_permit_granted_afterwards_is_named_by_number_and_date() {
            assertThat(missing(Ground.RECTIFIED, ClosingBasis.NONE))
                    .containsExactly(Missing.PERMIT_NUMBER, Missing.PERMIT_DATE);
            var basis = new ClosingBasis("规建字〔2016〕7号", MAY_9, null, null, null, null, null);
            assertThat(story().when(close(Ground.RECTIFIED, basis, null)))
                    .isEqualTo(accept(new LedgerClosed(ID, ENTRY, "RECTIFIED", m2("14.85"), false, MAY_20, basis)));
        }

        @Test
        void what_is_found_lawful_needs_a_reason_and_a_second_person() {
            var asked = asked(OFFICE, MAY_20);
            assertThat(story().when(new CloseLedger(ID, Ground.DISMISSED, ClosingBasis.NONE, null, "u-o", asked)))
                    .isEqualTo(refuse(ClosingNotReady.of(Ground.DISMISSED, List.of(Missing.REASON, Missing.REVIEWER))));
            assertThat(missing(Ground.DISMISSED, reviewedBy("u-o"))).containsExactly(Missing.SECOND_PERSON);
            assertThat(story().when(close(Ground.DISMISSED, reviewedBy("u-legal"), null)))
                    .isEqualTo(accept(new LedgerClosed(
                            ID, ENTRY, "DISMISSED", m2("14.85"), false, MAY_20, reviewedBy("u-legal"))));
        }

        @ParameterizedTest
        @EnumSource(Duplicated.class)
        void a_duplicate_names_an_entry_that_is_on_the_ledger_and_not_its_own_duplicate(Duplicated duplicated) {
            var decision = story().when(close(Ground.DUPLICATE, duplicateOf(OTHER), duplicated));
            switch (duplicated) {
                case ON_THE_LEDGER ->
                    assertThat(decision)
                            .isEqualTo(accept(new LedgerClosed(
                                    ID, ENTRY, "DUPLICATE", m2("14.85"), false, MAY_20, duplicateOf(OTHER))));
                case NOT_ON_THE_LEDGER ->
                    assertThat(decision)
                            .isEqualTo(refuse(
                                    ClosingNotReady.of(Ground.DUPLICATE, List.of(Missing.DUPLICATE_ON_THE_LEDGER))));
                case DUPLICATE_OF_THIS ->
                    assertThat(decision)
                            .isEqualTo(refuse(
                                    ClosingNotReady.of(Ground.DUPLICATE, List.of(Missing.DUPLICATE_OF_ANOTHER))));
            }
        }

        @Test
        void a_duplicate_of_nothing_or_of_itself_is_refused() {
            assertThat(missing(Ground.DUPLICATE, ClosingBasis.NONE)).containsExactly(Missing.DUPLICATE);
            assertThat(missing(Ground.DUPLICATE, duplicateOf(ID))).containsExactly(Missing.DUPLICATE_OF_ANOTHER);
        }

        @Test
        void a_revoked_order_names_the_decision_and_who_decided() {
            assertThat(missing(Ground.ORDER_REVOKED, ClosingBasis.NONE))
                    .containsExactly(Missing.DECISION_NUMBER, Missing.DECISION_DATE, Missing.DECIDING_BODY);
            var basis = new ClosingBasis(null, null, null, null, "(2016)西行初字第7号", MAY_9, "西城区人民法院");
            assertThat(story().when(close(Ground.ORDER_REVOKED, basis, null)))
                    .isEqualTo(accept(new LedgerClosed(ID, ENTRY, "ORDER_REVOKED", m2("14.85"), false, MAY_20, basis)));
        }

        @Test
        void what_belongs_to_another_ground_is_not_kept() {
            var all = new ClosingBasis("规建字〔2016〕7号", MAY_9, "u-x", OTHER, "1", MAY_9, "西城区人民法院");
            var events = ((Decision.Accepted) story().when(close(Ground.RECTIFIED, all, null))).events();
            assertThat(((LedgerClosed) events.getFirst()).basis())
                    .isEqualTo(new ClosingBasis("规建字〔2016〕7号", MAY_9, null, null, null, null, null));
        }

        @Test
        void a_paper_of_after_the_closing_or_with_a_telephone_number_is_refused() {
            var basis = new ClosingBasis("13800000000", MAY_20.plusDays(1), null, null, null, null, null);
            var refused = (Decision.Refused) story().when(close(Ground.RECTIFIED, basis, null));
            assertThat(refused.refusal()).isInstanceOf(EntryInvalid.class);
            refused.refusal().errors().forEach(ViolationTexts::assertSaid);
            assertThat(refused.refusal().errors())
                    .extracting(FieldError::code)
                    .containsExactly("personal-number", "after-the-closing");
        }

        @ParameterizedTest
        @EnumSource(Missing.class)
        void what_is_missing_can_be_said_in_both_languages(Missing missing) {
            ClosingNotReady.of(Ground.DEMOLISHED, List.of(missing)).errors().forEach(ViolationTexts::assertSaid);
        }

        @Test
        void only_the_office_closes_and_only_what_is_open() {
            var basis = new ClosingBasis("7", MAY_9, null, null, null, null, null);
            assertThat(story().when(new CloseLedger(
                            ID, Ground.RECTIFIED, basis, null, "u-s", askedWithReason(STREET, MAY_20))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("office"))));
            var closed = story().then(close(Ground.RECTIFIED, basis, null));
            assertThat(closed.when(close(Ground.RECTIFIED, basis, null))).isEqualTo(refuse(new AlreadyClosed(MAY_20)));
            assertThat(story().then(demolished(1, "1.00", MAY_20))
                            .when(new CloseLedger(
                                    ID, Ground.RECTIFIED, basis, null, "u-o", askedWithReason(OFFICE, MAY_9))))
                    .isEqualTo(refuse(new DateBeforeLastEvent(MAY_20)));
        }
    }

    @Nested
    class Revoking {

        @Test
        void one_person_asks_and_another_approves() {
            var story = rectified().then(request("u-o"));
            assertThat(story.history().getLast())
                    .isEqualTo(new ClosingRevocationRequested(ID, ENTRY, "u-o", REASON, MAY_20));
            assertThat(story.when(approve("u-o"))).isEqualTo(refuse(new AnotherPersonNeeded()));
            assertThat(story.when(approve("u-p")))
                    .isEqualTo(accept(new LedgerClosingRevoked(
                            ID, ENTRY, "RECTIFIED", MAY_20, m2("14.85"), "u-o", "u-p", MAY_20)));
            assertThat(story.then(approve("u-p")).state()).isInstanceOf(Open.class);
        }

        @Test
        void a_request_is_declined_with_a_reason_or_taken_back_and_may_be_made_again() {
            var story = rectified().then(request("u-o"));
            assertThat(story.when(new DeclineClosingRevocation(ID, "u-p", asked(OFFICE, MAY_20))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
            assertThat(story.when(decline("u-p")))
                    .isEqualTo(accept(new ClosingRevocationDeclined(ID, ENTRY, "u-o", "u-p", REASON, MAY_20)));
            assertThat(story.when(decline("u-o"))).isInstanceOf(Decision.Accepted.class);
            var declined = story.then(decline("u-p"));
            assertThat(declined.when(approve("u-p"))).isEqualTo(refuse(new RevocationNotRequested()));
            assertThat(declined.when(decline("u-p"))).isEqualTo(refuse(new RevocationNotRequested()));
            assertThat(declined.then(request("u-o")).when(approve("u-p"))).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void it_takes_a_reason_an_open_request_and_a_closed_entry() {
            assertThat(rectified().when(new RequestClosingRevocation(ID, "u-o", asked(OFFICE, MAY_20))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
            assertThat(rectified().then(request("u-o")).when(request("u-p")))
                    .isEqualTo(refuse(new RevocationAlreadyRequested(MAY_20)));
            assertThat(rectified().when(approve("u-p"))).isEqualTo(refuse(new RevocationNotRequested()));
            assertThat(story().when(request("u-o"))).isEqualTo(refuse(new NotClosed()));
        }

        @Test
        void a_demolished_entry_comes_back_with_no_area_and_does_not_close_again_by_itself() {
            var story = story().then(demolished(1, "14.85", MAY_5))
                    .then(accepted(2, "14.85", MAY_9))
                    .then(request("u-o"))
                    .then(approve("u-p"));
            assertThat(((LedgerClosingRevoked) story.history().getLast()).areaM2())
                    .isEqualTo(m2("0.00"));
            assertThat(story.then(new ViolationCommand.TagViolation(
                                    ID, java.util.Set.of(Tag.KEY_AREA), asked(OFFICE, MAY_20)))
                            .state())
                    .isInstanceOf(Open.class);
            assertThat(story.then(close(Ground.DEMOLISHED, ClosingBasis.NONE, null))
                            .state())
                    .isInstanceOf(Closed.class);
        }

        @Test
        void it_posts_what_was_demolished_while_the_entry_was_closed_and_closes_on_that() {
            var story = rectified()
                    .then(demolished(1, "14.85", MAY_20))
                    .then(accepted(2, "14.85", MAY_20))
                    .then(request("u-o"))
                    .then(approve("u-p"));
            assertThat(story.last(3)).containsExactly("LedgerClosingRevoked", "DemolitionPosted", "LedgerClosed");
        }

        @Test
        void what_failed_while_the_entry_was_closed_is_not_posted_when_it_opens() {
            var story = rectified()
                    .then(demolished(1, "14.85", MAY_20))
                    .then(failed(2, MAY_20))
                    .then(request("u-o"))
                    .then(approve("u-p"));
            assertThat(story.last(1)).containsExactly("LedgerClosingRevoked");
        }

        @Test
        void nothing_is_posted_into_the_time_when_it_was_off_the_books() {
            var story = rectified().then(request("u-o")).then(approve("u-p"));
            assertThat(story.when(new CorrectViolation(
                            ID, correction().area("20.00").build(), askedWithReason(OFFICE, MAY_9))))
                    .isEqualTo(refuse(new DateBeforePosting(MAY_20)));
        }
    }

    private static Story story() {
        return Story.of(registered(MAY_1));
    }

    private static Story rectified() {
        return story().then(close(Ground.RECTIFIED, new ClosingBasis("7", MAY_9, null, null, null, null, null), null));
    }

    private static RequestClosingRevocation request(String actor) {
        return new RequestClosingRevocation(ID, actor, askedWithReason(OFFICE, MAY_20));
    }

    private static ApproveClosingRevocation approve(String actor) {
        return new ApproveClosingRevocation(ID, actor, asked(OFFICE, MAY_20));
    }

    private static DeclineClosingRevocation decline(String actor) {
        return new DeclineClosingRevocation(ID, actor, askedWithReason(OFFICE, MAY_20));
    }

    private static List<Missing> missing(Ground ground, ClosingBasis basis) {
        return missing(story(), ground, basis);
    }

    private static List<Missing> missing(Story story, Ground ground, ClosingBasis basis) {
        var refused = (Decision.Refused) story.when(close(ground, basis, null));
        var codes = ((ClosingNotReady) refused.refusal())
                .missing().stream().map(ClosingNotReady.Supply::what).toList();
        return List.of(Missing.values()).stream()
                .filter(missing -> codes.contains(missing.code()))
                .toList();
    }

    private static CloseLedger close(Ground ground, ClosingBasis basis, @Nullable Duplicated duplicated) {
        return new CloseLedger(ID, ground, basis, duplicated, "u-o", askedWithReason(OFFICE, MAY_20));
    }

    private static ClosingBasis reviewedBy(String reviewer) {
        return new ClosingBasis(null, null, reviewer, null, null, null, null);
    }

    private static ClosingBasis duplicateOf(UUID other) {
        return new ClosingBasis(null, null, null, other, null, null, null);
    }

    private static BigDecimal m2(String m2) {
        return new BigDecimal(m2);
    }
}
