package org.chaiwei.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final String RECORDS = "/api/v1/counters/audit-records";

    private static final Instances INSTANCES = new Instances();
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext two;
    private static JdbcClient jdbc;
    private static Http http;

    private final UUID counter = UUID.randomUUID();
    /** Of this test alone. */
    private final String caller = "office-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        one = INSTANCES.start();
        two = INSTANCES.start();
        jdbc = one.getBean(JdbcClient.class);
        http = Instances.http(one);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void a_refused_command_is_recorded_when_its_caller_hears_of_it() {
        assertThat(add(http, "{\"amount\":101}").status()).isEqualTo(409);
        assertThat(jdbc.sql("SELECT * FROM audit_record WHERE actor = :caller")
                        .param("caller", caller)
                        .query()
                        .singleRow())
                .containsEntry("role", "office")
                .containsEntry("kind", "REFUSAL")
                .containsEntry("action", "POST /counters/{id}/additions")
                .containsEntry("subject", counter.toString())
                .containsEntry("code", "counter-full")
                .containsEntry("details", "{\"status\":409}")
                .hasEntrySatisfying(
                        "traceparent",
                        trace -> assertThat(trace).asString().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"));
    }

    @Test
    void what_a_caller_wrote_leaves_no_trace_in_the_record_of_its_refusal() {
        var name = "张三丰";
        var encoded = "%E5%BC%A0%E4%B8%89%E4%B8%B0";
        assertThat(add(http, "{\"amount\":\"%s 13912345678\"}".formatted(name)).status())
                .isEqualTo(400);
        assertThat(add(http, "{\"%s\":1,\"amount\":1}".formatted(name)).status())
                .isEqualTo(400);
        assertThat(http.post("/counters/" + encoded + "/additions", "{}", bearer())
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/people/" + encoded, "{}", bearer()).status()).isEqualTo(404);
        assertThat(http.post("/counters/" + counter + "/reset?name=" + encoded, "{}", bearer())
                        .status())
                .isEqualTo(400);
        var rows = jdbc.sql("SELECT a::text FROM audit_record AS a WHERE actor = :caller ORDER BY position")
                .param("caller", caller)
                .query(String.class)
                .list();
        assertThat(rows)
                .hasSize(5)
                .noneMatch(row -> row.contains(name) || row.contains("13912345678") || row.contains(encoded));
        assertThat(rows.get(0)).contains("amount: not-an-integer");
        assertThat(rows.get(1)).contains("?: unknown");
        assertThat(rows.get(3)).contains("POST *").contains("not-found");
    }

    @Test
    void a_readers_mistakes_and_whoever_shows_no_token_are_not_recorded() {
        var before = head();
        assertThat(http.get("/counters/nonsense", bearer()).status()).isEqualTo(400);
        assertThat(http.get("/nowhere", bearer()).status()).isEqualTo(404);
        assertThat(http.get("/counters/" + counter).status()).isEqualTo(401);
        assertThat(http.post("/counters/" + counter + "/additions", "{}").status())
                .isEqualTo(401);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void tokens_that_are_not_believed_are_recorded_up_to_a_measure_and_counted_beyond() {
        var forged = new String[] {"Authorization", "Bearer " + ISSUER.forgedToken()};
        var other = Instances.http(two);
        for (var n = 0; n < 2 * AuditedRefusals.STRANGERS_AT_ONCE; n++)
            assertThat(other.get("/counters/" + counter, forged).status()).isEqualTo(401);
        var recorded = jdbc.sql("""
                        SELECT count(*) FROM audit_record
                        WHERE actor = 'anonymous' AND role = 'public' AND code = 'token-invalid' AND action = 'GET /counters/{id}' AND subject = :counter""")
                .param("counter", counter.toString())
                .query(Long.class)
                .single();
        assertThat(recorded)
                .isBetween((long) AuditedRefusals.STRANGERS_AT_ONCE, 2L * AuditedRefusals.STRANGERS_AT_ONCE - 1);
        assertThat(other.get("/actuator/prometheus").body())
                .contains("chaiwei_audit_passed_over_total "
                        + (double) (2 * AuditedRefusals.STRANGERS_AT_ONCE - recorded));
    }

    @Test
    void supervision_and_audit_read_the_records_page_by_page_and_nobody_else_does() {
        assertThat(http.get(RECORDS, bearer()).status()).isEqualTo(403);
        for (var n = 0; n < 4; n++) add(http, "{\"amount\":101}");

        var newest = records(Role.AUDITADMIN, "?limit=3&actor=" + caller);
        assertThat(newest.<List<String>>json("$.items[*].code"))
                .containsExactly("counter-full", "counter-full", "counter-full");
        assertThat(newest.<Integer>json("$.items[0].details.status")).isEqualTo(409);
        var older = records(Role.SUPERVISION, "?limit=3&actor=" + caller + "&before=" + newest.<Integer>json("$.next"));
        assertThat(older.<List<String>>json("$.items[*].code")).containsExactly("counter-full", "forbidden");
        assertThat(older.<String>json("$.items[1].action")).isEqualTo("GET " + RECORDS);
        assertThat(older.<Object>json("$.next")).isNull();
        assertThat(positions(newest).getLast()).isGreaterThan(positions(older).getFirst());

        var third = newest.<String>json("$.items[1].recordedAt");
        assertThat(positions(records(Role.AUDITADMIN, "?actor=" + caller + "&from=" + third)))
                .isEqualTo(positions(newest).subList(0, 2));
        assertThat(positions(records(Role.AUDITADMIN, "?actor=" + caller + "&to=" + third)))
                .hasSize(3)
                .startsWith(positions(newest).get(2));
        assertThat(positions(records(Role.AUDITADMIN, "?actor=" + caller + "&code=forbidden&kind=REFUSAL")))
                .hasSize(1);
        assertThat(positions(records(Role.AUDITADMIN, "?actor=" + caller + "&kind=OPERATOR_ACT")))
                .isEmpty();
        assertThat(records(Role.AUDITADMIN, "?limit=201").status()).isEqualTo(400);
    }

    @Test
    void an_operators_act_is_recorded_with_what_it_is_about() {
        var actor = new Actor(caller, new Scope(Role.SYSADMIN, java.util.Set.of()));
        var position = one.getBean(AuditLog.class)
                .act(actor, "rebuild-view", "totals", Map.of("from", 7, "why", "\ud800\0 half a letter"));
        assertThat(jdbc.sql("SELECT position, kind, subject, code, details FROM audit_record WHERE actor = :caller")
                        .param("caller", caller)
                        .query()
                        .singleRow())
                .containsEntry("position", position)
                .containsEntry("kind", "OPERATOR_ACT")
                .containsEntry("subject", "totals")
                .containsEntry("code", "accepted");
        assertThatThrownBy(() -> one.getBean(AuditLog.class)
                        .act(actor, "too-much", null, Map.of("text", "x".repeat(AuditEntry.DETAILS_MAX_BYTES))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_instances_number_their_records_without_gaps_and_in_the_order_of_time() {
        var instances = List.of(http, Instances.http(two));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 400).forEach(n -> callers.submit(() -> add(instances.get(n % 2), "{\"amount\":101}")));
        }
        var rows = jdbc.sql("SELECT count(*) AS n, min(position) AS first, max(position) AS last FROM audit_record")
                .query()
                .singleRow();
        assertThat(rows)
                .containsEntry("first", 1L)
                .containsEntry("last", rows.get("n"))
                .containsEntry("n", head());
        assertThat(jdbc.sql("SELECT count(*) FROM audit_record WHERE actor = :caller")
                        .param("caller", caller)
                        .query(Long.class)
                        .single())
                .isEqualTo(400);
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM (SELECT recorded_at < lag(recorded_at) OVER (ORDER BY position) AS back FROM audit_record) AS r
                        WHERE back""").query(Long.class).single()).isZero();
    }

    @Test
    void what_can_not_be_recorded_is_answered_with_503_and_not_done() throws SQLException {
        var database = INSTANCES.database();
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("REVOKE INSERT ON audit_record FROM " + database.app());
            try {
                var answer = add(http, "{\"amount\":101}");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.<String>json("$.code")).isEqualTo("unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
                assertThat(add(http, "{\"amount\":1}").status())
                        .as("what is not refused goes on")
                        .isEqualTo(200);
                var actor = Actor.system("test");
                assertThatThrownBy(() -> one.getBean(AuditLog.class).act(actor, "anything", null, Map.of()))
                        .isInstanceOf(RefusedException.class)
                        .hasMessage("unavailable");
            } finally {
                statement.execute("GRANT INSERT ON audit_record TO " + database.app());
            }
        }
        assertThat(add(http, "{\"amount\":101}").status()).isEqualTo(409);
        assertThat(head())
                .as("a number that was not used is given again")
                .isEqualTo(jdbc.sql("SELECT count(*) FROM audit_record")
                        .query(Long.class)
                        .single());
    }

    @Test
    void a_service_can_change_no_record_and_take_none_away() {
        for (var attempt : List.of(
                "UPDATE audit_record SET code = 'nothing'",
                "DELETE FROM audit_record",
                "TRUNCATE audit_record",
                "DELETE FROM audit_head"))
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).hasStackTraceContaining("permission denied");
    }

    @Test
    void whoever_is_killed_every_confirmed_record_is_there_and_no_number_is_missing() throws Exception {
        var instances = new Instances();
        instances.start().close(); // migrates
        var confirmed = new ArrayList<String>();
        for (var kill = 0; kill < 3; kill++) confirmed.addAll(AuditFlood.untilKilled(instances.database(), 500));
        try (var connection = instances.database().asApp();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT position, action FROM audit_record ORDER BY position")) {
            var found = new ArrayList<String>();
            while (rows.next()) found.add(rows.getLong(1) + " " + rows.getString(2));
            assertThat(found.stream().map(row -> Long.valueOf(row.substring(0, row.indexOf(' ')))))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, found.size()).boxed().toList());
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(1_500);
            assertThat(found).containsAll(confirmed);
        }
    }

    private Http.Answer add(Http instance, String body) {
        return instance.post("/counters/" + counter + "/additions", body, bearer());
    }

    private String[] bearer() {
        return new String[] {"Authorization", "Bearer " + ISSUER.tokenOf(caller, Role.OFFICE)};
    }

    private static Http.Answer records(Role role, String query) {
        return http.get(RECORDS + query, "Authorization", "Bearer " + ISSUER.token(role));
    }

    private static List<Long> positions(Http.Answer answer) {
        return Stream.of(answer.<List<Number>>json("$.items[*].position"))
                .flatMap(List::stream)
                .map(Number::longValue)
                .toList();
    }

    private static long head() {
        return jdbc.sql("SELECT position FROM audit_head").query(Long.class).single();
    }
}
