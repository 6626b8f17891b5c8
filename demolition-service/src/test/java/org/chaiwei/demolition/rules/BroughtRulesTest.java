package org.chaiwei.demolition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chaiwei.demolition.rules.Rule.SignedBy;
import org.chaiwei.demolition.rules.Rule.Subject;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that the service brings, as a whole. */
class BroughtRulesTest {

    private static final RuleSet RULES = Laws.broughtRules();

    /** What follows from other acts and is never asked for. */
    private static final Set<Act> FOLLOWING = EnumSet.of(Act.NOTHING_LEFT, Act.RIGHTS_NOT_NOTIFIED);

    /** Whose roles stand in the code, see Step. */
    private static final Set<Act> WITH_ROLES_OF_THEIR_OWN = EnumSet.of(
            Act.FILED,
            Act.DEMOLISHED_BY_OWNER,
            Act.DEMOLISHED_BY_AGREEMENT,
            Act.DEMOLISHED_BY_FORCE,
            Act.SEALED,
            Act.ACCEPTED,
            Act.RESTORED);

    static Stream<LocalDate> days() {
        return Stream.of(
                        "2013-01-01",
                        "2015-04-30",
                        "2015-05-01",
                        "2016-05-09",
                        "2018-01-01",
                        "2018-02-08",
                        "2018-12-05",
                        "2020-06-30",
                        "2020-07-01",
                        "2020-11-15",
                        "2021-07-14",
                        "2021-07-15",
                        "2024-01-01",
                        "2026-11-24")
                .map(LocalDate::parse);
    }

    @ParameterizedTest
    @MethodSource("days")
    void on_every_day_since_2013_every_act_has_its_rule_and_its_signers(LocalDate day) {
        for (var act : EnumSet.complementOf(EnumSet.copyOf(FOLLOWING))) {
            if (act == Act.TIME_EXTENDED && day.isBefore(LocalDate.of(2021, 7, 15))) continue; // no limit to extend
            assertThat(RULES.on(day, act))
                    .as("%s on %s", act, day)
                    .anyMatch(rule -> rule.says().subject() == Subject.STEP || rule.says() instanceof Rule.Never);
            assertThat(RULES.on(day, act).stream().filter(rule -> rule.says() instanceof SignedBy))
                    .as("who may do %s on %s", act, day)
                    .hasSize(WITH_ROLES_OF_THEIR_OWN.contains(act) ? 0 : 1);
        }
    }

    @Test
    void no_rule_claims_a_lawyer_s_word() {
        assertThat(RULES.on(LocalDate.of(2026, 11, 24))).isNotEmpty().noneMatch(Rule::checkedByCounsel);
    }

    @Test
    void a_sub_district_signs_no_decision_before_it_has_the_powers() {
        for (var act : List.of(Act.ORDER_ISSUED, Act.FORCED_DEMOLITION_DECIDED, Act.NOTICE_ISSUED, Act.STOP_ORDERED)) {
            assertThat(RULES.signers(LocalDate.of(2020, 6, 30), act)).doesNotContain(Role.STREET);
            assertThat(RULES.signers(LocalDate.of(2020, 7, 1), act)).contains(Role.STREET);
        }
    }

    /** Not watched are the party's own rights, and what nobody has to do. */
    @ParameterizedTest
    @MethodSource("days")
    void every_duty_of_the_office_is_watched_once_and_its_ladder_ends_at_the_leader(LocalDate day) {
        for (var act : Act.values())
            assertThat(RULES.on(day, act).stream().filter(rule -> rule.says() instanceof Rule.Watches))
                    .as("who watches %s on %s", act, day)
                    .hasSizeLessThanOrEqualTo(1);
        RULES.on(day).stream()
                .filter(rule -> rule.says() instanceof Rule.Lasts lasts && lasts.bound() == Rule.Bound.AT_MOST)
                .filter(rule -> !Set.of(
                                "hearing-time-to-ask", "resumption-within-three-years", "seizure-extended-in-time")
                        .contains(rule.id()))
                .forEach(rule -> assertThat(
                                RULES.watch(day, rule.acts().iterator().next()))
                        .as(rule.id())
                        .hasValueSatisfying(watch ->
                                assertThat(watch.ladder().getLast().to()).isEqualTo(Watch.Whom.LEADER)));
    }
}
