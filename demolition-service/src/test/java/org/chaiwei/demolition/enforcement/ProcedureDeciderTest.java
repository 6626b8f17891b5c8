package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.demolition.enforcement.Examples.DASHILAR;
import static org.chaiwei.demolition.enforcement.Examples.DEMOLITION;
import static org.chaiwei.demolition.enforcement.Examples.ID;
import static org.chaiwei.demolition.enforcement.Examples.PHOTOS;
import static org.chaiwei.demolition.enforcement.Examples.closed;
import static org.chaiwei.demolition.enforcement.Examples.heard;
import static org.chaiwei.demolition.enforcement.Examples.m2;
import static org.chaiwei.demolition.enforcement.Procedures.PAPER;
import static org.chaiwei.demolition.enforcement.Procedures.REMEDY;
import static org.chaiwei.demolition.enforcement.Procedures.at;
import static org.chaiwei.demolition.enforcement.Procedures.by;
import static org.chaiwei.demolition.enforcement.Procedures.missing;
import static org.chaiwei.demolition.enforcement.Procedures.noticed;
import static org.chaiwei.demolition.enforcement.Procedures.ordered;
import static org.chaiwei.demolition.enforcement.Procedures.posted;
import static org.chaiwei.demolition.enforcement.Procedures.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
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

class ProcedureDeciderTest {

    /** What courts have held against offices; each is refused with the article that was broken. */
    @Nested
    class CasesThatTheCourtsDecided {

