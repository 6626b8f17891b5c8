package org.chaiwei.demolition.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.demolition.RunningService;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http.Answer;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.time.BusinessClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The service as a caller sees it, over HTTP, with real tokens, on a real database. */
class CaseApiTest extends RunningService {

    private static final String CASES = "/api/v1/demolition/cases";
    private static final String DASHILAR = "110102013";
    private static final String TIANQIAO = "110102014";
    private static final String BEFORE = "a".repeat(64);
    private static final String AFTER = "b".repeat(64);

    @Autowired
    private EventLog log;

    @Autowired
    private BusinessClock clock;

    @Test
    void a_case_goes_its_way_from_the_lead_to_the_restored_place() {
        var id = lead("GENERAL", "20.00");
        assertThat(one(id).<String>json("$.stage")).isEqualTo("LEAD");
        assertThat(one(id).<List<String>>json("$.next[*].step")).containsExactly("FILING");

        var filed = post(Role.OFFICE, id, "filing", "{\"track\": \"EXISTING\"}");
        assertThat(filed.status()).as(filed.body()).isEqualTo(200);
        assertThat(filed.<String>json("$.caseNumber"))
                .matches("拆案〔" + clock.today().getYear() + "〕" + DASHILAR + "-\\d{5}号");
        assertThat(filed.header("ETag")).isEqualTo("\"1\"");
        assertThat(filed.header("Consistency-Token")).isNotBlank();

        var demolished = post(Role.ENFORCEMENT, id, "demolitions", demolition("20.00", true));
        assertThat(demolished.status()).as(demolished.body()).isEqualTo(200);
        var demolition = UUID.fromString(demolished.json("$.id"));
        tell(new DemolitionPosted(
                id, entry("GENERAL"), demolition, area("20"), area("0"), false, clock.today(), "system:ledger"));

        assertThat(post(Role.ACCEPTANCE, id, "acceptance-signatures", "{\"verdict\": \"PASSED\"}")
                        .<String>json("$.acceptance"))
                .isEqualTo("SIGNED");
        assertThat(one(id).<List<String>>json("$.next[*].roles[*]")).containsExactly("office");
        var passed = post(Role.OFFICE, id, "acceptance-signatures", "{\"verdict\": \"PASSED\"}");
        assertThat(passed.<String>json("$.acceptance")).isEqualTo("PASSED");

        tell(new LedgerClosed(id, entry("GENERAL"), "DEMOLISHED", area("20"), false, clock.today(), "street-1"));
        var restored =
                post(Role.STREET, id, "restoration", "{\"kind\": \"GREENED\", \"photo\": \"%s\"}".formatted(AFTER));
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);

        var shown = one(id);
        assertThat(shown.header("ETag")).isEqualTo("\"7\"");
        assertThat(shown.<String>json("$.stage")).isEqualTo("CLOSED");
        assertThat(shown.body()).contains("\"acceptedM2\":20.00", "\"postedM2\":20.00");
        assertThat(shown.<String>json("$.works[0].id")).isEqualTo(demolition.toString());
        assertThat(shown.<Boolean>json("$.works[0].answer.posted")).isTrue();
        assertThat(shown.<String>json("$.works[0].acceptance")).isEqualTo("PASSED");
        assertThat(shown.<String>json("$.acceptance.passed.firstSigner")).isEqualTo("acceptance-1");
        assertThat(shown.<List<Object>>json("$.next")).isEmpty();

