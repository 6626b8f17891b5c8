package org.chaiwei.accountability.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.accountability.inspection.FindingsOfTests;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Measures by hand over HTTP: each endpoint, by whom and for which street. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasureHttpTest {

    private static final String ROOT = "/api/v1/accountability/measures";
    private static final String DASHILAR = "110102013";
    private static final String TIANQIAO = "110102014";
    private static final String CHUNSHU = "110102015";
    private static final String IMPOSED = "{\"imposed\":true}";

    @LocalServerPort
    private int port;

    @Autowired
    private WhenRecordFalsifiedThenProposeCase pursuing;

    /** Of the last change, so that every question sees it. */
    private String token = "";

    private String secret;
    private String circular;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeAll
    void two_measures_of_a_street() {
        secret = served("TALK");
        circular = served("CIRCULAR");
    }

    @Test
    void a_proposal_by_hand_names_its_finding_and_is_there_once() {
        var form = proposal(TIANQIAO, "FINDING", "TALK", findings().confirmed(TIANQIAO, "LATE"));
        var created = post("", form, Role.SUPERVISION);
        assertThat(created.status()).isEqualTo(201);
        changed(created);
        var detail = get("/" + created.<String>json("$.measure"), Role.OFFICE);
        assertThat(detail.header("ETag")).isEqualTo("\"0\"");
        assertThat(detail.<String>json("$.measure.state")).isEqualTo("PROPOSED");
        assertThat(form).contains(detail.<String>json("$.evidence.finding"));
        assertThat(detail.<String>json("$.history[0].reason")).isEqualTo("督查发现");
        var again = post("", form, Role.OFFICE);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.<String>json("$.code")).isEqualTo("proposed-already");
    }

    @Test
    void for_a_falsified_record_the_service_proposes_what_the_rules_say_once_however_often_it_looks() throws Exception {
        var at = findings().open(TIANQIAO, "FALSIFIED_RECORD");
        var finding = FindingsOfTests.idOf(at);
        var form = """
                {"street":"天桥","ground":"FALSIFIED_RECORD","finding":"%s","reason":"照片系伪造"}""".formatted(finding);
        var early = post("", form, Role.SUPERVISION);
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.<String>json("$.code")).isEqualTo("finding-does-not-carry");
        assertThat(early.<String>json("$.errors[0].code")).isEqualTo("finding-not-confirmed");

        findings().confirm(at, TIANQIAO);
        var other = Thread.ofVirtual().start(pursuing::look);
        pursuing.look();
        other.join();
        pursuing.look();
        var id = "/"
                + MeasureId.byHand(Ground.FALSIFIED_RECORD, TIANQIAO, null, finding, MeasureKind.ACCOUNTABILITY_CASE);
        await().until(() -> get(id, Role.LEADER).status() == 200);
        var detail = get(id, Role.LEADER);
        assertThat(detail.<String>json("$.measure.kind")).isEqualTo("ACCOUNTABILITY_CASE");
        assertThat(detail.<String>json("$.measure.rule")).isEqualTo("FALSIFIED_RECORD");
        assertThat(detail.<String>json("$.evidence.finding")).isEqualTo(finding.toString());
        assertThat(detail.<List<String>>json("$.history[*].actor"))
                .containsExactly("system:when-record-falsified-then-propose-case");
        assertThat(post("", form, Role.SUPERVISION).<String>json("$.code")).isEqualTo("proposed-already");
    }

    @Test
    void what_is_found_with_a_unit_that_is_no_street_leads_to_no_measure() {
        var finding = findings().confirmed("LEGAL", "FALSIFIED_RECORD");
        pursuing.look();
        assertThat(get("?limit=200", Role.LEADER).<List<String>>json("$.items[*].street"))
                .isNotEmpty()
                .doesNotContain("LEGAL");
        var form = proposal(TIANQIAO, "FINDING", "TALK", finding);
        assertThat(post("", form, Role.OFFICE).<String>json("$.errors[0].code")).isEqualTo("finding-of-another-street");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"street":"Atlantis","ground":"FINDING","kind":"TALK","finding":"%s","reason":"x"} | 400 | street
        {"street":"天桥","ground":"RATING","kind":"TALK","finding":"%s","reason":"x"}      | 400 | ground
        {"street":"天桥","ground":"FINDING","kind":"TALK","month":"2016-05","reason":"x"}   | 400 | finding
        {"street":"天桥","ground":"FINDING","finding":"%s","reason":"x"}                    | 400 | kind
        {"street":"天桥","ground":"MERIT","kind":"REWARD","reason":"x"}                     | 400 | month
        {"street":"天桥","ground":"MERIT","kind":"REWARD","month":"2016-13","reason":"x"}   | 400 | month
        {"street":"天桥","ground":"MERIT","kind":"REWARD","month":"2099-01","reason":"x"}   | 400 | month
        {"street":"天桥","ground":"MERIT","kind":"TALK","month":"2016-05","reason":"x"}     | 422 | kind
        {"street":"天桥","ground":"FALSIFIED_RECORD","kind":"TALK","finding":"%s","reason":"x"} | 422 | kind
        {"street":"天桥","ground":"FINDING","kind":"TALK","finding":"%s"}                   | 422 | reason
        {"street":"天桥","ground":"FINDING","kind":"TALK","finding":"%s","reason":"x"}      | 422 | finding
        {"street":"天桥","ground":"FALSIFIED_RECORD","finding":"%s","reason":"x"}           | 422 | finding
        """)
    void a_wrong_proposal_names_its_field(String form, int status, String field) {
        var refused = post("", form.replace("%s", UUID.randomUUID().toString()), Role.OFFICE);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.<List<String>>json("$.errors[*].field")).containsExactly(field);
        assertThat(refused.<String>json("$.errors[0].remedy")).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM", "PUBLIC"},
            mode = EnumSource.Mode.EXCLUDE)
    void each_step_is_open_to_its_roles_only(Role role) {
        var may = switch (role) {
            case OFFICE -> List.of("proposal", "service", "closing");
            case SUPERVISION -> List.of("proposal", "decision", "service", "appeal/decision", "closing", "review");
            case LEADER -> List.of("decision", "service", "appeal/decision", "closing", "good-faith", "review");
            case STREET -> List.of("answer", "appeal");
            default -> List.<String>of();
        };
        var measure = proposed("TALK");
        assertOpen(may, "proposal", post("", proposal(TIANQIAO, "FINDING", "TALK", UUID.randomUUID()), role, DASHILAR));
        assertOpen(
                may,
                "decision",
                step(measure, "decision", "{\"imposed\":true,\"kind\":\"COMMENDATION\",\"reason\":\"x\"}", role));
        assertOpen(may, "service", step(measure, "service", "{\"manner\":\"LETTER\"}", role));
        assertOpen(may, "answer", step(measure, "answer", "{\"reason\":\"x\"}", role));
        assertOpen(may, "appeal", step(measure, "appeal", "{\"reason\":\"x\"}", role));
        assertOpen(
                may, "appeal/decision", step(measure, "appeal/decision", "{\"upheld\":false,\"reason\":\"x\"}", role));
        assertOpen(may, "closing", step(measure, "closing", "{}", role));
        assertOpen(may, "good-faith", step(measure, "good-faith", "{\"kind\":\"RED_CARD\",\"reason\":\"x\"}", role));
        assertOpen(may, "review", step(measure, "review", "{\"stands\":true,\"reason\":\"x\"}", role));
    }

    /** A step that may be taken is refused here for another reason than the role's, or is done. */
    private static void assertOpen(List<String> may, String step, Answer answer) {
        if (may.contains(step))
            assertThat(answer.status()).as(step + answer.body()).isNotEqualTo(403);
        else {
            assertThat(answer.status()).as(step + answer.body()).isEqualTo(403);
            assertThat(answer.<String>json("$.remedy")).isNotBlank();
        }
    }

    @Test
    void a_street_answers_and_appeals_for_itself_only() {
        for (var step : List.of("answer", "appeal")) {
            var refused = post("/" + secret + "/" + step, "{\"reason\":\"x\"}", Role.STREET, DASHILAR);
            assertThat(refused.<String>json("$.code")).isEqualTo("another-streets-measure");
        }
    }

    @Test
    void a_step_runs_on_the_state_that_was_seen_and_once_under_its_key() {
        var measure = proposed("REMINDER");
        var path = ROOT + "/" + measure + "/decision";
        var stale = http().post(path, IMPOSED, as(Role.LEADER, "If-Match", "\"7\""));
        assertThat(stale.status()).isEqualTo(412);
        var key = UUID.randomUUID().toString();
        var first = http().post(path, IMPOSED, as(Role.LEADER, "If-Match", "\"0\"", "Idempotency-Key", key));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        var again = http().post(path, IMPOSED, as(Role.LEADER, "If-Match", "\"0\"", "Idempotency-Key", key));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        var other = http().post(path, IMPOSED, as(Role.LEADER));
        assertThat(other.<String>json("$.code")).isEqualTo("measure-decided-already");
    }

    @Test
    void an_upheld_appeal_that_rests_on_no_table_reverses_the_measure_at_once() {
        var measure = served("TALK");
        changed(post("/" + measure + "/appeal", "{\"reason\":\"并无此事\"}", Role.STREET, TIANQIAO));
        var corrected = "{\"upheld\":true,\"part\":\"RELAPSE\",\"points\":3,\"reason\":\"x\"}";
        assertThat(step(measure, "appeal/decision", corrected, Role.SUPERVISION).<String>json("$.code"))
                .isEqualTo("no-table-to-correct");
        changed(step(measure, "appeal/decision", "{\"upheld\":true,\"reason\":\"查无实据\"}", Role.SUPERVISION));
        var detail = get("/" + measure, Role.OFFICE);
        assertThat(detail.<String>json("$.measure.state")).isEqualTo("REVERSED");
        assertThat(detail.<Boolean>json("$.history[4].upheld")).isTrue();
    }

    @Test
    void an_error_made_in_good_faith_is_told_with_what_it_makes_of_the_measure() {
        var measure = served("TALK");
        changed(step(measure, "good-faith", "{\"kind\":\"REMINDER\",\"reason\":\"先行先试\"}", Role.LEADER));
        var detail = get("/" + measure, Role.STREET, TIANQIAO);
        assertThat(detail.<String>json("$.measure.kind")).isEqualTo("REMINDER");
        assertThat(detail.<String>json("$.evidence.proposedAs")).isEqualTo("TALK");
        assertThat(detail.<String>json("$.history[3].event")).isEqualTo("GoodFaithErrorRecorded");
    }

    @Test
    void a_street_sees_its_own_measures_and_of_others_what_is_public() {
        assertThat(measures("?street=" + TIANQIAO, Role.STREET, TIANQIAO)).contains(secret, circular);
        assertThat(measures("?street=" + TIANQIAO, Role.STREET, DASHILAR))
                .contains(circular)
                .doesNotContain(secret);
        assertThat(measures("", Role.DEPARTMENT)).contains(circular).doesNotContain(secret);
        for (var role : List.of(Role.OFFICE, Role.SUPERVISION, Role.LEADER))
            assertThat(measures("?street=天桥", role)).contains(secret, circular);
        var refused = get("/" + secret, Role.STREET, DASHILAR);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.<String>json("$.code")).isEqualTo("outside-your-street");
        assertThat(get("/" + secret, Role.STREET, TIANQIAO).<List<Object>>json("$.history"))
                .hasSize(3);
    }

    @Test
    void whom_a_public_measure_names_and_what_was_said_of_it_stays_with_its_street() {
        var outside = get("/" + circular, Role.STREET, DASHILAR);
        assertThat(outside.status()).isEqualTo(200);
        assertThat(outside.<List<Object>>json("$.history")).isEmpty();
        assertThat(outside.body()).doesNotContain("street-14").doesNotContain("督查发现");
        assertThat(measures("?person=street-14", Role.STREET, DASHILAR)).isEmpty();
        assertThat(measures("?person=street-14", Role.STREET, TIANQIAO)).contains(secret, circular);
        assertThat(get("/" + circular, Role.LEADER).<String>json("$.measure.person"))
                .isEqualTo("street-14");
    }

    @Test
    void a_list_is_read_page_by_page_the_last_proposed_first() {
        var mine = new ArrayList<String>();
        for (int i = 0; i < 5; i++) mine.add(proposedFor(CHUNSHU, "REMINDER"));
        var read = new ArrayList<String>();
        var path = "?street=" + CHUNSHU + "&limit=2";
        for (var next = ""; next != null; ) {
            var page = get(path + (next.isEmpty() ? "" : "&cursor=" + next), Role.OFFICE);
            read.addAll(page.<List<String>>json("$.items[*].measure"));
            next = page.json("$.next");
        }
        assertThat(read).containsExactlyElementsOf(mine.reversed());
        assertThat(measures("?street=" + CHUNSHU + "&kind=TALK", Role.OFFICE)).isEmpty();
        assertThat(measures("?street=" + CHUNSHU + "&state=PROPOSED&kind=REMINDER", Role.OFFICE))
                .hasSize(5);
        var cursor = get(path, Role.OFFICE).<String>json("$.next");
        assertThat(get("?street=" + DASHILAR + "&cursor=" + cursor, Role.OFFICE).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "?kind=SLAP, 400",
        "?state=GONE, 400",
        "?month=Mai, 400",
        "?person=王五, 400",
        "?street=Atlantis, 400",
        "?cursor=x, 400",
        "?limit=201, 400",
        "/00000000-0000-4000-8000-000000000001, 404"
    })
    void what_can_t_be_answered_is_refused(String path, int status) {
        var refused = get(path, Role.OFFICE);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.<String>json("$.remedy")).isNotBlank();
    }

    @Test
    void nobody_gets_in_without_a_token_nor_as_one_of_the_three_administrators() {
        for (var path : List.of("", "/" + circular)) {
            assertThat(http().get(ROOT + path).<String>json("$.code")).isEqualTo("login-required");
            for (var administrator : List.of(Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN))
                assertThat(get(path, administrator).<String>json("$.code")).isEqualTo("role-may-not");
        }
    }

    private FindingsOfTests findings() {
        return new FindingsOfTests(http());
    }

    private String proposed(String kind) {
        return proposedFor(TIANQIAO, kind);
    }

    private String proposedFor(String street, String kind) {
        var created = post("", proposal(street, "FINDING", kind, findings().confirmed(street, "LATE")), Role.OFFICE);
        changed(created);
        return created.json("$.measure");
    }

    private String served(String kind) {
        var measure = proposed(kind);
        changed(step(measure, "decision", IMPOSED, Role.LEADER));
        changed(step(measure, "service", "{\"manner\":\"LETTER\",\"person\":\"street-14\"}", Role.OFFICE));
        return measure;
    }

    private static String proposal(String street, String ground, String kind, UUID finding) {
        return """
                {"street":"%s","ground":"%s","kind":"%s","finding":"%s","reason":"督查发现"}""".formatted(street, ground, kind, finding);
    }

    private List<String> measures(String query, Role role, String... streets) {
        return get(query + (query.isEmpty() ? "?" : "&") + "limit=200", role, streets)
                .json("$.items[*].measure");
    }

    /** By a street official of the measure's own street, by others of all. */
    private Answer step(String measure, String step, String body, Role role) {
        return role == Role.STREET
                ? post("/" + measure + "/" + step, body, role, TIANQIAO)
                : post("/" + measure + "/" + step, body, role);
    }

    private void changed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        token = answer.header(ConsistencyToken.HEADER);
    }

    private Http http() {
        return new Http(port);
    }

    private Answer get(String path, Role role, String... streets) {
        return http().get(ROOT + path, headers(role, streets));
    }

    private Answer post(String path, String body, Role role, String... streets) {
        return http().post(ROOT + path, body, headers(role, streets));
    }

    private String[] as(Role role, String... more) {
        var headers = new ArrayList<>(List.of(headers(role)));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }

    private String[] headers(Role role, String... streets) {
        var login = "Bearer " + TestIssuer.shared().tokenOf(role.claim() + "-1", role, streets);
        return token.isEmpty()
                ? new String[] {"Authorization", login, "Accept-Language", "en"}
                : new String[] {"Authorization", login, "Accept-Language", "en", ConsistencyToken.HEADER, token};
    }
}
