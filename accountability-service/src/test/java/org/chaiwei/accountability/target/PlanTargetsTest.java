package org.chaiwei.accountability.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.chaiwei.accountability.target.TargetCommand.Asked;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.platform.security.Role;
import org.junit.jupiter.api.Test;

class PlanTargetsTest {

    private static final PlanTargets PLAN = PlanTargets.published();

    @Test
    void every_target_of_the_plan_is_one_that_the_rules_let_in() {
        assertThat(PLAN.targets())
                .hasSize(24)
                .allSatisfy(target -> assertThat(TargetDecider.decide(
                                new SetTarget(
                                        TargetId.of(target.id()),
                                        target.id(),
                                        target.goal(),
                                        PLAN.effectiveFrom(),
                                        new Asked(Role.SYSTEM, LocalDate.of(2016, 1, 1), null)),
                                new TargetState.Unset()))
                        .isInstanceOf(Decision.Accepted.class));
    }

    @Test
    void more_than_eighty_thousand_is_not_met_by_eighty_thousand() {
        assertThat(goal("T-2016")
                        .operatorOf()
                        .holds(goal("T-2016").value(), goal("T-2016").value()))
                .isFalse();
        assertThat(goal("T-2018")
                        .operatorOf()
                        .holds(goal("T-2018").value(), goal("T-2018").value()))
                .isTrue();
    }

    @Test
    void what_is_to_be_done_basically_or_striven_for_is_left_to_a_person_and_nothing_else() {
        assertThat(PLAN.targets().stream().filter(target -> target.goal().leftToAPerson()))
                .extracting(PlanTargets.PlanTarget::id)
                .containsExactly(
                        "T-HAZARD-2016",
                        "T-HAZARD-2017",
                        "T-WALL-ALLEYS-2016",
                        "T-WALL-UNITS-2016",
                        "T-WALL-2017",
                        "T-UNIT-2016",
                        "T-UNIT-2017",
                        "T-FREE-COMPOUNDS-2017",
                        "T-FREE-ALLEYS-2017",
                        "T-MAIN-2017",
                        "T-RENTAL-2018");
    }

    @Test
    void areas_and_numbers_are_divided_among_the_streets_and_shares_are_not() {
        assertThat(PLAN.targets().stream().filter(target -> target.goal().divisible()))
                .extracting(PlanTargets.PlanTarget::id)
                .containsExactly(
                        "T-ALL",
                        "T-2016",
                        "T-2017",
                        "T-2018",
                        "T-WALL-ALLEYS-2016",
                        "T-WALL-UNITS-2016",
                        "T-FREE-START-2016",
                        "T-FREE-COMPOUNDS-2017",
                        "T-FREE-ALLEYS-2017");
    }

    private static Goal goal(String id) {
        return PLAN.targets().stream()
                .filter(target -> target.id().equals(id))
                .findAny()
                .orElseThrow()
                .goal();
    }
}