        var history = get(Role.SUPERVISION, CASES + "/" + id + "/history");
        assertThat(history.<List<String>>json("$[*].type"))
                .containsExactly(
                        "LeadReceived",
                        "CaseFiled",
                        "Demolished",
                        "DemolitionPosted",
                        "AcceptanceSigned",
                        "AcceptancePassed",
                        "EntryClosed",
                        "RestorationCompleted");
        assertThat(history.<String>json("$[0].actor")).isEqualTo("system:" + WhenEntryChangesThenTellTheCase.NAME);
        assertThat(history.<String>json("$[1].actor")).isEqualTo("office-1");
        assertThat(history.<String>json("$[2].data.occurredAt")).isNotBlank();
    }

    @Test
    void a_sealing_and_a_failed_acceptance_are_recorded() {
        var id = filed("WALL_OPENING", "20.00");
        var sealed = post(
                Role.STREET,
                id,
                "sealings",
                "{\"households\": 2, \"beforePhoto\": \"%s\", \"afterPhoto\": \"%s\", \"occurredAt\": \"%s\"}"
                        .formatted(BEFORE, AFTER, now()));
        assertThat(sealed.status()).as(sealed.body()).isEqualTo(200);
        var failed =
                post(Role.OFFICE, id, "acceptance-signatures", "{\"verdict\": \"FAILED\", \"cause\": \"NOT_CLEARED\"}");
        assertThat(failed.<String>json("$.acceptance")).isEqualTo("FAILED");
        assertThat(one(id).<String>json("$.works[0].acceptance")).isEqualTo("FAILED");
        assertThat(one(id).<String>json("$.acceptance.failed.cause")).isEqualTo("NOT_CLEARED");
    }

    @Test
    void the_discovery_of_a_new_construction_is_confirmed() {
        var id = UUID.randomUUID();
        tell(registered(id, Examples.entry("GENERAL", "NEW"), "20.00"));
        var at = now();
        var confirmed = post(Role.STREET, id, "discovery", "{\"occurredAt\": \"%s\"}".formatted(at));
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        assertThat(OffsetDateTime.parse(one(id).<String>json("$.confirmedAt")).toInstant())
                .isEqualTo(at.toInstant());
    }

    @Test
    void a_refusal_lists_what_is_missing_and_who_supplies_it() {
        var id = lead("GENERAL", "20.00");
        var refused = post(Role.ENFORCEMENT, id, "demolitions", demolition("20.00", true), "Accept-Language", "en");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.<String>json("$.code")).isEqualTo("not-ready");
        assertThat(refused.<String>json("$.detail")).contains("FILING (enforcement, office)");
        assertThat(refused.<String>json("$.missing[0].step")).isEqualTo("FILING");
        assertThat(refused.<List<String>>json("$.missing[0].roles")).containsExactly("enforcement", "office");
        assertThat(refused.<String>json("$.missing[0].request")).isEqualTo("filing");
    }

    @Test
    void a_wrong_area_is_refused_with_the_figures_and_the_remedy() {
        var id = filed("GENERAL", "20.00");
        var refused = post(Role.ENFORCEMENT, id, "demolitions", demolition("18.5", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.<String>json("$.code")).isEqualTo("area-not-whole");
        assertThat(refused.body()).contains("\"remainingM2\":20.00", "\"areaM2\":18.50");
        assertThat(refused.<String>json("$.remedy")).contains("请先更正台账");
        assertThat(refused.<String>json("$.errors[0].field")).isEqualTo("areaM2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"areaM2\": 0",
                "\"areaM2\": 20.001",
                "\"areaM2\": 1000000",
                "\"beforePhoto\": \"photo.jpg\"",
                "\"by\": \"MAGIC\"",
                "\"occurredAt\": \"2016-05-09\""
            })
    void a_malformed_field_is_named(String wrong) {
        var field = wrong.substring(1, wrong.indexOf('"', 1));
        var form = demolition("20.00", true).replaceFirst("\"" + field + "\": (\"[^\"]*\"|[0-9.]+)", wrong);
        var refused = post(Role.ENFORCEMENT, UUID.randomUUID(), "demolitions", form);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.<List<String>>json("$.errors[*].field")).containsExactly(field);
    }

    @Test
    void a_cause_goes_with_a_failure_only() {
        var id = filed("GENERAL", "20.00");
        for (var form : List.of("{\"verdict\": \"FAILED\"}", "{\"verdict\": \"PASSED\", \"cause\": \"UNSAFE\"}")) {
            var refused = post(Role.OFFICE, id, "acceptance-signatures", form);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.<String>json("$.errors[0].code")).isEqualTo("cause-of-a-failure");
        }
    }

    @Test
    void a_reason_is_kept_beside_the_events_told_with_the_history_and_can_be_erased() {
        var id = UUID.randomUUID();
        var longAgo = LocalDate.of(2016, 5, 1);
        tell(new ViolationRegistered(
                id, entry("GENERAL"), area("20"), longAgo, "PATROL", null, false, longAgo, null, "street-1"));
        var form = "{\"track\": \"EXISTING\", \"occurredOn\": \"2016-05-03\"%s}";
        assertThat(post(Role.OFFICE, id, "filing", form.formatted("")).<String>json("$.code"))
                .isEqualTo("reason-required");
        assertThat(post(Role.OFFICE, id, "filing", form.formatted(", \"reason\": \"纸质案卷补录\""))
                        .status())
                .isEqualTo(200);
        assertThat(get(Role.OFFICE, CASES + "/" + id + "/history").<String>json("$[1].reason"))
                .isEqualTo("纸质案卷补录");
        var stored = new String(log.readAggregate(id).getLast().metadata(), StandardCharsets.UTF_8);
        assertThat(stored).doesNotContain("补录");
        var remark = stored.replaceFirst(".*\"reasonRemark\":\"([^\"]+)\".*", "$1");
        var path = "/api/v1/demolition/remarks/" + remark;
        assertThat(http.send("DELETE", path, null, as(Role.STREET)).status()).isEqualTo(403);
        assertThat(http.send("DELETE", path, null, as(Role.OFFICE)).status()).isEqualTo(204);
        assertThat(get(Role.OFFICE, CASES + "/" + id + "/history").<String>json("$[1].reason"))
                .isNull();
    }

    @Test
    void a_repetition_with_the_same_key_gets_the_same_answer_and_records_once() {
        var id = lead("GENERAL", "20.00");
        var key = UUID.randomUUID().toString();
        var filing = "{\"track\": \"TEMPORARY\"}";
        var filed = post(Role.OFFICE, id, "filing", filing, "Idempotency-Key", key);
        assertThat(post(Role.OFFICE, id, "filing", filing, "Idempotency-Key", key)
                        .body())
                .isEqualTo(filed.body());

        var other = UUID.randomUUID().toString();
        var form = demolition("5.00", false);
        var first = post(Role.ENFORCEMENT, id, "demolitions", form, "Idempotency-Key", other);
        var again = post(Role.ENFORCEMENT, id, "demolitions", form, "Idempotency-Key", other);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(one(id).<List<Object>>json("$.works")).hasSize(1);
    }

    @Test
    void a_command_on_a_state_that_is_past_is_refused_as_stale() {
        var id = filed("GENERAL", "20.00");
        var refused = post(Role.ENFORCEMENT, id, "demolitions", demolition("5.00", false), "If-Match", "\"0\"");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.<Integer>json("$.sequence")).isEqualTo(1);
    }

    @Test
    void a_refused_filing_uses_up_no_number() {
        var first = number(post(Role.OFFICE, lead("GENERAL", "1.00"), "filing", "{\"track\": \"EXISTING\"}"));
        var future = clock.today().plusDays(1);
        assertThat(post(
                                Role.OFFICE,
                                lead("GENERAL", "1.00"),
                                "filing",
                                "{\"track\": \"EXISTING\", \"occurredOn\": \"%s\"}".formatted(future))
                        .status())
                .isEqualTo(422);
        var second = number(post(Role.OFFICE, lead("GENERAL", "1.00"), "filing", "{\"track\": \"EXISTING\"}"));
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void a_street_official_sees_and_changes_their_own_street_only() {
        var id = filed("GENERAL", "20.00");
        var other = TestIssuer.shared().token(Role.STREET, TIANQIAO);
        for (var path : List.of(CASES + "/" + id, CASES + "/" + id + "/history")) {
            var refused = http.get(path, "Authorization", "Bearer " + other);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.<String>json("$.code")).isEqualTo("outside-your-street");
        }
        assertThat(http.post(
                                CASES + "/" + id + "/demolitions",
                                demolition("20.00", true),
                                "Authorization",
                                "Bearer " + other)
                        .<String>json("$.code"))
                .isEqualTo("outside-your-street");
        assertThat(get(Role.DEPARTMENT, CASES + "/" + id).<String>json("$.code"))
                .isEqualTo("role-may-not");
    }

    @Test
    void what_the_ledger_has_not_told_of_is_not_there() {
        var unknown = UUID.randomUUID();
        assertThat(get(Role.OFFICE, CASES + "/" + unknown).<String>json("$.code"))
                .isEqualTo("no-such-case");
        assertThat(get(Role.OFFICE, CASES + "/" + unknown + "/history").status())
                .isEqualTo(404);
        assertThat(post(Role.OFFICE, unknown, "filing", "{\"track\": \"EXISTING\"}")
                        .<String>json("$.code"))
                .isEqualTo("no-such-case");
        assertThat(log.readAggregate(unknown)).isEmpty();
    }

    @Test
    void a_fact_delivered_twice_leaves_one_event_and_one_out_of_place_is_not_taken_in() {
        var id = UUID.randomUUID();
        var fact = received(registered(id, entry("GENERAL"), "20.00"));
        reaction.react(fact);
        reaction.react(fact);
        assertThat(log.readAggregate(id)).hasSize(1);

        var unheardOf = UUID.randomUUID();
        var tagged = new ViolationTagged(unheardOf, entry("GENERAL"), entry("GENERAL"), clock.today(), "street-1");
        assertThatThrownBy(() -> tell(tagged))
                .isInstanceOf(RefusedException.class)
                .hasMessage("fact-out-of-place");
    }

    @Test
    void the_service_is_healthy_described_and_closed_to_strangers() {
        var health = http.get("/actuator/health");
        assertThat(health.status()).as(health.body()).isEqualTo(200);
        var description = http.get("/v3/api-docs");
        assertThat(description.<String>json("$.info.title")).isEqualTo("Demolition 拆除");
        assertThat(description.body()).contains("/api/v1/demolition/cases/{violation}/acceptance-signatures");
        assertThat(http.get(CASES).<String>json("$.code")).isEqualTo("login-required");
        assertThat(get(Role.OFFICE, "/api/v1/demolition/anything").<String>json("$.type"))
                .isEqualTo("urn:chaiwei:problem:not-found");
    }

    private UUID lead(String kind, String areaM2) {
        var id = UUID.randomUUID();
        tell(registered(id, entry(kind), areaM2));
        return id;
    }

    private UUID filed(String kind, String areaM2) {
        var id = lead(kind, areaM2);
        assertThat(post(Role.OFFICE, id, "filing", "{\"track\": \"EXISTING\"}").status())
                .isEqualTo(200);
        return id;
    }

    private ViolationRegistered registered(UUID id, LedgerEntry entry, String areaM2) {
        return new ViolationRegistered(
                id, entry, area(areaM2), clock.today(), "PATROL", null, false, clock.today(), null, "street-1");
    }

    private static LedgerEntry entry(String kind) {
        return Examples.entry(kind, "EXISTING");
    }

    private static BigDecimal area(String m2) {
        return new BigDecimal(m2);
    }

    private OffsetDateTime now() {
        return clock.now().atZone(BusinessClock.ZONE).toOffsetDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    private String demolition(String areaM2, boolean whole) {
        return """
                {"areaM2": %s, "whole": %s, "by": "OWNER", "beforePhoto": "%s", "afterPhoto": "%s", "occurredAt": "%s"}""".formatted(areaM2, whole, BEFORE, AFTER, now());
    }

    private static int number(Answer filed) {
        return Integer.parseInt(filed.<String>json("$.caseNumber").replaceFirst(".*-(\\d+)号", "$1"));
    }

    private Answer one(UUID id) {
        return get(Role.OFFICE, CASES + "/" + id);
    }

    private Answer get(Role role, String path) {
        return http.get(path, as(role));
    }

    private Answer post(Role role, UUID id, String request, String body, String... headers) {
        var all = new ArrayList<>(List.of(as(role)));
        all.addAll(List.of(headers));
        return http.post(CASES + "/" + id + "/" + request, body, all.toArray(String[]::new));
    }

    private static String[] as(Role role) {
        return new String[] {"Authorization", "Bearer " + TestIssuer.shared().token(role, DASHILAR)};
    }
}