        @Test
        void a_forced_demolition_one_day_after_a_suit_was_filed() {
            var sued = posted().did("2016-07-19", Act.SUIT_FILED).executed("2016-07-20");
            var refused = refused(sued.force("2016-07-20", 10), Kind.PROCEDURE_BLOCKED, "remedy-pending");
            assertThat(refused.article()).isEqualTo("行政强制法第44条；法释〔2013〕5号");
            assertThat(refused.standing()).containsExactly(Act.SUIT_FILED);
            assertThat(refused.earliestLawfulDate()).isNull();
            assertThat(posted().executed("2016-07-20").force("2016-07-20", 10)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_forced_demolition_without_five_days_of_posting() {
            var soon = posted().executed("2016-07-14");
            var refused = refused(soon.force("2016-07-14", 10), Kind.PERIOD_NOT_OVER, "site-posting-time");
            assertThat(refused.article()).contains("行政强制法第44");
            assertThat(refused.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 7, 19));
            var never = ordered("2016-01-04")
                    .did("2016-01-25", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED)
                    .did("2016-07-11", Act.FORCED_DEMOLITION_DECIDED, Act.DECISION_SERVED)
                    .executed("2016-07-20");
            refused(never.force("2016-07-20", 10), Kind.PRECONDITION_MISSING, "forced-demolition-posted");
            assertThat(missing(never.force("2016-07-20", 10))).containsExactly(Act.POSTED_ON_SITE);
        }

        @Test
        void an_order_giving_two_days_without_hearing_the_statement() {
            var unheard = Course.lead("2016-05-03")
                    .file("2016-05-03", Track.EXISTING)
                    .did(
                            "2016-05-03",
                            Act.EVIDENCE_COLLECTED,
                            Act.OPINION_UNLAWFUL,
                            Act.NOTICE_ISSUED,
                            Act.NOTICE_SERVED);
            var twoDays = order(2, "2016-05-03");
            var refused = refused(
                    unheard.asks(twoDays, Role.ENFORCEMENT), Kind.PRECONDITION_MISSING, "order-after-statement");
            assertThat(refused.article()).isEqualTo("行政处罚法（1996）第31、32、41条");
            assertThat(refused.missing().getFirst().step()).isEqualTo(Act.STATEMENT_HEARD);
            assertThat(refused.missing().getFirst().or()).containsExactly(Act.STATEMENT_WAIVED, Act.STATEMENT_LAPSED);
            assertThat(refused.missing().getFirst().roles()).containsExactly("enforcement", "legal", "street");
            assertThat(refused.objections())
                    .extracting(Unlawful.Also::rule)
                    .contains("self-removal", "hearing-time-left");
            var heard = noticed("2016-05-03");
            var tooShort = refused(heard.asks(twoDays, Role.ENFORCEMENT), Kind.PERIOD_TOO_SHORT, "self-removal");
            assertThat(tooShort.atLeastDays()).isEqualTo(15);
            assertThat(heard.asks(order(15, "2016-05-03"), Role.ENFORCEMENT)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_forced_demolition_without_inventory_written_record_and_video() {
            var bare = posted();
            var refused =
                    refused(bare.force("2016-07-20", 10), Kind.PRECONDITION_MISSING, "forced-demolition-recorded");
            assertThat(refused.article()).isEqualTo("行政强制法第18、37条");
            assertThat(missing(bare.force("2016-07-20", 10)))
                    .containsExactly(Act.INVENTORY_TAKEN, Act.RECORD_WRITTEN, Act.VIDEO_TAKEN, Act.WITNESSED);
            assertThat(missing(bare.did("2016-07-20", Act.INVENTORY_TAKEN, Act.WITNESSED)
                            .force("2016-07-20", 10)))
                    .containsExactly(Act.RECORD_WRITTEN, Act.VIDEO_TAKEN);
        }
    }

    @Nested
    class ByForce {

        @Test
        void with_everything_on_record() {
            assertThat(posted().executed("2016-07-20").force("2016-07-20", 10))
                    .isEqualTo(Decision.accept(new Demolished(
                            ID,
                            DASHILAR,
                            DEMOLITION,
                            m2("20"),
                            true,
                            "FORCE",
                            PHOTOS.before(),
                            PHOTOS.after(),
                            "u-executor",
                            LocalDate.of(2016, 7, 20),
                            at(LocalDate.of(2016, 7, 20), 10))));
        }

        @Test
        void straight_from_the_filing_everything_is_missing_and_each_is_told_with_who_supplies_it() {
            var filed = Course.lead("2016-05-03").file("2016-05-03", Track.EXISTING);
            var refused =
                    refused(filed.force("2016-05-10", 10), Kind.PRECONDITION_MISSING, "forced-demolition-on-decision");
            assertThat(refused.missing())
                    .extracting(Unlawful.Needed::step)
                    .contains(Act.ORDER_SERVED, Act.DEMAND_SERVED, Act.FORCED_DEMOLITION_DECIDED, Act.POSTED_ON_SITE);
            assertThat(refused.missing())
                    .allSatisfy(missing -> assertThat(missing.roles()).isNotEmpty());
            assertThat(refused.checkedByCounsel()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"21, true", "22, false", "5, false", "6, true"})
        void not_at_night(int hour, boolean lawful) {
            var decision = posted().executed("2016-07-20").force("2016-07-20", hour);
            if (lawful) assertThat(decision).isInstanceOf(Decision.Accepted.class);
            else {
                var refused = refused(decision, Kind.NOT_AT_NIGHT, "not-at-night");
                assertThat(refused.article()).isEqualTo("行政强制法第43条第1款");
                assertThat(refused.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 7, hour == 5 ? 20 : 21));
            }
        }

        @Test
        void not_on_a_statutory_holiday_but_on_a_rest_day_beside_it() {
            var refused = refused(
                    posted().executed("2016-10-01").force("2016-10-01", 10), Kind.NOT_ON_A_HOLIDAY, "not-on-holidays");
            assertThat(refused.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 10, 4));
            assertThat(posted().executed("2016-10-05").force("2016-10-05", 10)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void where_it_is_urgent_and_another_person_has_approved_that_very_day() {
            var urgent = posted().did("2016-10-01", Act.URGENCY_APPROVED).executed("2016-10-01");
            assertThat(urgent.force("2016-10-01", 23)).isInstanceOf(Decision.Accepted.class);
            var another = posted().did("2016-09-30", Act.URGENCY_APPROVED).executed("2016-10-01");
            refused(another.force("2016-10-01", 10), Kind.NOT_ON_A_HOLIDAY, "not-on-holidays");
        }

        @Test
        void an_urgency_is_approved_with_a_reason_only() {
            var asked = new Asked(
                    new Scope(Role.LEADER, Set.of()), "u-leader", Instant.parse("2016-07-21T02:00:00Z"), null);
            var approval = step(Act.URGENCY_APPROVED, LocalDate.of(2016, 7, 20), "u-leader", Role.LEADER);
            refused(posted().when(new TakeStep(ID, approval, asked)), Kind.REASON_DEMANDED, "urgency-with-reason");
        }

        @Test
        void water_power_heat_and_gas_are_never_cut_off() {
            var refused = refused(posted().asks("2016-07-20", Act.UTILITIES_CUT), Kind.NEVER_LAWFUL, "utilities");
            assertThat(refused.article()).isEqualTo("行政强制法第43条第2款");
        }

        @Test
        void by_the_owner_or_by_agreement_at_any_time_without_any_order() {
            var filed = Course.lead("2016-05-03").file("2016-05-03", Track.EXISTING);
            for (var by : List.of(DemolishedBy.OWNER, DemolishedBy.AGREEMENT))
                assertThat(filed.when(Course.demolishing(by, LocalDate.of(2016, 10, 1), 23, "u-1")))
                        .isInstanceOf(Decision.Accepted.class);
            var sued = posted().did("2016-07-19", Act.SUIT_FILED, Act.SUSPENDED);
            assertThat(sued.when(Course.demolishing(DemolishedBy.OWNER, LocalDate.of(2016, 7, 20), 10, "u-1")))
                    .isInstanceOf(Decision.Accepted.class);
        }
    }

    @Nested
    class RemedyAndHolds {

        @Test
        void a_pending_review_blocks_until_its_own_end() {
            var other = UUID.fromString("01920000-0000-7000-8000-0000000000b2");
            var day = LocalDate.of(2016, 7, 19);
            var both = posted().did("2016-07-19", Act.REVIEW_FILED)
                    .did(step(ID, Act.REVIEW_FILED, day, "u-1", Role.LEGAL, other), Role.LEGAL);
            var one = both.did("2016-07-20", Act.REVIEW_ENDED).executed("2016-08-10");
            refused(one.force("2016-08-10", 10), Kind.PROCEDURE_BLOCKED, "remedy-pending");
            var none =
                    one.did(step(ID, Act.REVIEW_ENDED, LocalDate.of(2016, 8, 1), "u-1", Role.LEGAL, other), Role.LEGAL);
            assertThat(none.force("2016-08-10", 10)).isInstanceOf(Decision.Accepted.class);
            refused(none.asks("2016-08-02", Act.REVIEW_ENDED), Kind.PRECONDITION_MISSING, "review-ends");
        }

        @Test
        void what_a_court_revokes_no_longer_carries_anything() {
            var revoked = posted().did("2016-07-19", Act.SUIT_FILED)
                    .did(
                            new ProcedureEvent.RemedyEnded(
                                    ID,
                                    REMEDY,
                                    "SUIT",
                                    "REVOKED",
                                    "ORDER",
                                    PAPER,
                                    "u-1",
                                    "legal",
                                    LocalDate.of(2016, 9, 1)),
                            Role.LEGAL);
            assertThat(revoked.stage()).isEqualTo(Stage.FILED);
            assertThat(missing(revoked.force("2016-09-20", 10)))
                    .contains(Act.ORDER_SERVED, Act.FORCED_DEMOLITION_DECIDED, Act.POSTED_ON_SITE);
            assertThat(revoked.asks("2016-09-20", Act.CORRECTION_MADE)).isInstanceOf(Decision.Accepted.class);
            assertThat(missing(revoked.asks("2016-09-20", Act.ORDER_ISSUED)))
                    .containsExactly(Act.NOTICE_SERVED, Act.STATEMENT_HEARD);
        }

        @Test
        void the_suit_over_a_revoked_order_does_not_use_up_the_time_to_sue_over_the_next() {
            var again = ordered("2016-01-04")
                    .did("2016-01-05", Act.SUIT_FILED)
                    .did("2016-03-01", Act.SUIT_ENDED, Act.ORDER_REVOKED)
                    .did(
                            "2016-03-02",
                            Act.NOTICE_ISSUED,
                            Act.NOTICE_SERVED,
                            Act.HEARING_WAIVED,
                            Act.STATEMENT_HEARD,
                            Act.ORDER_ISSUED,
                            Act.ORDER_SERVED)
                    .did("2016-03-18", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED);
            var early =
                    refused(again.asks("2016-05-30", Act.FORCED_DEMOLITION_DECIDED), Kind.PERIOD_NOT_OVER, "suit-time");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 9, 3));
        }

        @Test
        void a_review_that_was_taken_back_leaves_the_time_to_sue_and_one_that_was_decided_fifteen_days() {
            var demanded = ordered("2016-01-04")
                    .did("2016-01-25", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED, Act.REVIEW_FILED);
            var takenBack = demanded.did("2016-02-01", Act.REVIEW_WITHDRAWN);
            refused(takenBack.asks("2016-03-21", Act.FORCED_DEMOLITION_DECIDED), Kind.PERIOD_NOT_OVER, "suit-time");
            var decided = demanded.did("2016-03-04", Act.REVIEW_ENDED);
            var early = refused(
                    decided.asks("2016-03-21", Act.FORCED_DEMOLITION_DECIDED),
                    Kind.PERIOD_NOT_OVER,
                    "suit-after-review");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 3, 22));
        }

