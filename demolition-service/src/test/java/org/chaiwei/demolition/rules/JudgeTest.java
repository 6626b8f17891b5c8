package org.chaiwei.demolition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.rules.Ruling.Lawful;
import org.chaiwei.demolition.rules.Ruling.Objection;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.demolition.rules.Ruling.Unlawful;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge by the rules that the service brings. */
class JudgeTest {

    private static final Law LAW = Laws.brought();

    /** To the order of an existing construction, all on the days given. */
    private static Record ordered(String day) {
        return record().did(Act.FILED, day)
                .did(Act.EVIDENCE_COLLECTED, day)
                .did(Act.OPINION_UNLAWFUL, day)
                .did(Act.NOTICE_ISSUED, day)
                .did(Act.NOTICE_SERVED, day)
                .did(Act.HEARING_WAIVED, day)
                .did(Act.STATEMENT_HEARD, day)
                .did(Act.LEGAL_REVIEW_PASSED, day)
                .did(Act.ORDER_ISSUED, day)
                .did(Act.ORDER_SERVED, day);
    }

    @Nested
    class TheLawByDate {

        @ParameterizedTest
        @CsvSource({
            // three calendar days, to 2021-07-14; asked on the last of them, and one later
            "2016-05-09, 2016-05-12, true",
            "2016-05-09, 2016-05-13, false",
            // five working days, from 2021-07-15
            "2021-07-15, 2021-07-22, true",
            "2021-07-15, 2021-07-23, false",
            // served under the old law, asked under the new: the law of the day of asking
            "2021-07-12, 2021-07-19, true",
            "2021-07-09, 2021-07-14, false"
        })
        void the_time_to_ask_for_a_hearing(String served, String asked, boolean lawful) {
            var record = record().did(Act.FILED, served).did(Act.NOTICE_SERVED, served);
            assertLawful(record.asks(Act.HEARING_ASKED, asked), lawful, Kind.PERIOD_OVER, "hearing-time-to-ask");
        }

        @ParameterizedTest
        @CsvSource({
            // seven days, and seven working days
            "2016-05-09, 2016-05-16, false",
            "2016-05-09, 2016-05-17, true",
            "2021-07-15, 2021-07-26, false",
            "2021-07-15, 2021-07-27, true"
        })
        void a_hearing_is_told_of_ahead(String notified, String held, boolean lawful) {
            var record = record().did(Act.FILED, notified)
                    .did(Act.HEARING_ASKED, notified)
                    .did(Act.HEARING_NOTIFIED, notified);
            assertLawful(record.asks(Act.HEARING_HELD, held), lawful, Kind.PERIOD_NOT_OVER, "hearing-notice-ahead");
        }

        @ParameterizedTest
        @CsvSource({
            // three months, to 2015-04-30: 2015-01-15 to 2015-04-15
            "2015-01-15, 2015-04-15, false, 2015-04-16",
            "2015-01-15, 2015-04-16, true,",
            // six months from 2015-05-01 on, also where the order was served before
            "2015-01-15, 2015-05-04, false, 2015-07-16",
            "2015-01-15, 2015-07-16, true,"
        })
        void the_time_to_sue(String served, String decided, boolean lawful, @Nullable LocalDate earliest) {
            var record = demanded(ordered(served), served);
            var ruling = record.asks(Act.FORCED_DEMOLITION_DECIDED, decided);
            assertLawful(ruling, lawful, Kind.PERIOD_NOT_OVER, "suit-time");
            if (ruling instanceof Unlawful unlawful)
                assertThat(unlawful.earliest()).isEqualTo(earliest);
        }

        @Test
        void whoever_was_not_told_of_their_rights_has_two_years_and_from_2018_one() {
            var record = demanded(ordered("2016-02-15").did(Act.RIGHTS_NOT_NOTIFIED, "2016-02-15"), "2016-03-07");
            var before = (Unlawful) record.asks(Act.FORCED_DEMOLITION_DECIDED, "2018-02-07");
            assertThat(before.objections().getFirst().article()).contains("第41条");
            assertThat(record.asks(Act.FORCED_DEMOLITION_DECIDED, "2018-02-08")).isInstanceOf(Lawful.class);
        }

        @Test
        void the_order_needs_a_legal_review_from_2018_on() {
            var record = noticed("2017-12-01");
            assertThat(record.asks(Act.ORDER_ISSUED, "2017-12-31")).isInstanceOf(Lawful.class);
            var refused = (Unlawful) record.asks(Act.ORDER_ISSUED, "2018-01-01");
            assertThat(refused.objections().getFirst().missing()).containsExactly(Set.of(Act.LEGAL_REVIEW_PASSED));
            assertThat(refused.objections().getFirst().article()).isEqualTo("行政处罚法（2017）第38条");
            assertThat(refused.earliest()).isNull();
        }

