package org.chaiwei.ledger.violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;
import static org.chaiwei.ledger.violation.Examples.BATCH;
import static org.chaiwei.ledger.violation.Examples.DASHILAR;
import static org.chaiwei.ledger.violation.Examples.ID;
import static org.chaiwei.ledger.violation.Examples.NUMBER;
import static org.chaiwei.ledger.violation.Examples.OFFICE;
import static org.chaiwei.ledger.violation.Examples.OTHER_STREET;
import static org.chaiwei.ledger.violation.Examples.PARTY;
import static org.chaiwei.ledger.violation.Examples.PLACES;
import static org.chaiwei.ledger.violation.Examples.REASON;
import static org.chaiwei.ledger.violation.Examples.SITE;
import static org.chaiwei.ledger.violation.Examples.STREET;
import static org.chaiwei.ledger.violation.Examples.TIANQIAO;
import static org.chaiwei.ledger.violation.Examples.TODAY;
import static org.chaiwei.ledger.violation.Examples.asked;
import static org.chaiwei.ledger.violation.Examples.askedWithReason;
import static org.chaiwei.ledger.violation.Examples.closed;
import static org.chaiwei.ledger.violation.Examples.correction;
import static org.chaiwei.ledger.violation.Examples.demolished;
import static org.chaiwei.ledger.violation.Examples.registered;
import static org.chaiwei.ledger.violation.Examples.registration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.violation.Correction.Clearable;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.ImportViolation;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowDemolished;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowZeroOn;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforePosting;
import org.chaiwei.ledger.violation.ViolationRefusal.DateInFuture;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.NothingToCorrect;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViolationDeciderTest {

    private static final LocalDate MAY_1 = LocalDate.of(2016, 5, 1);
    private static final LocalDate MAY_9 = LocalDate.of(2016, 5, 9);
    private static final LocalDate MAY_20 = LocalDate.of(2016, 5, 20);
    private static final LocalDate IN_2013 = LocalDate.of(2013, 6, 3);
    private static final LocalDate IN_2014 = LocalDate.of(2014, 8, 15);

    @Nested
    class Registering {

        @Test
        void an_entry_comes_onto_the_ledger_with_all_that_was_written_down() {
            assertThat(given().when(new RegisterViolation(ID, registration(), asked(STREET, MAY_20))))
                    .isEqualTo(accept(registered(MAY_20)));
        }

        @Test
        void a_number_that_stands_for_an_entry_is_refused() {
            assertThat(given(registered(MAY_9)).when(new RegisterViolation(ID, registration(), asked(STREET, MAY_20))))
                    .isEqualTo(refuse(new AlreadyRegistered(ID, NUMBER)));
        }

        @Test
        void a_number_whose_entry_is_closed_is_refused_too() {
            assertThat(given(registered(IN_2013), demolished("14.85", true, IN_2014), closed("14.85", true, IN_2014))
                            .when(new RegisterViolation(ID, registration(), asked(STREET, MAY_20))))
                    .isEqualTo(refuse(new AlreadyRegistered(ID, NUMBER)));
        }

        @Test
        void a_withdrawn_entry_can_be_registered_again_also_for_an_earlier_day() {
            assertThat(given(registered(MAY_9), withdrawn(MAY_20))
                            .when(new RegisterViolation(ID, registration(), asked(STREET, MAY_9))))
                    .isEqualTo(accept(registered(MAY_9)));
        }

        @Test
        void a_street_official_registers_in_their_own_street_only() {
            assertThat(given().when(new RegisterViolation(ID, registration(), asked(OTHER_STREET, MAY_20))))
                    .isEqualTo(refuse(new OutsideYourStreet(DASHILAR)));
        }

        @ParameterizedTest
        @EnumSource(
                names = {"STREET", "OFFICE"},
                mode = EnumSource.Mode.EXCLUDE)
        void only_streets_and_the_office_keep_the_ledger(Role role) {
            assertThat(given().when(new RegisterViolation(
                            ID, registration(), asked(new Scope(role, Set.of(DASHILAR)), MAY_20))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("office", "street"))));
        }

        @Test
        void tomorrow_is_refused() {
            assertThat(given().when(new RegisterViolation(ID, registration(), asked(STREET, TODAY.plusDays(1)))))
                    .isEqualTo(refuse(new DateInFuture(TODAY)));
        }

        @Test
        void dating_back_thirty_days_is_free_and_more_needs_a_reason() {
            var thirty = TODAY.minusDays(30);
            var more = TODAY.minusDays(31);
            assertThat(given().when(new RegisterViolation(ID, registration(), asked(STREET, thirty))))
                    .isEqualTo(accept(registered(thirty)));
            assertThat(given().when(new RegisterViolation(ID, registration(), asked(STREET, more))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
            assertThat(given().when(new RegisterViolation(ID, registration(), askedWithReason(STREET, more))))
                    .isEqualTo(accept(registered(more)));
        }

        @Test
        void everything_wrong_with_the_form_is_said_at_once() {
            var form = new Registration(
                    "a b",
                    LedgerKind.DISTRICT_UNIT,
                    new Site(
                            DASHILAR,
                            "110102014001",
                            null,
                            "杨梅竹斜街",
                            "找张先生 13800000000",
                            new BigDecimal("39.8951"),
                            new BigDecimal("116.3892")),
                    Use.OTHER,
                    new BigDecimal("0.001"),
                    new Building(null, 0, 2017),
                    LocalDate.of(2016, 5, 21),
                    FoundBy.PATROL,
                    Origin.RELAPSE,
                    Set.of(),
                    -1,
                    " ",
                    null);
            assertThat(errorsOf(given().when(new RegisterViolation(ID, form, asked(STREET, MAY_20)))))
                    .extracting(e -> e.field() + " " + e.code())
                    .containsExactly(
                            "ledgerNumber ledger-number-malformed",
                            "community community-unknown",
                            "address personal-number",
                            "lat location-outside",
                            "areaM2 area-decimals",
                            "storeys out-of-range",
                            "yearBuilt out-of-range",
                            "households out-of-range",
                            "unit unit-required",
                            "discoveredOn discovered-after-registration",
                            "origin relapse-needs-confirmation");
        }

        @Test
        void an_unknown_street_is_a_wrong_field() {
            var elsewhere = new Site("110105001", null, null, null, "某处", null, null);
            assertThat(errorsOf(given().when(new RegisterViolation(
                            ID, registration(NUMBER, elsewhere, "1"), asked(OFFICE, MAY_20)))))
                    .containsExactly(new FieldError("street", "street-unknown"));
        }

        @Test
        void a_street_is_written_as_its_code_in_an_entry() {
            var byName = new Site("大栅栏街道", null, null, null, "某处", null, null);
            assertThat(errorsOf(given().when(new RegisterViolation(
                            ID, registration(NUMBER, byName, "1"), asked(OFFICE, MAY_20)))))
                    .containsExactly(new FieldError("street", "street-unknown"));
        }

        @Test
        void an_area_of_nothing_or_of_a_whole_quarter_is_a_slip() {
            assertThat(errorsOf(given().when(new RegisterViolation(
                            ID, registration(NUMBER, SITE, "0.00"), asked(STREET, MAY_20)))))
                    .extracting(FieldError::code)
                    .containsExactly("area-not-above-zero");
            assertThat(errorsOf(given().when(new RegisterViolation(
                            ID, registration(NUMBER, SITE, "1E+6"), asked(STREET, MAY_20)))))
                    .extracting(FieldError::code)
                    .containsExactly("area-too-large");
        }

        @Test
        void a_wall_opening_counts_its_households() {
            var form = registration();
            var wall = new Registration(
                    NUMBER,
                    LedgerKind.WALL_OPENING,
                    SITE,
                    Use.COMMERCIAL,
                    form.areaM2(),
                    form.building(),
                    form.discoveredOn(),
                    form.foundBy(),
                    form.origin(),
                    form.tags(),
                    0,
                    null,
                    null);
            assertThat(errorsOf(given().when(new RegisterViolation(ID, wall, asked(STREET, MAY_20)))))
                    .extracting(FieldError::field)
                    .containsExactly("households");
        }
    }

    @Nested
    class TakingOver {

        private final PastClearance clearance = new PastClearance(IN_2014, IN_2014.plusDays(3));

        @Test
        void a_row_without_clearance_becomes_a_registration_of_its_batch() {
            var decision = given().when(new ImportViolation(ID, registration(), null, BATCH, asked(STREET, MAY_9)));
            var event = (ViolationRegistered) events(decision).getFirst();
            assertThat(events(decision)).hasSize(1);
            assertThat(event.importBatch()).isEqualTo(BATCH);
            assertThat(event.legacy()).isFalse();
        }

        @Test
        void a_row_of_before_the_plan_is_legacy_and_needs_no_reason_for_its_date() {
            var eve = LocalDate.of(2015, 12, 31);
            var decision = given().when(new ImportViolation(ID, registration(), null, BATCH, asked(OFFICE, eve)));
            assertThat(((ViolationRegistered) events(decision).getFirst()).legacy())
                    .isTrue();
            assertThat(events(decision).getFirst().occurredOn()).isEqualTo(eve);
        }

        @Test
        void a_row_that_was_cleared_is_registered_demolished_and_closed_each_on_its_own_day() {
            var decision =
                    given().when(new ImportViolation(ID, registration(), clearance, BATCH, asked(OFFICE, IN_2013)));
            var entry = registration().particulars();
            var area = new BigDecimal("14.85");
            assertThat(events(decision).subList(1, 3))
                    .containsExactly(
                            new DemolitionPosted(ID, entry, area, true, IN_2014),
                            new LedgerClosed(ID, entry, "DEMOLISHED", area, true, IN_2014.plusDays(3)));
            assertThat(ViolationState.after(events(decision))).isInstanceOf(ViolationState.Closed.class);
        }

        @Test
        void a_clearance_goes_forward_in_time_and_ends_before_the_plan() {
            var wrong = new PastClearance(LocalDate.of(2013, 6, 2), LocalDate.of(2013, 6, 1));
            assertThat(errorsOf(given().when(
                                    new ImportViolation(ID, registration(), wrong, BATCH, asked(OFFICE, IN_2013)))))
                    .extracting(FieldError::code)
                    .containsExactly("demolished-before-registration", "closed-before-demolition");
            var late = new PastClearance(IN_2014, LocalDate.of(2016, 1, 1));
            assertThat(errorsOf(
                            given().when(new ImportViolation(ID, registration(), late, BATCH, asked(OFFICE, IN_2013)))))
                    .extracting(FieldError::code)
                    .containsExactly("cleared-since-plan");
        }

        @Test
        void a_row_of_another_street_is_refused() {
            assertThat(given().when(new ImportViolation(ID, registration(), null, BATCH, asked(OTHER_STREET, MAY_9))))
                    .isEqualTo(refuse(new OutsideYourStreet(DASHILAR)));
        }

        @Test
        void the_import_and_the_aggregate_apply_the_same_rules() {
            assertThat(ImportRules.takeOver(
                            registration(), clearance, BATCH, asked(OFFICE, IN_2013), List.of(), PLACES))
                    .isEqualTo(given().when(
                                    new ImportViolation(ID, registration(), clearance, BATCH, asked(OFFICE, IN_2013))));
        }

        @Test
        void an_undone_row_leaves_its_number_free() {
            var taken = events(
                    ImportRules.takeOver(registration(), clearance, BATCH, asked(OFFICE, IN_2013), List.of(), PLACES));
            var back = ImportRules.takeBack(ID, askedWithReason(OFFICE, TODAY), taken, PLACES);
            assertThat(back)
                    .isEqualTo(accept(new ViolationWithdrawn(
                            ID,
                            registration().particulars(),
                            new BigDecimal("14.85"),
                            IN_2013,
                            new BigDecimal("14.85"),
                            IN_2014.plusDays(3),
                            REASON,
                            TODAY,
                            IN_2014)));
            var all = new java.util.ArrayList<>(taken);
            all.addAll(events(back));
            assertThat(ImportRules.takeOver(registration(), null, BATCH, asked(OFFICE, IN_2013), all, PLACES))
                    .isInstanceOf(Decision.Accepted.class);
        }
    }

    @Nested
    class Correcting {

        @Test
        void a_correction_tells_the_entry_before_and_after() {
            var before = registration().particulars();
            assertThat(given(registered(MAY_1))
                            .when(new CorrectViolation(
                                    ID,
                                    correction()
                                            .area("12.5")
                                            .use(Use.RESIDENTIAL)
                                            .address("杨梅竹斜街 63 号")
                                            .clear(Clearable.LOCATION, Clearable.YEAR_BUILT)
                                            .build(),
                                    askedWithReason(STREET, MAY_9))))
                    .isEqualTo(accept(new ViolationCorrected(
                            ID,
                            before,
                            new Particulars(
                                    before.ledgerNumber(),
                                    before.ledgerKind(),
                                    before.street(),
                                    before.community(),
                                    before.compound(),
                                    before.alley(),
                                    before.unit(),
                                    "RESIDENTIAL",
                                    before.tags(),
                                    before.households(),
                                    before.origin()),
                            new BigDecimal("14.85"),
                            new BigDecimal("12.50"),
                            new BigDecimal("0.00"),
                            "杨梅竹斜街 63 号",
                            null,
                            null,
                            "彩钢",
                            1,
                            null,
                            REASON,
                            MAY_9)));
        }

        @Test
        void a_correction_always_has_a_reason() {
            assertThat(given(registered(MAY_1)).when(correct("10.00", asked(STREET, TODAY))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
        }

        @Test
        void a_correction_may_lie_before_the_last_event_but_not_before_the_registration() {
            var tagged = tagged(MAY_20);
            assertThat(given(registered(MAY_9), tagged).when(correct("10.00", askedWithReason(STREET, MAY_9))))
                    .isInstanceOf(Decision.Accepted.class);
            assertThat(given(registered(MAY_9), tagged).when(correct("10.00", askedWithReason(STREET, MAY_1))))
                    .isEqualTo(refuse(new DateBeforePosting(MAY_9)));
        }

        @Test
        void a_correction_lies_not_before_the_entry_came_to_its_street() {
            assertThat(given(registered(MAY_1), reassigned(MAY_9))
                            .when(correct("10.00", askedWithReason(OTHER_STREET, MAY_1))))
                    .isEqualTo(refuse(new DateBeforePosting(MAY_9)));
        }

        @Test
        void a_use_changes_not_before_the_area_that_it_takes_along_was_posted() {
            var corrected = events(given(registered(MAY_1)).when(correct("20.00", askedWithReason(STREET, MAY_20))));
            var use = correction().use(Use.OFFICE).build();
            assertThat(given(registered(MAY_1), corrected.getFirst())
                            .when(new CorrectViolation(ID, use, askedWithReason(STREET, MAY_9))))
                    .isEqualTo(refuse(new DateBeforePosting(MAY_20)));
            assertThat(given(registered(MAY_1), corrected.getFirst())
                            .when(new CorrectViolation(ID, use, askedWithReason(STREET, MAY_20))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void tomorrow_is_refused() {
            assertThat(given(registered(MAY_1)).when(correct("10.00", askedWithReason(STREET, TODAY.plusDays(1)))))
                    .isEqualTo(refuse(new DateInFuture(TODAY)));
        }

        @Test
        void the_area_never_falls_below_what_is_demolished() {
            assertThat(given(registered(MAY_1), demolished("10.00", false, MAY_9))
                            .when(correct("9.99", askedWithReason(STREET, MAY_20))))
                    .isEqualTo(refuse(new AreaBelowDemolished(new BigDecimal("10.00"))));
            assertThat(given(registered(MAY_1), demolished("10.00", false, MAY_9))
                            .when(correct("10.00", askedWithReason(STREET, MAY_20))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void no_day_of_the_past_is_left_with_less_than_nothing() {
            var larger = events(given(registered(MAY_1)).when(correct("50.00", askedWithReason(STREET, MAY_20))));
            assertThat(given(registered(MAY_1), larger.getFirst())
                            .when(correct("20.00", askedWithReason(STREET, MAY_9))))
                    .isEqualTo(refuse(new AreaBelowZeroOn(MAY_9)));
            assertThat(given(registered(MAY_1), larger.getFirst())
                            .when(correct("20.00", askedWithReason(STREET, MAY_20))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_closed_entry_is_not_corrected() {
            assertThat(given(registered(IN_2013), demolished("14.85", true, IN_2014), closed("14.85", true, IN_2014))
                            .when(correct("10.00", askedWithReason(STREET, TODAY))))
                    .isEqualTo(refuse(new AlreadyClosed(IN_2014)));
        }

        @Test
        void a_correction_that_changes_nothing_is_refused() {
            assertThat(given(registered(MAY_1)).when(correct("14.850", askedWithReason(STREET, TODAY))))
                    .isEqualTo(refuse(new NothingToCorrect()));
        }

        @Test
        void the_rules_of_the_form_hold_for_corrections() {
            assertThat(errorsOf(given(registered(MAY_1))
                            .when(new CorrectViolation(
                                    ID,
                                    correction()
                                            .community("110102014001")
                                            .storeys(400)
                                            .build(),
                                    askedWithReason(STREET, TODAY)))))
                    .extracting(FieldError::field)
                    .containsExactly("community", "storeys");
        }

        @Test
        void another_streets_entry_is_out_of_reach() {
            assertThat(given(registered(MAY_1)).when(correct("10.00", askedWithReason(OTHER_STREET, TODAY))))
                    .isEqualTo(refuse(new OutsideYourStreet(DASHILAR)));
        }
    }

    @Nested
    class Reassigning {

        @Test
        void the_office_makes_another_street_answer_for_the_remaining_and_the_demolished_area() {
            var before = registration().particulars();
            assertThat(given(registered(MAY_1), demolished("4.85", false, MAY_9))
                            .when(new ReassignStreet(ID, TIANQIAO, null, null, "留学路", askedWithReason(OFFICE, MAY_20))))
                    .isEqualTo(accept(new StreetReassigned(
                            ID,
                            before,
                            new Particulars(
                                    NUMBER,
                                    "GENERAL",
                                    TIANQIAO,
                                    null,
                                    null,
                                    "留学路",
                                    null,
                                    "STORAGE",
                                    before.tags(),
                                    0,
                                    "EXISTING"),
                            new BigDecimal("14.85"),
                            new BigDecimal("4.85"),
                            REASON,
                            MAY_20)));
        }

        @Test
        void a_street_neither_pushes_an_entry_away_nor_pulls_one_over() {
            assertThat(given(registered(MAY_1)).when(reassign(askedWithReason(STREET, TODAY))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("office"))));
        }

        @Test
        void it_has_a_reason_and_a_day_not_before_the_last_event() {
            assertThat(given(registered(MAY_9)).when(reassign(asked(OFFICE, TODAY))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
            assertThat(given(registered(MAY_9)).when(reassign(askedWithReason(OFFICE, MAY_1))))
                    .isEqualTo(refuse(new DateBeforeLastEvent(MAY_9)));
            assertThat(given(registered(MAY_9)).when(reassign(askedWithReason(OFFICE, TODAY.plusDays(1)))))
                    .isEqualTo(refuse(new DateInFuture(TODAY)));
        }

        @Test
        void the_same_street_is_no_reassignment() {
            assertThat(errorsOf(given(registered(MAY_1))
                            .when(new ReassignStreet(ID, DASHILAR, null, null, null, askedWithReason(OFFICE, TODAY)))))
                    .containsExactly(new FieldError("street", "street-unchanged"));
        }

        @Test
        void a_closed_entry_stays_where_it_was_closed() {
            assertThat(given(registered(IN_2013), demolished("14.85", true, IN_2014), closed("14.85", true, IN_2014))
                            .when(reassign(askedWithReason(OFFICE, TODAY))))
                    .isEqualTo(refuse(new AlreadyClosed(IN_2014)));
        }

        @Test
        void from_then_on_the_new_street_may_and_the_old_one_may_not() {
            var given = given(registered(MAY_1), reassigned(MAY_9));
            assertThat(given.when(correct("10.00", askedWithReason(OTHER_STREET, MAY_9))))
                    .isInstanceOf(Decision.Accepted.class);
            assertThat(given.when(correct("10.00", askedWithReason(STREET, MAY_9))))
                    .isEqualTo(refuse(new OutsideYourStreet(TIANQIAO)));
        }
    }

    @Nested
    class AssigningAndTagging {

        private final UUID other = UUID.fromString("01920000-0000-7000-8000-00000000000d");

        @Test
        void a_responsible_person_is_assigned() {
            assertThat(given(registered(MAY_1)).when(new AssignResponsiblePerson(ID, other, asked(STREET, MAY_9))))
                    .isEqualTo(accept(
                            new ResponsiblePersonAssigned(ID, registration().particulars(), other, MAY_9)));
        }

        @Test
        void the_same_person_again_changes_nothing() {
            assertThat(given(registered(MAY_1)).when(new AssignResponsiblePerson(ID, PARTY, asked(STREET, MAY_9))))
                    .isEqualTo(accept());
        }

        @Test
        void tags_are_replaced_as_a_whole() {
            var before = registration().particulars();
            assertThat(given(registered(MAY_1))
                            .when(new TagViolation(ID, Set.of(Tag.PIPELINE, Tag.KEY_AREA), asked(STREET, MAY_9))))
                    .isEqualTo(accept(
                            new ViolationTagged(ID, before, before.withTags(List.of("KEY_AREA", "PIPELINE")), MAY_9)));
        }

        @Test
        void the_same_tags_again_change_nothing() {
            assertThat(given(registered(MAY_1))
                            .when(new TagViolation(
                                    ID, Set.of(Tag.RENTAL_BUSINESS, Tag.FIRE_LANE), asked(STREET, MAY_9))))
                    .isEqualTo(accept());
        }

        @Test
        void both_come_after_the_last_event_not_tomorrow_and_with_a_reason_if_long_ago() {
            for (var when : List.<java.util.function.Function<Asked, ViolationCommand>>of(
                    asked -> new AssignResponsiblePerson(ID, other, asked),
                    asked -> new TagViolation(ID, Set.of(), asked))) {
                var given = given(registered(MAY_1), tagged(MAY_9));
                assertThat(given.when(when.apply(asked(STREET, MAY_1))))
                        .isEqualTo(refuse(new DateBeforeLastEvent(MAY_9)));
                assertThat(given.when(when.apply(asked(STREET, TODAY.plusDays(1)))))
                        .isEqualTo(refuse(new DateInFuture(TODAY)));
                assertThat(given(registered(IN_2013)).when(when.apply(asked(STREET, IN_2014))))
                        .isEqualTo(refuse(new ReasonRequired(30)));
                assertThat(given(registered(IN_2013)).when(when.apply(askedWithReason(STREET, IN_2014))))
                        .isInstanceOf(Decision.Accepted.class);
                assertThat(given.when(when.apply(asked(OTHER_STREET, TODAY))))
                        .isEqualTo(refuse(new OutsideYourStreet(DASHILAR)));
            }
        }

        @Test
        void a_closed_entry_may_still_be_described() {
            var given = given(registered(IN_2013), demolished("14.85", true, IN_2014), closed("14.85", true, IN_2014));
            assertThat(given.when(new TagViolation(ID, Set.of(), asked(STREET, TODAY))))
                    .isInstanceOf(Decision.Accepted.class);
            assertThat(given.when(new AssignResponsiblePerson(ID, other, asked(STREET, TODAY))))
                    .isInstanceOf(Decision.Accepted.class);
        }
    }

    @Nested
    class Withdrawing {

        @Test
        void an_entry_is_taken_back_with_its_area() {
            assertThat(given(registered(MAY_1), tagged(MAY_9))
                            .when(new WithdrawViolation(ID, askedWithReason(STREET, MAY_20))))
                    .isEqualTo(accept(new ViolationWithdrawn(
                            ID,
                            tagged(MAY_9).entry(),
                            new BigDecimal("14.85"),
                            MAY_1,
                            new BigDecimal("0.00"),
                            null,
                            REASON,
                            MAY_20,
                            null)));
        }

        @Test
        void it_has_a_reason_and_a_day_not_before_the_last_event() {
            assertThat(given(registered(MAY_9)).when(new WithdrawViolation(ID, asked(STREET, TODAY))))
                    .isEqualTo(refuse(new ReasonRequired(30)));
            assertThat(given(registered(MAY_9)).when(new WithdrawViolation(ID, askedWithReason(STREET, MAY_1))))
                    .isEqualTo(refuse(new DateBeforeLastEvent(MAY_9)));
            assertThat(given(registered(MAY_9))
                            .when(new WithdrawViolation(ID, askedWithReason(STREET, TODAY.plusDays(1)))))
                    .isEqualTo(refuse(new DateInFuture(TODAY)));
        }

        @Test
        void what_was_corrected_moved_or_demolished_since_is_not_taken_back() {
            var correction = events(given(registered(MAY_1)).when(correct("10.00", askedWithReason(STREET, MAY_9))));
            var withdraw = new WithdrawViolation(ID, askedWithReason(OFFICE, TODAY));
            assertThat(given(registered(MAY_1), correction.getFirst()).when(withdraw))
                    .isEqualTo(refuse(new NotWithdrawable()));
            assertThat(given(registered(MAY_1), reassigned(MAY_9)).when(withdraw))
                    .isEqualTo(refuse(new NotWithdrawable()));
            assertThat(given(registered(MAY_1), demolished("1.00", false, MAY_9))
                            .when(withdraw))
                    .isEqualTo(refuse(new NotWithdrawable()));
            assertThat(given(registered(MAY_1), demolished("14.85", false, MAY_9), closed("14.85", false, MAY_9))
                            .when(withdraw))
                    .isEqualTo(refuse(new NotWithdrawable()));
        }

        @Test
        void another_streets_entry_is_out_of_reach() {
            assertThat(given(registered(MAY_1)).when(new WithdrawViolation(ID, askedWithReason(OTHER_STREET, TODAY))))
                    .isEqualTo(refuse(new OutsideYourStreet(DASHILAR)));
        }
    }

    @Test
    void nothing_but_a_registration_can_be_asked_of_an_entry_that_is_not_there() {
        for (var command : List.of(
                correct("1.00", askedWithReason(OFFICE, TODAY)),
                reassign(askedWithReason(OFFICE, TODAY)),
                new AssignResponsiblePerson(ID, PARTY, asked(OFFICE, TODAY)),
                new TagViolation(ID, Set.of(), asked(OFFICE, TODAY)),
                new WithdrawViolation(ID, askedWithReason(OFFICE, TODAY)))) {
            assertThat(given().when(command)).isEqualTo(refuse(new NotRegistered()));
            assertThat(given(registered(MAY_1), withdrawn(MAY_9)).when(command))
                    .isEqualTo(refuse(new AlreadyWithdrawn(MAY_9)));
        }
    }

    private static CorrectViolation correct(String areaM2, Asked asked) {
        return new CorrectViolation(ID, correction().area(areaM2).build(), asked);
    }

    private static ReassignStreet reassign(Asked asked) {
        return new ReassignStreet(ID, TIANQIAO, null, null, null, asked);
    }

    private static ViolationTagged tagged(LocalDate on) {
        var before = registration().particulars();
        return new ViolationTagged(ID, before, before.withTags(List.of("KEY_AREA")), on);
    }

    private static StreetReassigned reassigned(LocalDate on) {
        return (StreetReassigned) events(given(registered(MAY_1)).when(reassign(askedWithReason(OFFICE, on))))
                .getFirst();
    }

    private static ViolationWithdrawn withdrawn(LocalDate on) {
        return new ViolationWithdrawn(
                ID,
                registration().particulars(),
                new BigDecimal("14.85"),
                MAY_1,
                BigDecimal.ZERO,
                null,
                REASON,
                on,
                null);
    }

    private static List<ViolationEvent> events(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).events();
    }

    private static List<FieldError> errorsOf(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        var refusal = ((Decision.Refused) decision).refusal();
        assertThat(refusal).isInstanceOf(EntryInvalid.class);
        refusal.errors().forEach(ViolationTexts::assertSaid);
        return refusal.errors();
    }

    private static Given given(ViolationEvent... events) {
        return command -> ViolationDecider.decide(command, ViolationState.after(List.of(events)), PLACES);
    }

    private interface Given {
        Decision when(ViolationCommand command);
    }
}
