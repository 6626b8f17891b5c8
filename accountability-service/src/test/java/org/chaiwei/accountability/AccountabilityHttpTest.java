package org.chaiwei.accountability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.accountability.progress.Story.DASHILAR;
import static org.chaiwei.accountability.progress.Story.TIANQIAO;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.progress.Story;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
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

/** The whole service on a database of its own, asked over HTTP; facts are handed to its view as the platform does. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountabilityHttpTest {

    private static final String ROOT = "/api/v1/accountability";

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("progressView")
    private FactView view;

    @Autowired
    @Qualifier("clocksView")
    private FactView clocks;

    @Autowired
    private PlatformTransactionManager transactions;

    private final Story story = new Story();

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeAll
    void once() {
        var empty = get("/ranking?asOf=2016-06-30", Role.LEADER);
        assertThat(empty.<Integer>json("$.knownAt")).isZero();
        assertThat(empty.<List<Object>>json("$.streets[*].rank")).containsOnlyNulls();
        assertThat(empty.<List<Object>>json("$.streets[*].demolished")).containsOnlyNulls();
        assertThat(get("/progress?asOf=2016-06-30", Role.LEADER).<List<String>>json("$.targets[*].met"))
                .containsOnly("NO_DATA");
        assertThat(post("/targets/street-parts", "{}", Role.OFFICE).<String>json("$.code"))
                .isEqualTo("nothing-remained");

        story.registered("A", DASHILAR, "300.00", "2015-06-01", "FIRE_LANE")
                .registered("B", TIANQIAO, "100.00", "2015-06-01", "FIRE_LANE")
                .posted("A", "30.00", "2016-03-10")
                .posted("B", "20.00", "2016-05-10");
        taken();
        var early =
                post("/targets/street-parts", "{\"asOf\":\"2016-06-30\",\"ledgerRemainingM2\":400.01}", Role.OFFICE);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.<String>json("$.code")).isEqualTo("basis-differs");
        assertThat(early.body()).contains("\"knownM2\":400.00");
        var divided =
                post("/targets/street-parts", "{\"asOf\":\"2016-06-30\",\"ledgerRemainingM2\":400.00}", Role.OFFICE);
        assertThat(divided.status()).isEqualTo(200);
        assertThat(divided.<List<String>>json("$.divided"))
                .contains("T-ALL", "T-2016")
                .doesNotContain("T-NEW");
        assertThat(post("/targets/street-parts", "{\"asOf\":\"2016-06-30\"}", Role.OFFICE)
                        .<List<String>>json("$.divided"))
                .isEmpty();
    }

    @Test
    void the_service_is_healthy_and_describes_its_api() {
        assertThat(http().get("/actuator/health").<String>json("$.status")).isEqualTo("UP");
        var description = http().get("/v3/api-docs");
        assertThat(description.<String>json("$.openapi")).startsWith("3.1");
        assertThat(description.<String>json("$.info.title")).isEqualTo("Accountability 奖惩问责");
        assertThat(description.<Map<String, Object>>json("$.paths").keySet())
                .contains(ROOT + "/targets", ROOT + "/progress", ROOT + "/ranking", ROOT + "/facts/stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/targets",
                "/progress",
                "/progress/T-ALL/facts",
                "/ranking",
                "/facts",
                "/facts/stream",
                "/one-hour"
            })
    void nobody_gets_in_without_a_token_nor_as_one_of_the_three_administrators(String path) {
        assertThat(http().get(ROOT + path).<String>json("$.code")).isEqualTo("login-required");
        for (var administrator : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)) {
            var refused = get(path, administrator);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.<String>json("$.code")).isEqualTo("role-may-not");
            assertThat(refused.<String>json("$.remedy")).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"STREET", "OFFICE", "ENFORCEMENT", "ACCEPTANCE", "LEGAL", "SUPERVISION", "LEADER", "DEPARTMENT"})
    void everyone_else_sees_targets_progress_and_the_whole_ranking(Role role) {
        assertThat(get("/targets?asOf=2016-06-30", role, DASHILAR).<List<String>>json("$.targets[*].id"))
                .startsWith("T-ALL", "T-2016")
                .hasSizeGreaterThanOrEqualTo(24);
        assertThat(get("/progress?asOf=2016-06-30", role, DASHILAR).status()).isEqualTo(200);
        assertThat(get("/ranking?asOf=2016-06-30", role, DASHILAR).<List<Object>>json("$.streets[*].demolished.netM2"))
                .hasSize(15);
    }

    @Test
    void the_streets_are_ranked_by_their_part_and_move_against_the_month_before() {
        var ranking = get("/ranking?asOf=2016-05-31", Role.SUPERVISION);
        assertThat(ranking.<String>json("$.target")).isEqualTo("T-2016");
        assertThat(ranking.<String>json("$.comparedWith")).isEqualTo("2016-04-30");
        assertThat(ranking.<List<Object>>json("$.streets[0:2]['street','rank','movement']"))
                .isEqualTo(JsonPath.read("""
                        [{"street":"110102014","rank":1,"movement":1},{"street":"110102013","rank":2,"movement":-1}]""", "$"));
        assertThat(ranking.body()).contains("\"part\":60000.00").contains("\"netM2\":30.00");
        // 20 m² of 20,000 m² in 152 of 366 days
        assertThat(ranking.body()).contains("\"expectedM2\":8306.01").contains("\"progress\":0.002407");
        var link = ranking.<String>json("$.streets[0].facts");
        assertThat(http().get(link, as(Role.OFFICE)).<List<Double>>json("$.items[*].areaM2"))
                .containsExactly(20.0);
        // Before the parts were set nobody had a rank, but the figures were known.
        var earlier =
                get("/ranking?asOf=2016-05-31&knownAt=" + story.facts.get(2).position(), Role.LEADER);
        assertThat(earlier.<Boolean>json("$.partsSet")).isFalse();
        assertThat(earlier.<Integer>json("$.knownAt"))
                .isEqualTo((int) story.facts.get(2).position());
        assertThat(earlier.<List<Double>>json("$.streets[?(@.street == '110102014')].demolished.netM2"))
                .containsExactly(0.0);
        assertThat(get("/ranking?asOf=2020-05-31", Role.LEADER).<Object>json("$.target"))
                .isNull();
    }

    @Test
    void a_street_official_asks_for_their_own_street_and_the_district_only() {
        var own = get("/progress?asOf=2016-05-31&street=" + DASHILAR, Role.STREET, DASHILAR);
        assertThat(own.<List<BigDecimal>>json("$.targets[?(@.id == 'T-2016')].value"))
                .hasSize(1);
        assertThat(own.body()).contains("\"target\":60000.00").contains("\"value\":30.00");
        for (var path : List.of("/progress", "/progress/T-2016/facts", "/facts", "/facts/stream")) {
            var other = get(path + "?street=" + TIANQIAO, Role.STREET, DASHILAR);
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.<String>json("$.code")).isEqualTo("outside-your-street");
        }
        assertThat(get("/progress/T-2016/facts", Role.STREET, DASHILAR).<List<String>>json("$.items[*].street"))
                .containsOnly(DASHILAR);
        assertThat(get("/facts", Role.STREET, DASHILAR).<List<String>>json("$.items[*].street"))
                .containsOnly(DASHILAR);
    }

    @Test
    void the_facts_under_a_number_come_by_pages_and_a_department_sees_none() {
        var first = get("/progress/T-2016/facts?limit=1&asOf=2016-12-31", Role.OFFICE);
        assertThat(first.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("B");
        assertThat(first.<String>json("$.items[0].fact"))
                .isEqualTo(story.facts.get(3).id().toString());
        var second = get(
                "/progress/T-2016/facts?limit=1&asOf=2016-12-31&cursor=" + first.<String>json("$.next"), Role.OFFICE);
        assertThat(second.<List<String>>json("$.items[*].ledgerNumber")).containsExactly("A");
        assertThat(get("/progress/T-2016/facts", Role.DEPARTMENT).status()).isEqualTo(403);
        assertThat(get("/progress/T-NONE/facts", Role.OFFICE).status()).isEqualTo(404);
    }

    @Test
    void the_one_hour_clocks_are_counted_for_the_district_and_each_street() {
        var day = LocalDate.of(2016, 7, 4);
        var at = OffsetDateTime.parse("2016-07-04T09:00:00+08:00");
        var told = new Story()
                .tell(new DiscoveryConfirmed(Story.id("H1"), DASHILAR, day, at, "street-1"))
                .tell(new DiscoveryConfirmed(Story.id("H2"), TIANQIAO, day, at, "street-2"))
                .tell(new OneHourClockStopped(Story.id("H1"), DASHILAR, "KEPT", 2_400, day, at, "system:x"))
                .tell(new OneHourClockMissed(
                        Story.id("H2"), TIANQIAO, "REMOVED", 60, 1, null, "leader", day, at, "system:x"));
        new TransactionTemplate(transactions).executeWithoutResult(_ -> clocks.apply(told.facts));
        var answer = get("/one-hour?asOf=2016-07-31", Role.STREET, DASHILAR);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.<String>json("$.from")).isEqualTo("2016-07-01");
        assertThat(answer.<Integer>json("$.district.clocks.started")).isEqualTo(2);
        assertThat(answer.body()).contains("\"rate\":0.5000");
        assertThat(answer.<List<String>>json("$.streets[*].street")).containsExactly(DASHILAR);
        assertThat(answer.<Integer>json("$.streets[0].clocks.kept")).isOne();
        assertThat(get("/one-hour?asOf=2016-07-31&street=" + TIANQIAO, Role.OFFICE)
                        .<List<Integer>>json("$.streets[*].clocks.missed"))
                .containsExactly(1);
        assertThat(get("/one-hour?asOf=2016-06-30", Role.OFFICE).<Object>json("$.district.rate"))
                .as("no data is not zero")
                .isNull();
        assertThat(get("/one-hour?street=" + TIANQIAO, Role.STREET, DASHILAR).<String>json("$.code"))
                .isEqualTo("outside-your-street");
    }

    @ParameterizedTest
    @CsvSource({
        "/one-hour?from=2016-08-01&asOf=2016-07-31, asOf, below-its-start",
        "/progress?asOf=2199-01-01, asOf, date-in-future",
        "/ranking?asOf=1066-10-14, asOf, not-a-date",
        "/progress?asof=2016-01-01, asof, unknown",
        "/progress?knownAt=now, knownAt, not-a-point-of-record",
        "/ranking?knownAt=2199-01-01T00:00:00Z, knownAt, instant-in-future",
        "/progress?street=Atlantis, street, street-unknown",
        "/progress/T-ALL/facts?cursor=x, cursor, not-a-cursor-of-this-list",
        "/progress/T-ALL/facts?limit=0, limit, min",
        "/facts?cursor=x, cursor, not-a-cursor-of-this-list",
        "/facts/stream?after=x, after, not-a-cursor-of-this-list"
    })
    void what_can_t_be_answered_is_refused_by_the_name_of_the_field(String asked, String field, String code) {
        var refused = get(asked, Role.OFFICE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo(field);
        assertThat(refused.<String>json("$.errors[0].code")).isEqualTo(code);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    @Test
    void a_quota_from_above_is_revised_with_its_parts_and_shows_each_day_as_it_was_in_force() {
        var quota = """
            {"id":"Q-2015","name":"2015年市级任务","source":"CITY","sourceDocument":"京拆〔2015〕3号","metric":"demolishedAreaM2",
             "operator":">=","value":1000,"from":"2015-01-01","due":"2015-12-31"}""";
        assertThat(post("/targets", quota, Role.LEADER).status()).isEqualTo(403);
        var set = post("/targets", quota, Role.OFFICE);
        assertThat(set.status()).isEqualTo(201);
        assertThat(set.header("ETag")).isEqualTo("\"0\"");
        assertThat(post("/targets", quota, Role.OFFICE).<String>json("$.code")).isEqualTo("target-already-set");
        post("/targets/street-parts", "{\"asOf\":\"2015-12-31\"}", Role.OFFICE);

        var revision = "{\"value\":2000,\"effectiveFrom\":\"2015-07-01\",\"reason\":\"任务追加\"}";
        var revised = post("/targets/Q-2015/revisions", revision, Role.OFFICE);
        assertThat(revised.status()).isEqualTo(200);
        var token = revised.header(ConsistencyToken.HEADER);
        var before = targets("2015-06-30", token);
        assertThat(before.body()).contains("\"110102013\":750.00");
        var after = targets("2015-07-01", token);
        assertThat(after.body()).contains("\"110102013\":1500.00").contains("任务追加");
        assertThat(targets("2014-12-31", token).<List<Object>>json("$.targets")).isEmpty();
        assertThat(post("/targets/Q-2015/revisions", "{\"value\":3000}", Role.OFFICE)
                        .<String>json("$.code"))
                .isEqualTo("target-reason-required");
        assertThat(post("/targets/Q-NONE/revisions", revision, Role.OFFICE).status())
                .isEqualTo(404);
        assertThat(get("/ranking?asOf=2015-12-31", Role.OFFICE).<String>json("$.target"))
                .isEqualTo("Q-2015");
    }

    @Test
    void a_leader_decides_what_the_wording_leaves_to_a_person_and_progress_shows_it() {
        assertThat(met("T-HAZARD-2016", "2016-12-31", "")).isEqualTo("NEEDS_DECISION");
        var decision = "{\"met\":true,\"occurredOn\":\"2017-01-10\",\"reason\":\"现场核查\"}";
        assertThat(post("/targets/T-HAZARD-2016/decision", decision, Role.OFFICE)
                        .<String>json("$.code"))
                .isEqualTo("not-your-decision");
        assertThat(post("/targets/T-2016/decision", decision, Role.LEADER).<String>json("$.code"))
                .isEqualTo("not-for-decision");
        assertThat(post("/targets/T-HAZARD-2016/decision", "{\"met\":true,\"occurredOn\":\"2199-01-01\"}", Role.LEADER)
                        .<String>json("$.errors[0].code"))
                .isEqualTo("date-in-future");
        var decided = post("/targets/T-HAZARD-2016/decision", decision, Role.LEADER);
        assertThat(decided.status()).isEqualTo(200);
        var token = decided.header(ConsistencyToken.HEADER);
        assertThat(met("T-HAZARD-2016", "2017-01-10", token)).isEqualTo("YES");
        assertThat(met("T-HAZARD-2016", "2017-01-09", token)).isEqualTo("NEEDS_DECISION");
    }

    @Test
    void only_the_office_divides_the_targets_among_the_streets() {
        assertThat(post("/targets/street-parts", "{}", Role.LEADER).<String>json("$.code"))
                .isEqualTo("role-may-not");
        assertThat(post("/targets/street-parts", "{\"basisOn\":\"2199-01-01\"}", Role.OFFICE)
                        .<String>json("$.errors[0].field"))
                .isEqualTo("basisOn");
    }

    @Test
    @Timeout(60)
    void the_stream_tells_each_fact_as_it_comes_and_goes_on_where_a_reader_left_off() throws Exception {
        var latest = get("/facts?limit=1", Role.OFFICE).<String>json("$.latest");
        String second;
        try (var stream = subscribe("/facts/stream?after=" + latest, null, Role.OFFICE)) {
            story.registered("S1", DASHILAR, "1.00", "2016-08-01").registered("S2", TIANQIAO, "2.00", "2016-08-02");
            story.registered("S3", DASHILAR, "3.00", "2016-08-03");
            taken();
            assertThat(stream.next().ledgerNumber()).isEqualTo("S1");
            var told = stream.next();
            assertThat(told.ledgerNumber()).isEqualTo("S2");
            second = told.id();
        }
        try (var again = subscribe("/facts/stream", second, Role.OFFICE)) {
            assertThat(again.next().ledgerNumber()).isEqualTo("S3");
        }
        try (var scoped = subscribe("/facts/stream?after=" + latest, null, Role.STREET)) {
            assertThat(List.of(scoped.next().ledgerNumber(), scoped.next().ledgerNumber()))
                    .containsExactly("S1", "S3");
        }
    }

    private record Told(String id, String ledgerNumber) {}

    private record Stream(BufferedReader lines) implements AutoCloseable {

        /** Blocks until the next fact has come; a test that waits in vain is ended by its timeout. */
        Told next() throws IOException {
            var fields = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    fields.add(line);
                    continue;
                }
                if (fields.contains("event:fact"))
                    return new Told(value("id:", fields), JsonPath.read(value("data:", fields), "$.ledgerNumber"));
                fields.clear();
            }
            throw new IOException("the stream has ended");
        }

        private static String value(String field, List<String> fields) {
            return fields.stream()
                    .filter(line -> line.startsWith(field))
                    .findAny()
                    .orElseThrow()
                    .substring(field.length());
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Stream subscribe(String path, @Nullable String lastEventId, Role role) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ROOT + path))
                .header("Authorization", "Bearer " + TestIssuer.shared().token(role, DASHILAR));
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private String met(String target, String asOf, String token) {
        var answer = http().get(
                        ROOT + "/progress?asOf=" + asOf,
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.OFFICE),
                        token.isEmpty() ? "Accept-Language" : ConsistencyToken.HEADER,
                        token.isEmpty() ? "en" : token);
        return answer.<List<String>>json("$.targets[?(@.id == '" + target + "')].met")
                .getFirst();
    }

    private Answer targets(String asOf, String token) {
        return http().get(
                        ROOT + "/targets?asOf=" + asOf,
                        "Authorization",
                        "Bearer " + TestIssuer.shared().token(Role.OFFICE),
                        ConsistencyToken.HEADER,
                        token);
    }

    private void taken() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> view.apply(story.facts));
    }

    private Http http() {
        return new Http(port);
    }

    private Answer get(String path, Role role, String... streets) {
        return http().get(ROOT + path, as(role, streets));
    }

    private Answer post(String path, String body, Role role) {
        return http().post(ROOT + path, body, as(role));
    }

    private static String[] as(Role role, String... streets) {
        return new String[] {
            "Authorization", "Bearer " + TestIssuer.shared().token(role, streets), "Accept-Language", "en"
        };
    }
}