        @Test
        void the_order_comes_within_ninety_days_from_2021_on_unless_the_time_is_extended() {
            assertThat(noticed("2016-01-04").asks(Act.ORDER_ISSUED, "2016-12-30"))
                    .isInstanceOf(Lawful.class);
            var late = noticed("2022-03-01").did(Act.LEGAL_REVIEW_PASSED, "2022-05-05");
            assertThat(late.asks(Act.ORDER_ISSUED, "2022-05-30")).isInstanceOf(Lawful.class);
            assertLawful(
                    late.asks(Act.ORDER_ISSUED, "2022-05-31"), false, Kind.PERIOD_OVER, "order-within-ninety-days");
            assertThat(late.did(Act.TIME_EXTENDED, "2022-05-30").asks(Act.ORDER_ISSUED, "2022-07-01"))
                    .isInstanceOf(Lawful.class);
        }

        @Test
        void publication_has_twenty_working_days_since_december_2018_and_late_is_told() {
            assertThat(ordered("2016-05-09").asks(Act.ORDER_PUBLISHED, "2016-12-30"))
                    .isEqualTo(new Lawful(List.of()));
            var late = (Lawful) ordered("2021-09-01").asks(Act.ORDER_PUBLISHED, "2021-12-30");
            assertThat(late.late())
                    .containsExactly(new Ruling.Late(
                            "order-published-in-time", "行政处罚法（2021）第48条；国办发〔2018〕118号", LocalDate.of(2021, 9, 29)));
        }
    }

    @Nested
    class WhoMay {

        @Test
        void before_july_2020_a_sub_district_signs_no_order() {
            var record = noticed("2020-06-01").did(Act.LEGAL_REVIEW_PASSED, "2020-06-10");
            var refused = (Unlawful) record.asks(Act.ORDER_ISSUED, "2020-06-30", "street-1", Role.STREET);
            assertThat(refused.objections().getFirst().kind()).isEqualTo(Kind.ROLE_MAY_NOT_SIGN);
            assertThat(refused.objections().getFirst().roles()).containsExactly(Role.ENFORCEMENT);
            assertThat(record.asks(Act.ORDER_ISSUED, "2020-07-01", "street-1", Role.STREET))
                    .isInstanceOf(Lawful.class);
        }

