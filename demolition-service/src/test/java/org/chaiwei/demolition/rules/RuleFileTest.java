package org.chaiwei.demolition.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.demolition.calendar.Period;
import org.chaiwei.demolition.calendar.Period.Unit;
import org.chaiwei.demolition.rules.Rule.Bound;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

    private static final String GOOD = """
            - id: hearing-time
              subject: PERIOD
              acts: [LEGAL_REVIEW_PASSED]
              tracks: [EXISTING]
              unless: [PARTY_SOUGHT]
              bound: AT_LEAST
              after: NOTICE_SERVED | NOTICE_ISSUED
              versions:
                - {from: 1996-10-01, to: 2021-07-14, length: 3, unit: CALENDAR_DAYS, article: 第42条}
                - {from: 2021-07-15, length: 5, unit: WORKING_DAYS, article: 第64条, checkedByCounsel: true}
            """;

    @Test
    void a_rule_and_its_versions_are_read() {
        var rules = RuleFile.read("rules/test.yml", GOOD).rules();
        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst())
                .isEqualTo(new Rule(
                        "hearing-time",
                        Set.of(Act.LEGAL_REVIEW_PASSED),
                        Set.of(Track.EXISTING),
                        Set.of(),
                        Set.of(Act.PARTY_SOUGHT),
                        new Rule.Lasts(
                                Bound.AT_LEAST,
                                Set.of(Act.NOTICE_SERVED, Act.NOTICE_ISSUED),
                                new Period(3, Unit.CALENDAR_DAYS),
                                null,
                                Set.of(),
                                false),
                        "第42条",
                        LocalDate.of(1996, 10, 1),
                        LocalDate.of(2021, 7, 14),
                        false));
        assertThat(rules.get(1).checkedByCounsel()).isTrue();
        assertThat(rules.get(1).to()).isNull();
    }

    /** What is wrong, put in the stead of what, the line that is named, and what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "subject: PERIOD; subject: PERHAPS; 2; 'PERHAPS' is no Subject",
                "acts: [LEGAL_REVIEW_PASSED]; acts: [REVIEWED]; 3; 'REVIEWED' is no Act",
                "acts: [LEGAL_REVIEW_PASSED]; acts: []; 3; acts should be a list",
                "tracks: [EXISTING]; tracks: [FAST]; 4; 'FAST' is no Track",
                "tracks: [EXISTING]; trakcs: [EXISTING]; 4; trakcs is not of a rule of PERIOD",
                "tracks: [EXISTING]; needs: [FILED]; 4; needs is not of a rule of PERIOD",
                "bound: AT_LEAST; bound: AT_MOST; 9; late (LAWFUL or REFUSED) goes with AT_MOST",
                "after: NOTICE_SERVED | NOTICE_ISSUED; after: NOTICE_SERVED | NOTED; 7; 'NOTED' is no Act",
                "length: 3; length: 0; 9; length should be a number above zero",
                "unit: WORKING_DAYS; unit: DAYS; 10; 'DAYS' is no Unit",
                "to: 2021-07-14; to: 2021-07-15; 10; begins before the version of 1996-10-01 ends",
                "to: 2021-07-14; to: 1990-01-01; 9; to is before from",
                "from: 2021-07-15, ; from: 2021-7-15, ; 10; from should be a date",
                "article: 第64条, checkedByCounsel: true; article: 第64条, checkedByCounsel: perhaps; 10; should be true or false",
                "article: 第42条; article: ''; 9; article is empty",
                "id: hearing-time; id: Hearing time; 1; not an id",
                "after: NOTICE_SERVED | NOTICE_ISSUED; after: [NOTICE_SERVED; 8; "
            })
    void what_is_wrong_is_told_with_its_file_and_line(String good, String bad, int line, String said) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> RuleFile.read("rules/test.yml", GOOD.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rules/test.yml, line " + line + ": ")
                .hasMessageContaining(said == null ? "" : said);
    }

    @Test
    void what_is_missing_is_told_too() {
        for (var key : List.of("id", "subject", "bound", "after"))
            assertThatThrownBy(() -> RuleFile.read(
                            "rules/test.yml",
                            GOOD.replaceFirst("(?m)^..%s: .*$".formatted(key), "  unless: []")
                                    .replaceFirst("^  unless: \\[]", "- unless: []")))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
    }

    private static final String CLOCK = """
            - id: one-hour-on-site
              subject: CLOCK
              milestone: ON_SITE
              length: 30
              unit: MINUTES
              escalatesTo: office
              unattended: leader
              article: 行动计划
              from: 2016-01-01
            """;

    @Test
    void a_limit_of_the_clock_is_read_and_holds_from_its_first_day() {
        var rules = RuleSet.of(List.of(RuleFile.read("rules/test.yml", CLOCK)));
        assertThat(rules.clock(LocalDate.of(2016, 1, 1)))
                .containsExactly(Map.entry(
                        ClockMilestone.ON_SITE,
                        new ClockLimit(
                                ClockMilestone.ON_SITE,
                                Duration.ofMinutes(30),
                                Role.OFFICE,
                                Role.LEADER,
                                "one-hour-on-site",
                                "行动计划")));
        assertThat(rules.clock(LocalDate.of(2015, 12, 31))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "milestone: ON_SITE; milestone: THERE; 3; 'THERE' is no ClockMilestone",
                "unit: MINUTES; unit: WORKING_DAYS; 5; unit should be MINUTES or HOURS",
                "escalatesTo: office; escalatesTo: mayor; 6; 'mayor' is no Role",
                "unattended: leader; acts: [FILED]; 7; acts is not of a rule of CLOCK"
            })
    void what_is_wrong_with_a_limit_is_told_with_its_line(String good, String bad, int line, String said) {
        assertThatThrownBy(() -> RuleFile.read("rules/test.yml", CLOCK.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rules/test.yml, line " + line + ": " + said);
    }

    @Test
    void a_milestone_has_one_limit_on_a_day() {
        var other = CLOCK.replace("id: one-hour-on-site", "id: another");
        assertThatThrownBy(() -> RuleSet.of(List.of(RuleFile.read("rules/a.yml", CLOCK + other))))
                .hasMessageContaining("limit the same milestone on the same day");
        var later = other.replace("from: 2016-01-01", "from: 2020-01-01");
        var until = CLOCK.replace("from: 2016-01-01", "from: 2016-01-01\n  to: 2019-12-31");
        assertThat(RuleSet.of(List.of(RuleFile.read("rules/a.yml", until + later)))
                        .clock(LocalDate.of(2020, 1, 1)))
                .hasSize(1);
    }

    @Test
    void a_rule_stands_once_in_a_file_and_once_in_all() {
        assertThatThrownBy(() -> RuleFile.read("rules/test.yml", GOOD + GOOD))
                .hasMessage("rules/test.yml, line 11: there is a rule hearing-time already");
        var file = RuleFile.read("rules/a.yml", GOOD);
        assertThatThrownBy(() -> RuleSet.of(List.of(file, RuleFile.read("rules/b.yml", GOOD))))
                .hasMessageContaining("hearing-time stands in rules/a.yml and rules/b.yml");
    }

    private static final String WATCHED = """
            - id: watch-orders
              subject: WATCH
              acts: [ORDER_ISSUED]
              soonDays: 10
              ladder: [1 SUPERVISOR, 5 OFFICE]
              article: 本区督办要求
              from: 2013-01-01
            """;

    @Test
    void how_deadlines_are_watched_is_read() {
        assertThat(RuleFile.read("rules/test.yml", WATCHED).rules().getFirst().says())
                .isEqualTo(new Rule.Watches(new Watch(
                        10, List.of(new Watch.Rung(1, Watch.Whom.SUPERVISOR), new Watch.Rung(5, Watch.Whom.OFFICE)))));
        var plain = WATCHED.replace("  soonDays: 10\n", "").replace("  ladder: [1 SUPERVISOR, 5 OFFICE]\n", "");
        assertThat(RuleFile.read("rules/test.yml", plain).rules().getFirst().says())
                .isEqualTo(new Rule.Watches(new Watch(0, List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "soonDays: 10; soonDays: soon; 4; soonDays should be a number",
                "[1 SUPERVISOR, 5 OFFICE]; 1 SUPERVISOR; 5; ladder should be a list",
                "5 OFFICE; OFFICE; 5; a rung should be like 3 OFFICE",
                "5 OFFICE; 0 OFFICE; 5; a rung should be like 3 OFFICE",
                "5 OFFICE; 5 MAYOR; 5; 'MAYOR' is no Whom",
                "5 OFFICE; 1 OFFICE; 5; a rung should come later and stand higher",
                "5 OFFICE; 5 HANDLER; 5; a rung should come later and stand higher"
            })
    void a_wrong_ladder_stops_the_start_and_names_the_line(String good, String bad, int line, String said) {
        assertThatThrownBy(() -> RuleFile.read("rules/test.yml", WATCHED.replace(good, bad)))
                .hasMessageStartingWith("rules/test.yml, line " + line)
                .hasMessageContaining(said);
    }
}
