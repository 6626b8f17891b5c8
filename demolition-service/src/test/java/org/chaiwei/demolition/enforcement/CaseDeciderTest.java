package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;
import static org.chaiwei.demolition.enforcement.Examples.CLOSED_BEFORE;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION_2;
import static org.chaiwei.demolition.enforcement.Examples.DISCOVERED;
import static org.chaiwei.demolition.enforcement.Examples.ENTRY;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.LAW;
import static org.chaiwei.demolition.enforcement.Examples.MAY_10;
import static org.chaiwei.demolition.enforcement.Examples.MAY_12;
import static org.chaiwei.demolition.enforcement.Examples.MAY_3;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9;
import static org.chaiwei.demolition.enforcement.Examples.MAY_9_MORNING;
import static org.chaiwei.demolition.enforcement.Examples.NEW;
import static org.chaiwei.demolition.enforcement.Examples.NOW;
import static org.chaiwei.demolition.enforcement.Examples.NUMBER;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.SEALING;
import static org.chaiwei.demolition.enforcement.Examples.TIANQIAO;
import static org.chaiwei.demolition.enforcement.Examples.TODAY;
import static org.chaiwei.demolition.enforcement.Examples.WALL;
import static org.chaiwei.demolition.enforcement.Examples.by;
import static org.chaiwei.demolition.enforcement.Examples.closed;
import static org.chaiwei.demolition.enforcement.Examples.confirm;
import static org.chaiwei.demolition.enforcement.Examples.corrected;
import static org.chaiwei.demolition.enforcement.Examples.demolish;
import static org.chaiwei.demolition.enforcement.Examples.fails;
import static org.chaiwei.demolition.enforcement.Examples.file;
import static org.chaiwei.demolition.enforcement.Examples.heard;
import static org.chaiwei.demolition.enforcement.Examples.m2;
import static org.chaiwei.demolition.enforcement.Examples.notPosted;
import static org.chaiwei.demolition.enforcement.Examples.passes;
import static org.chaiwei.demolition.enforcement.Examples.posted;
import static org.chaiwei.demolition.enforcement.Examples.reassigned;
import static org.chaiwei.demolition.enforcement.Examples.registered;
import static org.chaiwei.demolition.enforcement.Examples.relapse;
import static org.chaiwei.demolition.enforcement.Examples.restore;
import static org.chaiwei.demolition.enforcement.Examples.reversed;
import static org.chaiwei.demolition.enforcement.Examples.revoked;
import static org.chaiwei.demolition.enforcement.Examples.seal;
import static org.chaiwei.demolition.enforcement.Examples.tagged;
import static org.chaiwei.demolition.enforcement.Examples.withReason;
import static org.chaiwei.demolition.enforcement.Examples.withdrawn;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.contracts.ledger.PatrolRecorded;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DiscoveryConfirmed;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WallSealed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyConfirmed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFailed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFiled;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyRestored;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadySigned;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyWithdrawn;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaAboveRemaining;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaNotWhole;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeAcceptance;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeFiling;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeSignature;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeWork;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.FactOutOfPlace;
import org.chaiwei.demolition.enforcement.CaseRefusal.MoreThanRecorded;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotNew;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotReady;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotWallOpening;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.OwnWork;
import org.chaiwei.demolition.enforcement.CaseRefusal.PhotosAlike;
import org.chaiwei.demolition.enforcement.CaseRefusal.ReasonRequired;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseRefusal.WorkBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseState.Accepted;
import org.chaiwei.demolition.enforcement.CaseState.AwaitingAcceptance;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Lead;
import org.chaiwei.demolition.enforcement.CaseState.Restored;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseDeciderTest {

    @Nested
    class Hearing {

        @Test
        void an_entry_registered_is_a_lead() {
            var heard = heard(registered(ENTRY, "20"));
            assertThat(given().when(heard))
                    .isEqualTo(accept(new LeadReceived(
                            ID,
                            heard.fact(),
                            "110102013-2016-00001",
                            "GENERAL",
                            DASHILAR,
                            "STORAGE",
                            List.of("FIRE_LANE"),
                            2,
                            "EXISTING",
                            m2("20.00"),
                            null,
                            DISCOVERED,
                            DISCOVERED,
                            "杨梅竹斜街",
                            null)));
            assertThat(given(heard).state()).isInstanceOf(Lead.class);
        }

        @Test
        void a_fact_that_comes_twice_changes_nothing() {
            var heard = heard(registered(ENTRY, "20"));
            assertThat(given(heard).when(heard)).isEqualTo(accept());
            var correction = heard(corrected(ENTRY, "20", "25"));
            assertThat(given(heard, correction, file(MAY_3, by(Role.OFFICE))).when(correction))
                    .isEqualTo(accept());
        }

        @Test
        void corrections_reassignments_and_tags_are_how_the_case_sees_its_entry() {
            var file = given(
                            lead("20"),
                            heard(corrected(WALL, "20", "25")),
                            heard(reassigned(TIANQIAO)),
                            heard(tagged("PIPELINE")))
                    .file();
            assertThat(file.recordedM2()).isEqualTo("25.00");
            assertThat(file.entry().ledgerKind()).isEqualTo("WALL_OPENING");
            assertThat(file.entry().street()).isEqualTo(TIANQIAO);
            assertThat(file.entry().tags()).containsExactly("PIPELINE");
        }

        @Test
        void what_no_rule_asks_for_leaves_no_event() {
            assertThat(given(lead("20")).when(heard(new PatrolRecorded(ID, ENTRY, 30, false, MAY_10, "street-1"))))
                    .isEqualTo(accept());
        }

        @Test
        void a_fact_without_its_beginning_is_refused_so_that_it_waits_in_sight() {
            assertThat(given().when(heard(tagged("PIPELINE"))))
                    .isEqualTo(refuse(new FactOutOfPlace("ViolationTagged")));
            assertThat(given(lead("20")).when(heard(registered(ENTRY, "20"))))
                    .isEqualTo(refuse(new FactOutOfPlace("ViolationRegistered")));
        }

        @Test
        void a_relapse_is_linked_whether_told_before_its_registration_or_after() {
            var before = given(heard(relapse()), lead("20")).file();
            var after = given(lead("20"), heard(relapse())).file();
            assertThat(before.entry()).isEqualTo(after.entry());
            assertThat(after.entry().relapseOf()).isEqualTo(CLOSED_BEFORE);
        }

        @Test
        void an_entry_cleared_before_the_plan_arrives_closed_with_nothing_left_and_no_case() {
            var state = given(lead("20"), heard(posted(null, "20", "0")), heard(closed("DEMOLISHED")))
                    .state();
            assertThat(state).isInstanceOf(Closed.class);
            assertThat(((Known) state).file().legacyM2()).isEqualTo("20.00");
            assertThat(((Known) state).file().remainingM2()).isEqualTo("0.00");
        }

        @Test
        void a_withdrawn_entry_that_is_registered_again_finds_its_case_as_it_was() {
            var state = given(lead("20"), file(MAY_3, by(Role.OFFICE)), part(DEMOLITION, "12"), heard(withdrawn()));
            assertThat(state.state()).isInstanceOf(Withdrawn.class);
            var again = state.and(heard(registered(ENTRY, "30")));
            assertThat(again.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(again.file().remainingM2()).isEqualTo("18.00");
            assertThat(again.file().facts()).hasSize(3);
        }

        @Test
        void a_revoked_closing_puts_the_case_back_where_it_stood() {
            var accepted = accepted("20");
            assertThat(accepted.and(heard(closed("DEMOLISHED"))).state()).isInstanceOf(Closed.class);
            assertThat(accepted.and(heard(closed("DEMOLISHED")), heard(revoked()))
                            .state())
                    .isInstanceOf(Accepted.class);
        }
    }

    @Nested
    class Filing {

        @Test
        void a_lead_becomes_a_case() {
            assertThat(given(lead("20")).when(file(MAY_3, by(Role.ENFORCEMENT))))
                    .isEqualTo(accept(new CaseFiled(ID, DASHILAR, NUMBER, "EXISTING", MAY_3, "enforcement-1")));
        }

        @ParameterizedTest
        @EnumSource(
                names = {"ENFORCEMENT", "OFFICE"},
                mode = EnumSource.Mode.EXCLUDE)
        void only_enforcement_and_the_office_file(Role role) {
            assertThat(given(lead("20")).when(file(MAY_3, by(role))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("enforcement", "office"))));
        }

        @Test
        void once() {
            assertThat(filed("20").when(file(MAY_3, by(Role.OFFICE)))).isEqualTo(refuse(new AlreadyFiled(NUMBER)));
        }

        @Test
        void not_what_the_ledger_has_not_told_of() {
            assertThat(given().when(file(MAY_3, by(Role.OFFICE)))).isEqualTo(refuse(new NoSuchCase()));
        }

        @Test
        void not_what_is_withdrawn_or_closed() {
            assertThat(given(lead("20"), heard(withdrawn())).when(file(MAY_3, by(Role.OFFICE))))
                    .isEqualTo(refuse(new AlreadyWithdrawn(MAY_10)));
            assertThat(given(lead("20"), heard(closed("DISMISSED"))).when(file(MAY_3, by(Role.OFFICE))))
                    .isEqualTo(refuse(new AlreadyClosed(MAY_12, "DISMISSED")));
        }

        @Test
        void neither_before_the_discovery_nor_in_the_future() {
            assertThat(given(lead("20")).when(file(DISCOVERED.minusDays(1), by(Role.OFFICE))))
                    .isEqualTo(refuse(new DateBeforeDiscovery("occurredOn", DISCOVERED)));
            assertThat(given(lead("20")).when(file(TODAY.plusDays(1), by(Role.OFFICE))))
                    .isEqualTo(refuse(new DateInFuture("occurredOn", TODAY)));
        }

        @Test
        void more_than_thirty_days_back_only_with_a_reason() {
            var lead = given(heard(registered(ENTRY, "20")));
            var longAgo = new Asked(new Scope(Role.OFFICE, Set.of()), "office-1", NOW.plus(Duration.ofDays(60)), null);
            assertThat(lead.when(file(MAY_3, longAgo))).isEqualTo(refuse(new ReasonRequired(30)));
            var reasoned = new Asked(longAgo.by(), longAgo.actor(), longAgo.now(), Examples.REASON);
            assertThat(lead.when(file(MAY_3, reasoned))).isInstanceOf(Decision.Accepted.class);
        }
    }

    @Nested
    class ConfirmingADiscovery {

        @Test
        void starts_the_clock_of_a_new_construction_filed_or_not() {
            var confirmed = accept(new DiscoveryConfirmed(ID, DASHILAR, MAY_9, MAY_9_MORNING));
            var lead = given(heard(registered(NEW, "20")));
            assertThat(lead.when(confirm(MAY_9_MORNING, by(Role.STREET)))).isEqualTo(confirmed);
            assertThat(lead.and(file(MAY_10, by(Role.OFFICE))).when(confirm(MAY_9_MORNING, by(Role.ENFORCEMENT))))
                    .isEqualTo(confirmed);
        }

        @Test
        void is_for_new_constructions_only_and_once() {
            assertThat(given(lead("20")).when(confirm(MAY_9_MORNING, by(Role.STREET))))
                    .isEqualTo(refuse(new NotNew("EXISTING")));
            assertThat(given(heard(registered(NEW, "20")), confirm(MAY_9_MORNING, by(Role.STREET)))
                            .when(confirm(MAY_9_MORNING, by(Role.STREET))))
                    .isEqualTo(refuse(new AlreadyConfirmed(MAY_9_MORNING)));
        }

        @Test
        void comes_before_the_work_whichever_is_entered_first() {
            var late = MAY_9_MORNING.plusHours(1);
            assertThat(given(heard(registered(NEW, "20")), file(MAY_3, by(Role.OFFICE)), whole("20"))
                            .when(confirm(late, by(Role.STREET))))
                    .isEqualTo(refuse(new WorkBeforeDiscovery(late, MAY_9_MORNING)));
            assertThat(given(heard(registered(NEW, "20")), file(MAY_3, by(Role.OFFICE)), confirm(late, by(Role.STREET)))
                            .when(whole("20")))
                    .isEqualTo(refuse(new WorkBeforeDiscovery(late, MAY_9_MORNING)));
        }

        @Test
        void is_no_earlier_than_the_ledger_s_discovery_and_no_later_than_now() {
            var lead = given(heard(registered(NEW, "20")));
            assertThat(lead.when(confirm(OffsetDateTime.parse("2016-04-19T23:59:59+08:00"), by(Role.STREET))))
                    .isEqualTo(refuse(new DateBeforeDiscovery("occurredAt", DISCOVERED)));
            assertThat(lead.when(confirm(OffsetDateTime.parse("2016-05-20T10:00:01+08:00"), by(Role.STREET))))
                    .isEqualTo(refuse(new DateInFuture("occurredAt", TODAY)));
        }
    }

    @Nested
    class Demolishing {

        @Test
        void all_that_is_recorded() {
            assertThat(filed("20").when(whole("20")))
                    .isEqualTo(accept(new Demolished(
                            ID,
                            DASHILAR,
                            DEMOLITION,
                            m2("20"),
                            true,
                            "OWNER",
                            PHOTOS.before(),
                            PHOTOS.after(),
                            "enforcement-1",
                            MAY_9,
                            MAY_9_MORNING)));
        }

        @Test
        void a_part_and_then_the_rest() {
            var part = filed("20").and(part(DEMOLITION, "12.50"));
            assertThat(part.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(part.file().remainingM2()).isEqualTo("7.50");
            assertThat(part.when(demolish(DEMOLITION_2, "7.50", true, by(Role.STREET))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_part_that_leaves_nothing_is_the_whole() {
            var decision = (Decision.Accepted) filed("20").when(part(DEMOLITION, "20"));
            assertThat(((Demolished) decision.events().getFirst()).whole()).isTrue();
        }

        @Test
        void needs_a_case() {
            assertThat(given(lead("20")).when(whole("20"))).isEqualTo(refuse(NotReady.without(Step.FILING)));
        }

        @Test
        void the_whole_is_what_is_recorded_and_remains_or_the_ledger_is_corrected_first() {
            assertThat(filed("20").when(whole("18")))
                    .isEqualTo(refuse(new AreaNotWhole(m2("18.00"), m2("20.00"), m2("0.00"), m2("20.00"))));
            var partly = filed("20").and(part(DEMOLITION_2, "5"));
            assertThat(partly.when(whole("20")))
                    .isEqualTo(refuse(new AreaNotWhole(m2("20.00"), m2("20.00"), m2("5.00"), m2("15.00"))));
            assertThat(filed("20").and(heard(corrected(ENTRY, "20", "18"))).when(whole("18")))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void never_more_than_remains() {
            assertThat(filed("20").when(part(DEMOLITION, "20.01")))
                    .isEqualTo(refuse(new AreaAboveRemaining(m2("20.01"), m2("20.00"), m2("0.00"), m2("20.00"))));
        }

        @Test
        void a_demolition_that_the_ledger_could_not_post_waits_for_the_ledger_s_correction() {
            var waits = filed("20")
                    .and(whole("20"), heard(corrected(ENTRY, "20", "15")), heard(notPosted(DEMOLITION, "20", "15")));
            assertThat(waits.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(waits.file().remainingM2()).isEqualTo("0.00");
            assertThat(waits.when(passes(MAY_10, by(Role.OFFICE))))
                    .isEqualTo(refuse(new MoreThanRecorded(m2("20.00"), m2("15.00"))));
            assertThat(waits.and(heard(corrected(ENTRY, "15", "20")), heard(posted(DEMOLITION, "20", "0")))
                            .when(passes(MAY_10, by(Role.OFFICE))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void neither_before_the_filing_nor_in_the_future() {
            var early = OffsetDateTime.parse("2016-05-02T23:59:00+08:00");
            assertThat(filed("20").when(demolish(DEMOLITION, "20", true, early, by(Role.STREET))))
                    .isEqualTo(refuse(new DateBeforeFiling("occurredAt", MAY_3)));
            var later = OffsetDateTime.parse("2016-05-20T10:00:01+08:00");
            assertThat(filed("20").when(demolish(DEMOLITION, "20", true, later, by(Role.STREET))))
                    .isEqualTo(refuse(new DateInFuture("occurredAt", TODAY)));
        }

        @Test
        void the_day_is_that_of_the_district() {
            var lateUtc = OffsetDateTime.parse("2016-05-02T16:30:00Z"); // 3 May, half past midnight there
            var decision = (Decision.Accepted)
                    filed("20").when(demolish(DEMOLITION, "20", true, lateUtc, by(Role.ENFORCEMENT)));
            assertThat(decision.events().getFirst().occurredOn()).isEqualTo(MAY_3);
        }

        @Test
        void the_picture_after_is_not_the_one_before() {
            assertThat(filed("20")
                            .when(new RecordDemolition(
                                    ID,
                                    DEMOLITION,
                                    m2("20"),
                                    true,
                                    DemolishedBy.FORCE,
                                    new Photos(PHOTOS.before(), PHOTOS.before()),
                                    MAY_9_MORNING,
                                    by(Role.ENFORCEMENT))))
                    .isEqualTo(refuse(new PhotosAlike()));
        }

        @Test
        void a_street_official_records_in_their_own_street_only() {
            assertThat(given(lead("20"), heard(reassigned(TIANQIAO)), file(MAY_12, by(Role.OFFICE)))
                            .when(whole("20", by(Role.STREET))))
                    .isEqualTo(refuse(new OutsideYourStreet(TIANQIAO)));
        }

        @ParameterizedTest
        @EnumSource(
                names = {"ENFORCEMENT", "STREET"},
                mode = EnumSource.Mode.EXCLUDE)
        void no_other_role_records_work(Role role) {
            assertThat(filed("20").when(whole("20", by(role))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("enforcement", "street"))));
        }

        @Test
        void not_in_a_closed_case() {
            assertThat(accepted("20").and(heard(closed("DEMOLISHED"))).when(part(DEMOLITION_2, "1")))
                    .isEqualTo(refuse(new AlreadyClosed(MAY_12, "DEMOLISHED")));
        }
    }

    @Nested
    class Sealing {

        @Test
        void a_wall_opening_is_walled_up_and_its_households_told() {
            assertThat(given(heard(registered(WALL, "20")), file(MAY_3, by(Role.OFFICE)))
                            .when(seal(by(Role.STREET))))
                    .isEqualTo(accept(new WallSealed(
                            ID,
                            DASHILAR,
                            SEALING,
                            2,
                            PHOTOS.before(),
                            PHOTOS.after(),
                            "street-1",
                            MAY_9,
                            MAY_9_MORNING)));
        }

        @Test
        void nothing_else_is_sealed_and_nothing_without_a_case() {
            assertThat(filed("20").when(seal(by(Role.STREET)))).isEqualTo(refuse(new NotWallOpening("GENERAL")));
            assertThat(given(heard(registered(WALL, "20"))).when(seal(by(Role.STREET))))
                    .isEqualTo(refuse(NotReady.without(Step.FILING)));
        }
    }

    @Nested
    class Accepting {

        private final Asked acceptance = by(Role.ACCEPTANCE);
        private final Asked office = by(Role.OFFICE);

        @Test
        void the_first_signature_settles_nothing_and_the_second_passes_with_both() {
            var done = filed("20").and(whole("20"));
            assertThat(done.when(passes(MAY_10, office)))
                    .isEqualTo(accept(new AcceptanceSigned(ID, "office-1", "office", MAY_10)));
            var signed = done.and(passes(MAY_10, office));
            assertThat(signed.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(signed.when(passes(MAY_12, acceptance)))
                    .isEqualTo(accept(new AcceptancePassed(
                            ID,
                            DASHILAR,
                            m2("20"),
                            false,
                            "office-1",
                            "office",
                            "acceptance-1",
                            "acceptance",
                            MAY_12)));
            assertThat(signed.and(passes(MAY_12, acceptance)).state()).isInstanceOf(Accepted.class);
        }

        @Test
        void two_people_of_two_roles() {
            var signed = filed("20").and(whole("20"), passes(MAY_10, office));
            assertThat(signed.when(passes(MAY_10, office))).isEqualTo(refuse(new AlreadySigned("acceptance")));
            assertThat(signed.when(passes(MAY_10, by("office-2", Role.OFFICE))))
                    .isEqualTo(refuse(new AlreadySigned("acceptance")));
            assertThat(signed.when(passes(MAY_10, by("office-1", Role.ACCEPTANCE))))
                    .isEqualTo(refuse(new AlreadySigned("acceptance")));
        }

        @Test
        void nobody_judges_their_own_work() {
            var done = filed("20").and(whole("20", by("u-1", Role.STREET)));
            assertThat(done.when(passes(MAY_10, by("u-1", Role.OFFICE)))).isEqualTo(refuse(new OwnWork()));
            assertThat(done.when(fails(FailureCause.UNSAFE, MAY_10, by("u-1", Role.ACCEPTANCE))))
                    .isEqualTo(refuse(new OwnWork()));
        }

        @Test
        void what_was_accepted_before_keeps_nobody_from_accepting_what_came_later() {
            var first = filed("20")
                    .and(
                            demolish(DEMOLITION, "5", false, by("u-1", Role.STREET)),
                            passes(MAY_10, office),
                            passes(MAY_10, acceptance),
                            part(DEMOLITION_2, "5"));
            assertThat(first.when(passes(MAY_10, by("u-1", Role.OFFICE)))).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void one_of_them_is_enough_to_fail_it_and_its_area_waits_on() {
            var failed = filed("20")
                    .and(
                            part(DEMOLITION, "12"),
                            passes(MAY_10, office),
                            fails(FailureCause.NOT_CLEARED, MAY_10, acceptance));
            assertThat(filed("20")
                            .and(part(DEMOLITION, "12"), passes(MAY_10, office))
                            .when(fails(FailureCause.NOT_CLEARED, MAY_10, acceptance)))
                    .isEqualTo(accept(new AcceptanceFailed(
                            ID, DASHILAR, m2("12"), false, "NOT_CLEARED", "acceptance-1", "acceptance", MAY_10)));
            assertThat(failed.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(failed.file().progress().signature()).isNull();
            assertThat(failed.file().remainingM2()).isEqualTo("8.00");
        }

        @Test
        void what_failed_is_not_told_again_until_something_new_fails() {
            var failed = filed("20").and(part(DEMOLITION, "12"), fails(FailureCause.NOT_CLEARED, MAY_10, office));
            assertThat(failed.when(fails(FailureCause.UNSAFE, MAY_10, acceptance)))
                    .isEqualTo(refuse(new AlreadyFailed(MAY_10, "NOT_CLEARED")));
            assertThat(failed.and(part(DEMOLITION_2, "3")).when(fails(FailureCause.UNSAFE, MAY_10, acceptance)))
                    .isEqualTo(accept(new AcceptanceFailed(
                            ID, DASHILAR, m2("3"), false, "UNSAFE", "acceptance-1", "acceptance", MAY_10)));
        }

        @Test
        void passing_at_last_takes_all_that_waited_whatever_failed_before() {
            var failed = filed("20")
                    .and(
                            part(DEMOLITION, "12"),
                            fails(FailureCause.NOT_CLEARED, MAY_10, office),
                            part(DEMOLITION_2, "8"),
                            passes(MAY_12, office));
            var passed = (Decision.Accepted) failed.when(passes(MAY_12, acceptance));
            assertThat(((AcceptancePassed) passed.events().getFirst()).areaM2()).isEqualTo("20.00");
        }

        @Test
        void a_signature_falls_away_when_more_is_done_than_was_signed() {
            var more = filed("20").and(part(DEMOLITION, "12"), passes(MAY_10, office), part(DEMOLITION_2, "8"));
            assertThat(more.when(passes(MAY_10, acceptance)))
                    .isEqualTo(accept(new AcceptanceSigned(ID, "acceptance-1", "acceptance", MAY_10)));
        }

        @Test
        void the_ledger_s_answer_leaves_a_signature_in_place() {
            var posted = filed("20").and(whole("20"), passes(MAY_10, office), heard(posted(DEMOLITION, "20", "0")));
            assertThat(posted.when(passes(MAY_10, acceptance)))
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.events().getFirst()).isInstanceOf(AcceptancePassed.class));
        }

        @Test
        void a_sealing_is_accepted_without_an_area() {
            var sealed = given(heard(registered(WALL, "20")), file(MAY_3, office), seal(by(Role.STREET)));
            var passed = (Decision.Accepted) sealed.and(passes(MAY_10, office)).when(passes(MAY_10, acceptance));
            var acceptancePassed = (AcceptancePassed) passed.events().getFirst();
            assertThat(acceptancePassed.sealed()).isTrue();
            assertThat(acceptancePassed.areaM2()).isEqualTo("0.00");
        }

        @Test
        void a_refusal_lists_what_is_missing_and_who_supplies_it() {
            assertThat(given(lead("20")).when(passes(MAY_10, office)))
                    .isEqualTo(refuse(NotReady.without(Step.FILING, Step.DEMOLITION)));
            var missing = new NotReady(
                    List.of(new NotReady.Missing("DEMOLITION", List.of("enforcement", "street"), "demolitions")));
            assertThat(filed("20").when(passes(MAY_10, office))).isEqualTo(refuse(missing));
            assertThat(given(heard(registered(WALL, "20")), file(MAY_3, office)).when(passes(MAY_10, office)))
                    .isEqualTo(refuse(NotReady.without(Step.SEALING)));
        }

        @Test
        void never_more_than_is_recorded() {
            var failed = filed("20")
                    .and(
                            whole("20"),
                            heard(posted(DEMOLITION, "20", "0")),
                            fails(FailureCause.PARTLY_STANDING, MAY_10, office),
                            heard(reversed("20", "20")),
                            heard(corrected(ENTRY, "20", "15")));
            assertThat(failed.when(passes(MAY_10, office)))
                    .isEqualTo(refuse(new MoreThanRecorded(m2("20.00"), m2("15.00"))));
        }

        @Test
        void neither_before_the_work_nor_before_the_other_signature() {
            var done = filed("20").and(whole("20"));
            assertThat(done.when(passes(MAY_9.minusDays(1), office)))
                    .isEqualTo(refuse(new DateBeforeWork("occurredOn", MAY_9)));
            assertThat(done.and(passes(MAY_12, office)).when(passes(MAY_10, acceptance)))
                    .isEqualTo(refuse(new DateBeforeSignature("occurredOn", MAY_12)));
        }

        @ParameterizedTest
        @EnumSource(
                names = {"ACCEPTANCE", "OFFICE"},
                mode = EnumSource.Mode.EXCLUDE)
        void no_other_role_signs(Role role) {
            assertThat(filed("20").and(whole("20")).when(passes(MAY_10, by(role))))
                    .isEqualTo(refuse(new RoleMayNot(List.of("acceptance", "office"))));
        }
    }

    @Nested
    class Restoring {

        @Test
        void follows_acceptance_also_after_the_closing() {
            var restored = accept(new RestorationCompleted(ID, DASHILAR, "GREENED", "c".repeat(64), MAY_12));
            assertThat(accepted("20").when(restore(MAY_12, by(Role.STREET)))).isEqualTo(restored);
            var closed = accepted("20").and(heard(closed("DEMOLISHED")));
            assertThat(closed.when(restore(MAY_12, by(Role.ENFORCEMENT)))).isEqualTo(restored);
            assertThat(accepted("20").and(restore(MAY_12, by(Role.STREET))).state())
                    .isInstanceOf(Restored.class);
            assertThat(closed.and(restore(MAY_12, by(Role.STREET))).state()).isInstanceOf(Closed.class);
        }

        @Test
        void needs_acceptance_of_all_that_was_done() {
            assertThat(filed("20").and(whole("20")).when(restore(MAY_12, by(Role.STREET))))
                    .isEqualTo(refuse(NotReady.without(Step.ACCEPTANCE)));
            assertThat(given(lead("20"), heard(posted(null, "20", "0")), heard(closed("DEMOLISHED")))
                            .when(restore(MAY_12, by(Role.STREET))))
                    .isEqualTo(refuse(NotReady.without(Step.ACCEPTANCE)));
        }

        @Test
        void once_and_not_before_the_acceptance() {
            assertThat(accepted("20").when(restore(MAY_9, by(Role.STREET))))
                    .isEqualTo(refuse(new DateBeforeAcceptance("occurredOn", MAY_10)));
            assertThat(accepted("20").and(restore(MAY_12, by(Role.STREET))).when(restore(MAY_12, by(Role.STREET))))
                    .isEqualTo(refuse(new AlreadyRestored(MAY_12)));
        }

        @Test
        void further_work_calls_for_it_again() {
            var more = accepted("20")
                    .and(restore(MAY_12, by(Role.STREET)), heard(corrected(ENTRY, "20", "25")), whole2("5"));
            assertThat(more.state()).isInstanceOf(AwaitingAcceptance.class);
            assertThat(more.file().progress().restored()).isNull();
        }
    }

    @Test
    void a_date_within_thirty_days_needs_no_reason_and_one_beyond_is_taken_with_one() {
        var longAgo = OffsetDateTime.parse("2016-04-19T09:00:00+08:00");
        var lead = given(heard(new ViolationRegistered(
                ID,
                NEW,
                m2("20"),
                LocalDate.of(2016, 1, 4),
                "PATROL",
                null,
                false,
                LocalDate.of(2016, 1, 4),
                null,
                "street-1")));
        assertThat(lead.when(confirm(longAgo, by(Role.STREET)))).isEqualTo(refuse(new ReasonRequired(30)));
        assertThat(lead.when(confirm(longAgo, withReason(Role.STREET)))).isInstanceOf(Decision.Accepted.class);
        assertThat(lead.when(confirm(longAgo.plusDays(1), by(Role.STREET)))).isInstanceOf(Decision.Accepted.class);
    }

    private static CaseCommand lead(String areaM2) {
        return heard(registered(ENTRY, areaM2));
    }

    private static RecordDemolition whole(String areaM2) {
        return whole(areaM2, by(Role.ENFORCEMENT));
    }

    private static RecordDemolition whole(String areaM2, Asked asked) {
        return demolish(DEMOLITION, areaM2, true, asked);
    }

    private static RecordDemolition whole2(String areaM2) {
        return demolish(DEMOLITION_2, areaM2, true, by(Role.ENFORCEMENT));
    }

    private static RecordDemolition part(UUID demolition, String areaM2) {
        return demolish(demolition, areaM2, false, by(Role.ENFORCEMENT));
    }

    private static Given filed(String areaM2) {
        return given(lead(areaM2), file(MAY_3, by(Role.OFFICE)));
    }

    private static Given accepted(String areaM2) {
        return filed(areaM2).and(whole(areaM2), passes(MAY_10, by(Role.ACCEPTANCE)), passes(MAY_10, by(Role.OFFICE)));
    }

    private static Given given(CaseCommand... commands) {
        return new Given(CaseState.unknown()).and(commands);
    }

    /** A state reached by commands that were all accepted. */
    private record Given(CaseState state) {

        Given and(CaseCommand... commands) {
            var next = state;
            for (var command : commands)
                switch (CaseDecider.decide(command, next, LAW)) {
                    case Decision.Accepted(var events) -> {
                        for (var event : events) next = next.evolve(event);
                    }
                    case Decision.Refused(var refusal) -> throw new AssertionError(command + ": " + refusal);
                }
            return new Given(next);
        }

        Decision when(CaseCommand command) {
            return CaseDecider.decide(command, state, LAW);
        }

        CaseFile file() {
            return ((Known) state).file();
        }
    }
}