        @Test
        void whoever_reviewed_does_not_decide() {
            var record = noticed("2022-03-01").did(Act.LEGAL_REVIEW_PASSED, "2022-03-20", "u-1");
            var refused = (Unlawful) record.asks(Act.ORDER_ISSUED, "2022-03-21", "u-1", Role.ENFORCEMENT);
            assertThat(refused.objections())
                    .extracting(Objection::kind, Objection::rule)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Kind.DUTIES_NOT_SEPARATE, "decision-not-by-reviewer"));
            assertThat(record.asks(Act.ORDER_ISSUED, "2022-03-21", "u-2", Role.ENFORCEMENT))
                    .isInstanceOf(Lawful.class);
        }
    }

    @Nested
    class TheCalendar {

        @Test
        void over_a_year_that_is_not_known_only_the_days_that_hang_on_it_are_refused() {
            var record = demanded(ordered("2026-08-03"), "2026-08-24");
            var refused = (Unlawful) record.asks(Act.FORCED_DEMOLITION_DECIDED, "2027-02-04");
            assertThat(refused.objections().getFirst().kind()).isEqualTo(Kind.DATE_PROVISIONAL);
            assertThat(refused.provisional()).isTrue();
            assertThat(record.asks(Act.FORCED_DEMOLITION_DECIDED, "2027-02-18")).isInstanceOf(Lawful.class);
            var early = (Unlawful) record.asks(Act.FORCED_DEMOLITION_DECIDED, "2026-12-01");
            assertThat(early.objections().getFirst().kind()).isEqualTo(Kind.PERIOD_NOT_OVER);
            assertThat(early.earliest()).isEqualTo(LocalDate.of(2027, 2, 4));
            assertThat(early.provisional()).isTrue();
        }

        @Test
        void a_day_of_which_it_is_not_known_if_it_is_a_holiday_is_refused_until_it_is() {
            var record = posted("2026-12-01").executed("2027-01-20");
            var refused = (Unlawful) record.asks(Act.DEMOLISHED_BY_FORCE, "2027-01-20");
            assertThat(refused.objections()).extracting(Objection::kind).containsExactly(Kind.DATE_PROVISIONAL);
        }
    }

    @Nested
    class ByForce {

        @Test
        void with_everything_on_record() {
            assertThat(posted("2016-05-09").executed("2016-05-17").asks(Act.DEMOLISHED_BY_FORCE, "2016-05-17"))
                    .isEqualTo(new Lawful(List.of()));
        }

        @Test
        void records_of_another_day_are_none() {
            var refused =
                    (Unlawful) posted("2016-05-09").executed("2016-05-17").asks(Act.DEMOLISHED_BY_FORCE, "2016-05-18");
            assertThat(refused.objections().getFirst().missing())
                    .containsExactly(
                            Set.of(Act.INVENTORY_TAKEN),
                            Set.of(Act.RECORD_WRITTEN),
                            Set.of(Act.VIDEO_TAKEN),
                            Set.of(Act.WITNESSED));
        }

        @Test
        void the_first_lawful_day_passes_over_the_holidays() {
            // five working days behind Sunday the 25th end on Friday the 30th; the 1st to the 3rd are statutory
            var ruling = (Unlawful) posted("2016-09-25").asks(Act.DEMOLISHED_BY_FORCE, "2016-09-26");
            assertThat(ruling.objections()).extracting(Objection::rule).contains("site-posting-time");
            assertThat(ruling.earliest()).isEqualTo(LocalDate.of(2016, 10, 4));
        }

        @Test
        void what_is_recorded_on_the_very_day_is_no_reason_not_to_name_one() {
            var posted = posted("2016-09-25");
            var prospect = new Judge(LAW, Track.EXISTING, posted.milestones)
                    .prospect(Act.DEMOLISHED_BY_FORCE, LocalDate.of(2016, 10, 10));
            assertThat(prospect.isOpen()).isTrue();
            assertThat(prospect.objections().getFirst().missing()).contains(Set.of(Act.VIDEO_TAKEN));
            var ruling = (Unlawful) posted.asks(Act.DEMOLISHED_BY_FORCE, "2016-10-10");
            assertThat(ruling.earliest())
                    .as("nothing is wanting but what the day brings")
                    .isNull();
        }

        @Test
        void a_revoked_order_takes_away_all_that_rested_on_it() {
            var revoked =
                    posted("2016-05-09").did(Act.ORDER_REVOKED, "2016-05-13").executed("2016-05-17");
            var refused = (Unlawful) revoked.asks(Act.DEMOLISHED_BY_FORCE, "2016-05-17");
            assertThat(refused.objections().getFirst().missing()).contains(Set.of(Act.ORDER_SERVED));
        }

        @Test
        void what_was_recorded_later_but_happened_before_counts_and_what_happened_later_does_not() {
            var record = posted("2016-05-09").executed("2016-05-17");
            assertThat(record.did(Act.SUIT_FILED, "2016-05-16").asks(Act.DEMOLISHED_BY_FORCE, "2016-05-17"))
                    .isInstanceOf(Unlawful.class);
            assertThat(record.did(Act.SUIT_FILED, "2016-05-18").asks(Act.DEMOLISHED_BY_FORCE, "2016-05-17"))
                    .isInstanceOf(Lawful.class);
        }
    }

    @Nested
    class Tracks {

        @Test
        void what_a_track_does_not_have_is_refused_as_such_and_before_the_filing_for_want_of_it() {
            var record = record().did(Act.FILED, "2016-05-09");
            assertThat(((Unlawful) record.asks(Act.STOP_ORDERED, "2016-05-09"))
                            .objections()
                            .getFirst()
                            .kind())
                    .isEqualTo(Kind.NOT_ON_THIS_TRACK);
            var unfiled = (Unlawful)
                    new Judge(LAW, null, List.of()).rule(Question.ofAnyone(Act.STOP_ORDERED, LocalDate.of(2016, 5, 9)));
            assertThat(unfiled.objections().getFirst().missing()).containsExactly(Set.of(Act.FILED));
        }

        @Test
        void a_temporary_construction_is_never_correctable() {
            var judge = new Judge(
                    LAW,
                    Track.TEMPORARY,
                    List.of(
                            Milestone.of(Act.FILED, LocalDate.of(2016, 5, 9)),
                            Milestone.of(Act.EVIDENCE_COLLECTED, LocalDate.of(2016, 5, 9))));
            var refused = (Unlawful) judge.rule(Question.ofAnyone(Act.OPINION_CORRECTABLE, LocalDate.of(2016, 5, 9)));
            assertThat(refused.objections().getFirst().kind()).isEqualTo(Kind.NEVER_LAWFUL);
            assertThat(refused.objections().getFirst().article()).isEqualTo("城乡规划法第66条");
        }

        @Test
        void a_seizure_lasts_thirty_days_and_thirty_more() {
            var seized = new Record(Track.UNDER_CONSTRUCTION, List.of())
                    .did(Act.FILED, "2016-05-09")
                    .did(Act.STOP_ORDERED, "2016-05-09")
                    .did(Act.SEIZED, "2016-05-09");
            assertThat(seized.asks(Act.SEIZURE_EXTENDED, "2016-06-08")).isInstanceOf(Lawful.class);
            assertLawful(
                    seized.asks(Act.SEIZURE_EXTENDED, "2016-06-09"),
                    false,
                    Kind.PERIOD_OVER,
                    "seizure-extended-in-time");
            var extended = seized.did(Act.SEIZURE_EXTENDED, "2016-06-08");
            assertThat(((Lawful) extended.asks(Act.SEIZURE_LIFTED, "2016-07-08")).late())
                    .isEmpty();
            assertThat(((Lawful) extended.asks(Act.SEIZURE_LIFTED, "2016-07-12")).late())
                    .hasSize(1);
        }

        @Test
        void an_on_site_measure_is_reported_within_a_day_to_the_minute() {
            var taken = OffsetDateTime.parse("2016-05-09T15:00:00+08:00");
            var judge = new Judge(
                    LAW,
                    Track.UNDER_CONSTRUCTION,
                    List.of(new Milestone(Act.MEASURE_TAKEN, LocalDate.of(2016, 5, 9), taken, "u-1", null, null)));
            assertThat(((Lawful) judge.rule(reported(taken.plusHours(24)))).late())
                    .isEmpty();
            assertThat(((Lawful) judge.rule(reported(taken.plusHours(24).plusMinutes(1)))).late())
                    .hasSize(1);
        }

        private static Question reported(OffsetDateTime at) {
            return new Question(
                    List.of(Act.MEASURE_REPORTED), at.toLocalDate(), at, "u-1", Role.STREET, null, null, true);
        }
    }

    private static void assertLawful(Ruling ruling, boolean lawful, Kind otherwise, String rule) {
        if (lawful) assertThat(ruling).isInstanceOf(Lawful.class);
        else
            assertThat(((Unlawful) ruling).objections())
                    .extracting(Objection::kind, Objection::rule)
                    .contains(org.assertj.core.groups.Tuple.tuple(otherwise, rule));
    }

    private static Record record() {
        return new Record(Track.EXISTING, List.of());
    }

    private static Record noticed(String day) {
        return record().did(Act.FILED, day)
                .did(Act.EVIDENCE_COLLECTED, day)
                .did(Act.OPINION_UNLAWFUL, day)
                .did(Act.NOTICE_ISSUED, day)
                .did(Act.NOTICE_SERVED, day)
                .did(Act.HEARING_WAIVED, day)
                .did(Act.STATEMENT_HEARD, day);
    }

    private static Record demanded(Record record, String day) {
        return record.did(Act.STILL_STANDING, day)
                .did(Act.DEMAND_ISSUED, day)
                .did(Act.DEMAND_SERVED, day)
                .did(Act.DEMAND_ANSWERED, day);
    }

    private static Record posted(String day) {
        return demanded(ordered("2015-06-01"), "2015-06-23")
                .did(Act.FORCED_DEMOLITION_DECIDED, day)
                .did(Act.DECISION_SERVED, day)
                .did(Act.POSTED_ON_SITE, day);
    }

    /** What a case has on record. */
    private record Record(Track track, List<Milestone> milestones) {

        Record did(Act act, String day) {
            return did(act, day, null);
        }

        Record did(Act act, String day, @Nullable String by) {
            var more = new ArrayList<>(milestones);
            more.add(new Milestone(act, LocalDate.parse(day), null, by, null, null));
            return new Record(track, more);
        }

        Record executed(String day) {
            return did(Act.INVENTORY_TAKEN, day)
                    .did(Act.RECORD_WRITTEN, day)
                    .did(Act.VIDEO_TAKEN, day)
                    .did(Act.WITNESSED, day);
        }

        Ruling asks(Act act, String day) {
            return new Judge(LAW, track, milestones).rule(Question.ofAnyone(act, LocalDate.parse(day)));
        }

        Ruling asks(Act act, String day, String by, Role role) {
            return new Judge(LAW, track, milestones)
                    .rule(new Question(List.of(act), LocalDate.parse(day), null, by, role, null, null, true));
        }
    }
}