        @Test
        void an_opinion_given_later_stops_the_force_until_it_is_given_anew_or_the_order_is_revoked() {
            var opposed = posted().did("2016-07-19", Act.OPINION_LAWFUL).executed("2016-07-20");
            refused(opposed.force("2016-07-20", 10), Kind.PROCEDURE_BLOCKED, "opinion-against-it");
            assertThat(opposed.did("2016-07-20", Act.OPINION_UNLAWFUL).force("2016-07-20", 10))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void the_decision_waits_for_the_time_to_seek_a_remedy_unless_it_is_waived_in_writing() {
            var demanded =
                    ordered("2016-01-04").did("2016-01-25", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED);
            var early = refused(
                    demanded.asks("2016-03-01", Act.FORCED_DEMOLITION_DECIDED), Kind.PERIOD_NOT_OVER, "review-time");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 7, 5));
            assertThat(demanded.did("2016-02-29", Act.REMEDY_WAIVED).asks("2016-03-01", Act.FORCED_DEMOLITION_DECIDED))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void the_demand_has_ten_working_days_or_an_answer() {
            var demanded = ordered("2016-01-04")
                    .did("2016-01-26", Act.STILL_STANDING, Act.REMEDY_WAIVED, Act.DEMAND_ISSUED, Act.DEMAND_SERVED);
            // over the Spring Festival of 2016
            var early = refused(
                    demanded.asks("2016-02-14", Act.FORCED_DEMOLITION_DECIDED), Kind.PERIOD_NOT_OVER, "demand-time");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 2, 15));
            assertThat(demanded.did("2016-01-27", Act.DEMAND_ANSWERED)
                            .asks("2016-01-28", Act.FORCED_DEMOLITION_DECIDED))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void an_order_that_gives_longer_than_fifteen_days_is_kept_to() {
            var ordered = noticed("2016-01-04")
                    .did(order(30, "2016-01-04"), Role.ENFORCEMENT)
                    .did("2016-01-04", Act.ORDER_SERVED);
            var early =
                    refused(ordered.asks("2016-01-20", Act.STILL_STANDING), Kind.PERIOD_NOT_OVER, "self-removal-over");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2016, 2, 4));
        }

        @Test
        void a_suspension_blocks_until_it_is_resumed_and_a_termination_for_good() {
            var suspended = posted().did("2016-07-12", Act.SUSPENDED);
            assertThat(suspended.stage()).isEqualTo(Stage.SUSPENDED);
            refused(
                    suspended.executed("2016-07-20").force("2016-07-20", 10),
                    Kind.PROCEDURE_BLOCKED,
                    "execution-suspended");
            var resumed = suspended.did("2016-07-20", Act.RESUMED).executed("2016-07-20");
            assertThat(resumed.stage()).isEqualTo(Stage.FORCED_DEMOLITION_DECIDED);
            assertThat(resumed.force("2016-07-20", 10)).isInstanceOf(Decision.Accepted.class);
            var terminated = posted().did("2016-07-12", Act.TERMINATED).executed("2016-07-20");
            assertThat(terminated.stage()).isEqualTo(Stage.TERMINATED);
            refused(terminated.force("2016-07-20", 10), Kind.PROCEDURE_BLOCKED, "execution-terminated");
        }

        @Test
        void an_agreement_holds_as_long_as_its_instalments_are_kept() {
            var agreed = posted().did("2016-07-12", Act.AGREEMENT_MADE, Act.INSTALMENT_KEPT);
            refused(agreed.executed("2016-07-20").force("2016-07-20", 10), Kind.PROCEDURE_BLOCKED, "agreement-stands");
            assertThat(agreed.did("2016-07-19", Act.AGREEMENT_BROKEN)
                            .executed("2016-07-20")
                            .force("2016-07-20", 10))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void what_is_gone_is_not_demanded() {
            var gone = ordered("2016-01-04")
                    .go(Course.demolishing(DemolishedBy.OWNER, LocalDate.of(2016, 1, 10), 10, "u-1"));
            refused(gone.asks("2016-01-25", Act.STILL_STANDING), Kind.PROCEDURE_BLOCKED, "nothing-left-to-demand");
        }
    }

    @Nested
    class OtherTracks {

        @Test
        void a_party_that_nobody_knows_is_sought_for_ten_working_days_and_waited_for_six_months() {
            var sought = Course.lead("2014-01-06")
                    .file("2014-01-06", Track.EXISTING)
                    .did("2014-01-06", Act.EVIDENCE_COLLECTED, Act.OPINION_UNLAWFUL, Act.PARTY_SOUGHT);
            var early =
                    refused(sought.asks("2014-01-20", Act.ORDER_ISSUED), Kind.PERIOD_NOT_OVER, "party-search-notice");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2014, 1, 21));
            var demanded = sought.did("2014-01-21", Act.ORDER_ISSUED, Act.ORDER_SERVED)
                    .did("2014-02-17", Act.STILL_STANDING, Act.DEMAND_ISSUED, Act.DEMAND_SERVED);
            // three months to sue would have been enough in 2014
            var waiting = refused(
                    demanded.asks("2014-05-20", Act.FORCED_DEMOLITION_DECIDED),
                    Kind.PERIOD_NOT_OVER,
                    "party-unknown-waiting");
            assertThat(waiting.earliestLawfulDate()).isEqualTo(LocalDate.of(2014, 7, 22));
            assertThat(demanded.asks("2014-07-22", Act.FORCED_DEMOLITION_DECIDED))
                    .isInstanceOf(Decision.Accepted.class);
            var found = sought.did("2014-01-21", Act.PARTY_IDENTIFIED);
            assertThat(missing(found.asks("2014-01-22", Act.ORDER_ISSUED))).contains(Act.NOTICE_SERVED);
        }

        @Test
        void while_building_goes_on_a_refused_stop_order_is_enforced_at_once() {
            var stopped = Course.lead("2016-05-03")
                    .file("2016-05-03", Track.UNDER_CONSTRUCTION)
                    .did("2016-05-03", Act.STOP_ORDERED, Act.STOP_SERVED);
            assertThat(missing(stopped.force("2016-05-03", 15))).contains(Act.STOP_REFUSED);
            assertThat(stopped.did("2016-05-03", Act.STOP_REFUSED)
                            .executed("2016-05-03")
                            .force("2016-05-03", 15))
                    .isInstanceOf(Decision.Accepted.class);
            refused(stopped.asks("2016-05-03", Act.NOTICE_ISSUED), Kind.NOT_ON_THIS_TRACK, "notice-of-facts");
        }

        @Test
        void a_building_that_proves_finished_goes_the_way_of_an_existing_one() {
            var switched = Course.lead("2016-05-03")
                    .file("2016-05-03", Track.UNDER_CONSTRUCTION)
                    .did("2016-05-03", Act.STOP_ORDERED, Act.STOP_SERVED, Act.STOP_REFUSED, Act.FOUND_FINISHED);
            assertThat(switched.file().track()).isEqualTo(Track.EXISTING);
            assertThat(missing(switched.executed("2016-05-04").force("2016-05-04", 10)))
                    .contains(Act.ORDER_SERVED, Act.FORCED_DEMOLITION_DECIDED);
            assertThat(switched.did("2016-05-04", Act.EVIDENCE_COLLECTED, Act.OPINION_UNLAWFUL)
                            .asks("2016-05-04", Act.NOTICE_ISSUED))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_paper_served_by_public_notice_is_served_when_it_has_hung_long_enough() {
            var issued = noticed("2016-01-04").did("2016-01-04", Act.LEGAL_REVIEW_PASSED, Act.ORDER_ISSUED);
            refused(
                    issued.asks("2016-01-11", Act.SERVED_BY_PUBLIC_NOTICE),
                    Kind.PRECONDITION_MISSING,
                    "served-by-public-notice");
            var hung = issued.did("2016-01-11", Act.PUBLIC_NOTICE_MADE);
            refused(hung.asks("2016-03-11", Act.SERVED_BY_PUBLIC_NOTICE), Kind.PERIOD_NOT_OVER, "public-notice-time");
            assertThat(hung.asks("2016-03-12", Act.SERVED_BY_PUBLIC_NOTICE)).isInstanceOf(Decision.Accepted.class);
        }
    }

    @Nested
    class Hearings {

        @Test
        void a_hearing_is_called_for_a_day_on_which_it_may_be_held() {
            var asked = Course.lead("2022-03-01")
                    .file("2022-03-01", Track.EXISTING)
                    .did(
                            "2022-03-01",
                            Act.EVIDENCE_COLLECTED,
                            Act.OPINION_UNLAWFUL,
                            Act.NOTICE_ISSUED,
                            Act.NOTICE_SERVED,
                            Act.HEARING_ASKED);
            var early = refused(
                    asked.asks(called("2022-03-10"), Role.ENFORCEMENT), Kind.PERIOD_NOT_OVER, "hearing-notice-ahead");
            assertThat(early.article()).isEqualTo("行政处罚法（2021）第64、85条");
            assertThat(early.earliestLawfulDate()).isEqualTo(LocalDate.of(2022, 3, 11));
            assertThat(asked.asks(called("2022-03-11"), Role.ENFORCEMENT)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void what_was_asked_for_is_held_or_taken_back_before_anything_is_decided() {
            var asked = Course.lead("2016-05-03")
                    .file("2016-05-03", Track.EXISTING)
                    .did(
                            "2016-05-03",
                            Act.EVIDENCE_COLLECTED,
                            Act.OPINION_UNLAWFUL,
                            Act.NOTICE_ISSUED,
                            Act.NOTICE_SERVED,
                            Act.HEARING_ASKED,
                            Act.STATEMENT_HEARD);
            assertThat(missing(asked.asks("2016-05-20", Act.ORDER_ISSUED))).containsExactly(Act.HEARING_HELD);
            var byInvestigator = asked.did("2016-05-03", Act.HEARING_NOTIFIED)
                    .asks(step(Act.HEARING_HELD, LocalDate.of(2016, 5, 17), "u-investigator", Role.LEGAL), Role.LEGAL);
            refused(byInvestigator, Kind.DUTIES_NOT_SEPARATE, "hearing-not-by-investigator");
            assertThat(asked.did("2016-05-20", Act.HEARING_WAIVED).asks("2016-05-20", Act.ORDER_ISSUED))
                    .isInstanceOf(Decision.Accepted.class);
        }

        private static ProcedureEvent called(String on) {
            return new ProcedureEvent.HearingNotified(
                    ID, LocalDate.parse(on), PAPER, "u-1", "enforcement", LocalDate.of(2022, 3, 1));
        }
    }

    @Nested
    class Duties {

        @Test
        void nobody_learns_from_a_refusal_what_they_may_not_see() {
            var verified = step(Act.VERIFIED, LocalDate.of(2016, 5, 3), "u-1", Role.STREET);
            refused(
                    Course.lead("2016-05-03")
                            .asks(step(Act.VERIFIED, LocalDate.of(2016, 5, 3), "u-1", Role.LEADER), Role.LEADER),
                    Kind.ROLE_MAY_NOT_SIGN,
                    "verifies");
            assertThat(CaseDecider.decide(
                            new TakeStep(ID, verified, by("u-1", Role.STREET)), CaseState.unknown(), Examples.LAW))
                    .isEqualTo(Decision.refuse(new NoSuchCase()));
            var elsewhere = new Asked(new Scope(Role.STREET, Set.of("110102014")), "u-1", Procedures.NOW, null);
            assertThat(Course.lead("2016-05-03").when(new TakeStep(ID, verified, elsewhere)))
                    .isEqualTo(Decision.refuse(new OutsideYourStreet(DASHILAR)));
        }

        @Test
        void whoever_decided_neither_executes_nor_accepts() {
            var ready = posted().executed("2016-07-20");
            refused(
                    ready.when(Course.demolishing(DemolishedBy.FORCE, LocalDate.of(2016, 7, 20), 10, "u-decider-2")),
                    Kind.DUTIES_NOT_SEPARATE,
                    "execution-not-by-decider");
            var done = ready.go(Course.forcing(LocalDate.of(2016, 7, 20), 10));
            refused(
                    done.when(new SignAcceptance(ID, null, LocalDate.of(2016, 7, 21), by("u-decider-2", Role.OFFICE))),
                    Kind.DUTIES_NOT_SEPARATE,
                    "acceptance-not-by-decider");
            assertThat(done.when(new SignAcceptance(ID, null, LocalDate.of(2016, 7, 21), by("u-5", Role.OFFICE))))
                    .isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void what_was_appraised_as_unsafe_is_not_accepted_until_it_is_safe() {
            var done = posted().executed("2016-07-20").go(Course.forcing(LocalDate.of(2016, 7, 20), 10));
            var sign = new SignAcceptance(ID, null, LocalDate.of(2016, 7, 25), by("u-5", Role.OFFICE));
            var unsafe = done.did("2016-07-21", Act.APPRAISED_UNSAFE);
            refused(unsafe.when(sign), Kind.PROCEDURE_BLOCKED, "unsafe-is-not-accepted");
            assertThat(unsafe.did("2016-07-22", Act.APPRAISED_SAFE).when(sign)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void the_dates_of_steps_are_looked_at_like_all_others() {
            assertThat(Course.lead("2016-05-03").asks("2026-11-21", Act.VERIFIED))
                    .isEqualTo(Decision.refuse(new DateInFuture("occurredOn", LocalDate.of(2026, 11, 20))));
        }

        @Test
        void a_court_may_speak_after_the_ledger_has_closed_and_nothing_else_is_done() {
            var closed = ordered("2016-01-04").go(heard(closed("DEMOLISHED")));
            assertThat(closed.asks("2016-07-19", Act.DEMAND_ISSUED))
                    .isEqualTo(Decision.refuse(new AlreadyClosed(Examples.MAY_12, "DEMOLISHED")));
            assertThat(closed.asks("2016-07-19", Act.SUIT_FILED)).isInstanceOf(Decision.Accepted.class);
        }

        @Test
        void a_dismissed_case_is_opened_again_only_by_looking_into_it_anew() {
            var dismissed = Course.lead("2016-05-03").did("2016-05-04", Act.DISMISSED);
            assertThat(dismissed.stage()).isEqualTo(Stage.DISMISSED);
            var filing = new CaseCommand.FileCase(
                    ID, Examples.NUMBER, Track.EXISTING, LocalDate.of(2016, 5, 5), by("u-filer", Role.OFFICE));
            refused(dismissed.when(filing), Kind.PROCEDURE_BLOCKED, "case-dismissed");
            assertThat(dismissed.did("2016-05-05", Act.VERIFIED).when(filing)).isInstanceOf(Decision.Accepted.class);
        }
    }

    private static ProcedureEvent order(int days, String on) {
        return new ProcedureEvent.DemolitionOrdered(
                ID, days, true, PAPER, "u-decider", "enforcement", LocalDate.parse(on));
    }

    private static Unlawful refused(@Nullable Decision decision, Kind kind, String rule) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        var refusal = decision instanceof Decision.Refused(var why) ? why : null;
        assertThat(refusal).as("%s", refusal).isInstanceOf(Unlawful.class);
        var unlawful = (Unlawful) refusal;
        assertThat(unlawful.kind()).as("%s", unlawful).isEqualTo(kind);
        assertThat(unlawful.rule()).as("%s", unlawful).isEqualTo(rule);
        assertThat(unlawful.code()).isEqualTo(kind.code());
        return unlawful;
    }
}
