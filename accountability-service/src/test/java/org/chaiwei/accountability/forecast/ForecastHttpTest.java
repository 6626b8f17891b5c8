package org.chaiwei.accountability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.progress.Story;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forecasts over HTTP, of a small district that two streets clear by the working day. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastHttpTest {

    private static final String ROOT = "/api/v1/accountability";

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("progressView")
    private FactView view;

    @Autowired
    private PlatformTransactionManager transactions;

    private final Story story = new Story();

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    /** Forty entries a street, one falls and is closed every other week; a third of them block fire lanes, an alley has two wall openings. */
    @BeforeAll
    void once() {
        assertThat(get("/forecast?asOf=2016-06-30", Role.LEADER).<List<String>>json("$.targets[*].without"))
                .contains("NO_FACTS")
                .doesNotContain((String) null);
        for (int i = 0; i < 40; i++) {
            var tags = i % 3 == 0 ? new String[] {"FIRE_LANE"} : new String[0];
            story.registered("D" + i, DASHILAR, (100 + i) + ".00", "2015-06-01", tags)
                    .registered("T" + i, TIANQIAO, (200 - i) + ".00", "2015-06-01", tags);
        }
        story.wallOpening("W0", DASHILAR, "A1", 3, "5.00", "2015-06-01")
                .wallOpening("W1", DASHILAR, "A1", 2, "5.00", "2015-06-01")
                .wallOpening("W2", TIANQIAO, "A2", 4, "5.00", "2015-06-01");
        var day = LocalDate.of(2016, 1, 4);
        for (int i = 0; i < 24; i++, day = day.plusDays(14)) {
            story.posted("D" + i, (100 + i) + ".00", day.toString())
                    .closed("D" + i, "DEMOLISHED", day.toString())
                    .posted("T" + i, (200 - i) + ".00", day.plusDays(1).toString())
                    .closed("T" + i, "DEMOLISHED", day.plusDays(1).toString());
        }
        story.closed("W0", "SEALED", "2016-03-01")
                .closed("W1", "SEALED", "2016-05-01")
                .reassigned("D39", TIANQIAO, "2016-07-01");
        new TransactionTemplate(transactions).executeWithoutResult(_ -> view.apply(story.facts));
        assertThat(post("/targets/street-parts", "{\"asOf\":\"2016-06-30\"}", Role.OFFICE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void each_target_that_moves_with_time_has_a_forecast_in_numbers_and_in_both_languages() {
        var answer = get("/forecast?asOf=2016-09-30", Role.LEADER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<Integer>json("$.knownAt")).isEqualTo((int) story.position());
        var area = of("T-2016", answer);
        assertThat(area).containsEntry("outlook", "NOT_AT_THIS_PACE").containsEntry("metOn", null);
        assertThat(answer.body())
                .contains("\"perWorkingDay\":")
                .contains("\"coverage\":0.80")
                .contains("直线外推");
        // The share by count and by area: two lines, and a person's decision.
        var hazard = of("T-HAZARD-2016", answer);
        assertThat(hazard).containsEntry("met", "NEEDS_DECISION");
        assertThat(answer.<List<List<String>>>json("$.targets[?(@.id == 'T-HAZARD-2016')].lines[*].by")
                        .toString())
                .contains("ENTRIES", "RECORDED_M2");
        assertThat(of("T-2017", answer)).containsEntry("without", "NOT_BEGUN").containsEntry("met", "NO_DATA");
        assertThat(of("T-NEW", answer)).containsEntry("without", "NOT_OVER_TIME");
        assertThat(of("T-FREE-ALLEYS-2017", answer)).containsEntry("without", "NOT_OVER_TIME");
    }

    @ParameterizedTest
    @CsvSource({"2016-01-01,", "2016-06-30,", "2016-09-30,110102013", "2016-12-31,110102014", "2017-03-01,"})
    void what_is_reached_and_whether_it_is_met_are_as_progress_says(String asOf, String street) {
        var asked = "?asOf=" + asOf + (street == null ? "" : "&street=" + street);
        var forecast = get("/forecast" + asked, Role.OFFICE);
        var progress = get("/progress" + asked, Role.OFFICE);
        var compared = 0;
        for (var one : forecast.<List<Map<String, Object>>>json("$.targets")) {
            if ("NOT_OVER_TIME".equals(one.get("without"))) continue;
            var other = of((String) one.get("id"), progress);
            assertThat(one.get("met")).as("" + one.get("id")).isEqualTo(other.get("met"));
            if (one.get("value") != null) {
                assertThat(one.get("value")).as("" + one.get("id")).isEqualTo(other.get("value"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    @Test
    void a_street_official_asks_for_the_district_and_their_own_street() {
        var own = get("/forecast?asOf=2016-09-30&street=" + DASHILAR, Role.STREET, DASHILAR);
        assertThat(own.<String>json("$.street")).isEqualTo(DASHILAR);
        assertThat(of("T-2016", own).get("target")).isNotEqualTo(80000.0);
        assertThat(get("/forecast?asOf=2016-09-30", Role.STREET, DASHILAR).status())
                .isEqualTo(200);
        var other = get("/forecast?street=" + TIANQIAO, Role.STREET, DASHILAR);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.<String>json("$.code")).isEqualTo("outside-your-street");
    }

    @Test
    void what_was_not_known_yet_is_not_in_it() {
        var early =
                get("/forecast?asOf=2016-09-30&knownAt=" + story.facts.get(79).position(), Role.LEADER);
        assertThat(of("T-2016", early).get("value")).isEqualTo(0.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STREET", "OFFICE", "ENFORCEMENT", "ACCEPTANCE", "LEGAL", "SUPERVISION", "LEADER", "DEPARTMENT"})
    void everyone_who_works_with_the_plan_sees_the_districts_forecast(Role role) {
        assertThat(get("/forecast?asOf=2016-09-30", role, DASHILAR).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/forecast", "/forecast/backtest"})
    void nobody_gets_in_without_a_token_nor_as_one_of_the_three_administrators(String path) {
        assertThat(new Http(port).get(ROOT + path).<String>json("$.code")).isEqualTo("login-required");
        for (var administrator : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN))
            assertThat(get(path, administrator).<String>json("$.code")).isEqualTo("role-may-not");
    }

    @ParameterizedTest
    @CsvSource({
        "/forecast?asOf=2199-01-01, asOf, date-in-future",
        "/forecast/backtest?to=2199-01-01, to, date-in-future",
        "/forecast/backtest?from=2016-08-01&to=2016-07-31, to, below-its-start",
        "/forecast?knownAt=now, knownAt, not-a-point-of-record",
        "/forecast?street=Atlantis, street, street-unknown"
    })
    void what_can_t_be_answered_is_refused_by_the_name_of_the_field(String asked, String field, String code) {
        var refused = get(asked, Role.OFFICE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    @Test
    void both_methods_stand_side_by_side_with_what_is_used_and_why() {
        var answer = get("/forecast/backtest?from=2016-01-01&to=2016-11-30", Role.LEADER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<String>json("$.methods.STRAIGHT_LINE.zh")).contains("直线");
        var lines = "$.targets[?(@.id == 'T-2016')].lines[0]";
        assertThat(answer.<List<Integer>>json(lines + ".horizons[?(@.horizon == 'DAYS_30')].origins"))
                .containsExactly(10);
        assertThat(answer.<List<Object>>json(lines + ".horizons[*].trials")).containsOnlyNulls();
        assertThat(answer.<List<String>>json(lines + ".nowUsed.method")).hasSize(1);
        // What the back-test says is used is what the forecast uses.
        assertThat(get("/forecast?asOf=2016-11-30", Role.LEADER)
                        .<List<Object>>json("$.targets[?(@.id == 'T-2016')].lines[0].forecast.choice"))
                .isEqualTo(answer.<List<Object>>json(lines + ".nowUsed"));
        var one = get("/forecast/backtest?to=2016-11-30&target=T-2016", Role.LEADER);
        assertThat(one.<List<String>>json("$.targets[*].id")).containsExactly("T-2016");
        assertThat(one.<List<Object>>json("$.targets[0].lines[0].horizons[1].trials[*].actual"))
                .hasSize(10);
        assertThat(get("/forecast/backtest?target=T-NONE", Role.LEADER).status())
                .isEqualTo(404);
        assertThat(get("/forecast/backtest?street=" + TIANQIAO, Role.STREET, DASHILAR)
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
    }

    @Test
    void more_teams_are_shown_with_every_assumption_and_where_it_is_from() {
        var answer = whatIf("""
                {"asOf":"2016-09-30","target":"T-2016","teams":[{"count":3,"from":"2016-10-10","to":"2016-12-31"}]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<List<String>>json("$.assumptions[*].name"))
                .containsExactly(
                        "AREA_PACE",
                        "TEAMS_NOW",
                        "M2_PER_TEAM_AND_WORKING_DAY",
                        "TEAMS",
                        "WHERE_TEAMS_WORK",
                        "NO_NEW_ENTRIES");
        assertThat(answer.<List<String>>json("$.assumptions[*].source"))
                .containsExactly("MEASURED", "DEFAULT", "DEFAULT", "GIVEN", "DEFAULT", "DEFAULT");
        assertThat(answer.<List<String>>json("$.assumptions[*].says.zh"))
                .allSatisfy(said -> assertThat(said).isNotBlank());
        assertThat(answer.<List<String>>json("$.targets[*].id")).containsExactly("T-2016");
        assertThat(answer.<Double>json("$.targets[0].lines[0].difference.expected"))
                .isPositive();
        var given = whatIf("""
                {"asOf":"2016-09-30","teams":[{"count":1,"from":"2016-10-10","to":"2016-10-14","m2PerWorkingDay":20}]}""");
        assertThat(given.<List<Double>>json("$.targets[?(@.id == 'T-2016')].lines[0].difference.expected"))
                .containsExactly(100.0);
    }

    @Test
    void another_order_brings_what_is_first_sooner_and_leaves_the_area_as_it_is() {
        var answer = whatIf("""
                {"asOf":"2016-09-30","priorities":{"first":[{"tag":"FIRE_LANE"},{"street":"大栅栏"}],"order":"SMALLEST_FIRST"}}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<List<Double>>json("$.targets[?(@.id == 'T-2016')].lines[0].difference.expected"))
                .containsExactly(0.0);
        assertThat(answer.<List<Integer>>json("$.targets[?(@.id == 'T-HAZARD-2016')].lines[0].difference.expected")
                        .getFirst())
                .isPositive();
        assertThat(answer.<List<String>>json("$.assumptions[*].name"))
                .containsExactly("PRIORITIES", "ORDER", "CLOSED_WHEN_DOWN", "NO_NEW_ENTRIES");
    }

    @Test
    void a_target_is_asked_about_with_another_value_and_last_day_and_stays_as_it_is() {
        var answer = whatIf("""
                {"asOf":"2016-09-30","target":"T-2016","moved":{"due":"2017-03-31","value":7000.00}}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<String>json("$.targets[0].lines[0].with.on")).isEqualTo("2017-03-31");
        assertThat(answer.<Double>json("$.targets[0].lines[0].with.least")).isEqualTo(7000.01);
        assertThat(answer.<String>json("$.targets[0].lines[0].with.outlook")).isEqualTo("BY_DUE_DATE");
        assertThat(answer.<Double>json("$.targets[0].lines[0].without.least")).isEqualTo(80000.01);
        assertThat(of("T-2016", get("/forecast?asOf=2016-09-30", Role.LEADER))).containsEntry("target", 80000.0);
    }

    @Test
    void a_street_official_asks_what_if_of_their_own_street() {
        var asked = "{\"asOf\":\"2016-09-30\",\"street\":\"%s\",\"teams\":[{\"count\":1}]}";
        var own = post("/forecast/what-if", asked.formatted(DASHILAR), Role.STREET, DASHILAR);
        assertThat(own.status()).as(own.body()).isEqualTo(200);
        assertThat(own.<List<Double>>json("$.assumptions[?(@.name == 'TEAMS_NOW')].value"))
                .hasSize(1);
        assertThat(post("/forecast/what-if", asked.formatted(TIANQIAO), Role.STREET, DASHILAR)
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(post("/forecast/what-if", asked.formatted(DASHILAR), Role.SYSADMIN)
                        .<String>json("$.code"))
                .isEqualTo("role-may-not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | teams | nothing-assumed",
                "{\"teams\":[{\"count\":0}]} | teams[0].count | min",
                "{\"teams\":[{\"count\":1,\"m2PerWorkingDay\":-1}]} | teams[0].m2PerWorkingDay | positive",
                "{\"asOf\":\"2016-09-30\",\"teams\":[{\"count\":1,\"from\":\"2016-09-30\"}]} | teams[0].from | not-ahead",
                "{\"asOf\":\"2016-09-30\",\"teams\":[{\"count\":1,\"from\":\"2016-11-01\",\"to\":\"2016-10-01\"}]} | teams[0].to | below-its-start",
                "{\"asOf\":\"2015-09-30\",\"teams\":[{\"count\":1}]} | teams[0].m2PerWorkingDay | nothing-measured",
                "{\"priorities\":{\"first\":[{\"tag\":\"A\",\"use\":\"B\"}]}} | priorities.first[0] | one-of-three",
                "{\"priorities\":{\"first\":[{\"street\":\"Atlantis\"}]}} | priorities.first[0].street | street-unknown",
                "{\"priorities\":{\"order\":\"BY_LUCK\"}} | priorities.order | not-one-of",
                "{\"asOf\":\"2016-09-30\",\"moved\":{\"value\":1}} | target | missing",
                "{\"asOf\":\"2016-09-30\",\"target\":\"T-2016\",\"moved\":{}} | moved | nothing-assumed",
                "{\"asOf\":\"2016-09-30\",\"target\":\"T-NONE\",\"moved\":{\"value\":1}} | target | not-one-of",
                "{\"asOf\":\"2016-09-30\",\"target\":\"T-HAZARD-2016\",\"moved\":{\"value\":2}} | moved.value | not-a-value-of",
                "{\"asOf\":\"2016-09-30\",\"target\":\"T-2016\",\"moved\":{\"due\":\"2016-09-01\"}} | moved.due | not-ahead"
            })
    void an_assumption_that_makes_no_sense_is_refused_by_the_name_of_its_field(
            String asked, String field, String code) {
        var refused = whatIf(asked);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    private Answer whatIf(String asked) {
        return post("/forecast/what-if", asked, Role.OFFICE);
    }

    private static Map<String, Object> of(String target, Answer answer) {
        return answer.<List<Map<String, Object>>>json("$.targets[?(@.id == '" + target + "')]")
                .getFirst();
    }

    private Answer get(String path, Role role, String... streets) {
        return new Http(port).get(ROOT + path, as(role, streets));
    }

    private Answer post(String path, String body, Role role, String... streets) {
        return new Http(port).post(ROOT + path, body, as(role, streets));
    }

    private static String[] as(Role role, String... streets) {
        return new String[] {
            "Authorization", "Bearer " + TestIssuer.shared().token(role, streets), "Accept-Language", "en"
        };
    }
}
