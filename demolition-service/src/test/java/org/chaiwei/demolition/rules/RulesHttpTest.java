package org.chaiwei.demolition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.Test;

/** The rules and the calendar over HTTP. */
class RulesHttpTest extends RunningService {

    private static final String RULES = "/api/v1/demolition/rules";

    @Test
    void the_rules_of_a_day_are_shown_with_article_period_unit_dates_and_whether_a_lawyer_checked_them() {
        var rules = get(RULES + "?on=2016-05-09");
        assertThat(rules.status()).as(rules.body()).isEqualTo(200);
        assertThat(rules.<String>json("$.on")).isEqualTo("2016-05-09");
        var hearing = "$.rules[?(@.id == 'hearing-time-to-ask')]";
        assertThat(rules.<List<Integer>>json(hearing + ".period")).containsExactly(3);
        assertThat(rules.<List<String>>json(hearing + ".unit")).containsExactly("CALENDAR_DAYS");
        assertThat(rules.<List<String>>json(hearing + ".article")).containsExactly("行政处罚法（1996）第42条");
        assertThat(rules.<List<String>>json(hearing + ".to")).containsExactly("2021-07-14");
        assertThat(rules.<List<Boolean>>json(hearing + ".checkedByCounsel")).containsExactly(false);
        assertThat(get(RULES).<List<Integer>>json(hearing + ".period")).containsExactly(5);
    }

    @Test
    void all_versions_of_a_rule_are_shown_by_their_dates() {
        assertThat(get(RULES + "/suit-time").<List<Integer>>json("$[*].period")).containsExactly(3, 6);
        assertThat(get(RULES + "/suit-time").<List<String>>json("$[*].from"))
                .containsExactly("1990-10-01", "2015-05-01");
        var none = get(RULES + "/good-luck");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.<String>json("$.code")).isEqualTo("no-such-rule");
        assertThat(get(RULES + "?on=someday").status()).isEqualTo(400);
    }

    @Test
    void the_calendar_says_which_years_it_knows() {
        var calendar = get("/api/v1/demolition/calendar");
        assertThat(calendar.<List<Integer>>json("$.years")).startsWith(2013).contains(2026);
        assertThat(calendar.<String>json("$.trouble")).isNull();
    }

    private Answer get(String path) {
        return http.get(path, "Authorization", "Bearer " + TestIssuer.shared().token(Role.DEPARTMENT));
    }
}
