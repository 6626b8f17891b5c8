package org.chaiwei.platform.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class RebuildTest {

    private static final String VIEWS = "/api/v1/counters/views";
    private static final String SYSADMIN = TestIssuer.shared().token(Role.SYSADMIN);
    private static final String OFFICE = TestIssuer.shared().token(Role.OFFICE);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Instances INSTANCES = new Instances();
    private static ConfigurableApplicationContext one;
    private static Http http;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        one = INSTANCES.start(RebuildPhases.class);
        http = Instances.http(one);
        jdbc = one.getBean(JdbcClient.class);
        for (var counter = 0; counter < 300; counter++) add(http, UUID.randomUUID(), 1, 1 + counter % 50);
        // What LIKE does not copy: room in pages, a right on a column, an index of its own, a name of a constraint.
        asOwner(
                "ALTER TABLE counter_total SET (fillfactor = 70, toast.autovacuum_enabled = off)",
                "CREATE INDEX counter_total_large ON counter_total (total DESC) WHERE total > 10",
                "ALTER TABLE counter_total ADD CONSTRAINT counted CHECK (events >= 0)",
                "GRANT UPDATE (total) ON counter_total TO PUBLIC");
    }

    @AfterAll
    static void stop() {
        one.close();
    }

    @AfterEach
    void phasesPassAgain() {
        RebuildPhases.pass();
    }

    @Test
    void a_rebuilt_view_has_the_same_rows_and_its_tables_are_what_the_migrations_made_them() throws SQLException {
        awaitView();
        var rows = rows();
        var definition = definition();
        var table = oid();
        var answer = rebuild(http);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(VIEWS + "/totals/rebuild");
        var ended = awaitEnd();
        assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
        assertThat(ended.<Integer>json("$.done").longValue()).isEqualTo(head());
        assertThat(ended.<Double>json("$.seconds")).isPositive();
        assertThat(oid()).as("another table of the same name").isNotEqualTo(table);
        assertThat(rows()).isEqualTo(rows);
        assertThat(definition()).isEqualTo(definition).anyMatch(line -> line.contains("counter_total_large"));
        assertThat(tablesLeft()).isZero();
        assertThat(jdbc.sql(
                                "SELECT actor, subject FROM audit_record WHERE action = 'rebuild-view' ORDER BY position DESC LIMIT 1")
                        .query()
                        .singleRow())
                .containsEntry("subject", "totals");
        assertThat(views().<List<String>>json("$.items[*].rebuild.phase")).containsExactly("DONE");
    }

    @Test
    void commands_and_queries_go_on_while_a_view_is_rebuilt_and_each_sees_its_own_write() throws Exception {
        var counters = IntStream.range(0, 4).mapToObj(_ -> UUID.randomUUID()).toList();
        var added = new AtomicLong();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = counters.stream()
                    .map(counter -> callers.submit(() -> {
                        for (var total = 1; total <= 100; total++) {
                            var answer = add(http, counter, 1, 1);
                            var seen = http.get(
                                    "/counters/" + counter,
                                    "Authorization",
                                    "Bearer " + OFFICE,
                                    "Consistency-Token",
                                    answer.header("Consistency-Token"));
                            assertThat(seen.status()).as(seen.body()).isEqualTo(200);
                            assertThat(seen.<Integer>json("$.total")).isEqualTo(total);
                            added.incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            for (var rebuilds = 0; rebuilds < 3 || added.get() < 400 && rebuilds < 50; rebuilds++) {
                assertThat(rebuild(http).status()).isEqualTo(202);
                assertThat(awaitEnd().<String>json("$.phase")).isEqualTo("DONE");
                if (writing.stream()
                        .anyMatch(caller ->
                                caller.isDone() && caller.state() == java.util.concurrent.Future.State.FAILED)) break;
            }
            for (var caller : writing) caller.get();
        }
        awaitView();
        assertThat(rows()).isEqualTo(recounted());
    }

    @Test
    void a_table_that_is_in_use_for_long_is_swapped_later_and_the_old_one_goes_on_until_then() throws Exception {
        var counter = UUID.randomUUID();
        try (var reader = INSTANCES.database().asApp();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM counter_total").close();
            assertThat(rebuild(http).status()).isEqualTo(202);
            await().atMost(LONG).until(() -> phase().equals("CATCHING_UP") || phase().equals("SWAPPING"));
            for (var total = 1; total <= 20; total++)
                assertThat(seen(add(http, counter, 1, 1), counter)).isEqualTo(total);
            assertThat(phase()).isIn("CATCHING_UP", "SWAPPING");
            reader.rollback();
        }
        assertThat(awaitEnd().<String>json("$.phase")).isEqualTo("DONE");
        assertThat(seen(add(http, counter, 1, 1), counter)).isEqualTo(21);
        awaitView();
        assertThat(rows()).isEqualTo(recounted());
    }

    @Test
    void a_reader_who_keeps_an_old_snapshot_never_finds_a_table_without_its_rows() throws Exception {
        awaitView();
        var before = rows().size();
        try (var reader = INSTANCES.database().asApp();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
            statement.executeQuery("SELECT 1 FROM view_position").close();
            assertThat(rebuild(http).status()).isEqualTo(202);
            await().atMost(LONG).until(() -> phase().equals("CATCHING_UP"));
            try (var rows = statement.executeQuery("SELECT count(*) FROM counter_total")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(before);
            }
            reader.rollback();
        }
        assertThat(awaitEnd().<String>json("$.phase")).isEqualTo("DONE");
    }

    @ParameterizedTest
    @EnumSource(names = {"FILLING", "INDEXING", "CATCHING_UP", "SWAPPING"})
    void whatever_fails_leaves_the_old_view_serving_and_nothing_else(RebuildPhase failing) {
        awaitView();
        var rows = rows();
        var table = oid();
        RebuildPhases.meet(phase -> {
            if (phase == failing) throw new IllegalStateException("broken by a test, with a secret");
        });
        assertThat(rebuild(http).status()).isEqualTo(202);
        var ended = awaitEnd();
        assertThat(ended.<String>json("$.phase")).isEqualTo("FAILED");
        assertThat(ended.<String>json("$.failure")).isEqualTo("IllegalStateException");
        assertThat(tablesLeft()).isZero();
        assertThat(oid()).isEqualTo(table);
        assertThat(rows()).isEqualTo(rows);
        var counter = UUID.randomUUID();
        assertThat(seen(add(http, counter, 1, 1), counter)).isEqualTo(1);
    }

    @Test
    void a_migration_that_comes_during_a_rebuild_is_not_undone_by_it() {
        RebuildPhases.meet(phase -> {
            if (phase == RebuildPhase.CATCHING_UP) asOwner("ALTER TABLE counter_total ADD COLUMN noted text");
        });
        try {
            assertThat(rebuild(http).status()).isEqualTo(202);
            var ended = awaitEnd();
            assertThat(ended.<String>json("$.phase")).isEqualTo("FAILED");
            assertThat(ended.<String>json("$.failure")).contains("column").contains("noted");
        } finally {
            asOwner("ALTER TABLE counter_total DROP COLUMN noted");
        }
        RebuildPhases.pass();
        rebuild(http);
        assertThat(awaitEnd().<String>json("$.phase")).isEqualTo("DONE");
    }

    @Test
    void one_view_is_rebuilt_at_a_time_in_all_instances_and_any_of_them_shows_how_far_it_is() {
        try (var two = INSTANCES.start()) {
            var other = Instances.http(two);
            RebuildPhases.meet(phase -> {
                if (phase == RebuildPhase.INDEXING) {
                    var refused = rebuild(other);
                    if (refused.status() != 409
                            || !refused.<String>json("$.code").equals("rebuild-running"))
                        throw new RebuildFailed("not refused: " + refused.body());
                    if (!other.get(VIEWS + "/totals/rebuild", "Authorization", "Bearer " + SYSADMIN)
                            .<String>json("$.phase")
                            .equals("INDEXING")) throw new RebuildFailed("not shown");
                }
            });
            assertThat(rebuild(http).status()).isEqualTo(202);
            var ended = awaitEnd();
            assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");

            // And by the instance that doesn't feed the view, which the other goes on to feed.
            RebuildPhases.pass();
            assertThat(rebuild(other).status()).isEqualTo(202);
            assertThat(awaitEnd().<String>json("$.phase")).isEqualTo("DONE");
            var counter = UUID.randomUUID();
            for (var total = 1; total <= 10; total++)
                assertThat(seen(add(total % 2 == 0 ? http : other, counter, 1, 1), counter))
                        .isEqualTo(total);
        }
        awaitView();
        assertThat(rows()).isEqualTo(recounted());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DONE", "FAILED"},
            mode = Mode.EXCLUDE)
    void an_instance_killed_in_the_middle_leaves_the_old_view_serving_and_another_cleans_up(RebuildPhase phase)
            throws Exception {
        awaitView();
        var rows = rows();
        KilledInRebuild.at(phase, "totals", INSTANCES);
        assertThat(rows()).isEqualTo(rows);
        assertThat(tablesLeft()).isEqualTo(phase == RebuildPhase.PREPARING ? 0 : 1);
        claimUntil("clock_timestamp() + interval '1 hour'"); // however long the machine took to get here
        assertThat(rebuild(http).status()).as("its claim is still good").isEqualTo(409);
        claimUntil("clock_timestamp() - interval '1 second'");
        assertThat(phase()).isEqualTo("FAILED");

        var counter = UUID.randomUUID();
        await().atMost(LONG).until(() -> seen(add(http, counter, 0, 1), counter) == 0);
        assertThat(rebuild(http).status()).isEqualTo(202);
        var ended = awaitEnd();
        assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
        assertThat(tablesLeft()).isZero();
        assertThat(rows()).isEqualTo(recounted());
    }

    private static void claimUntil(String when) {
        jdbc.sql("UPDATE view_rebuild SET claimed_until = " + when).update();
    }

    @Test
    void only_the_system_administrator_rebuilds_and_looks() {
        for (var role : List.of(Role.OFFICE, Role.AUDITADMIN)) {
            var bearer = "Bearer " + TestIssuer.shared().token(role);
            assertThat(http.post(VIEWS + "/totals/rebuild", "", "Authorization", bearer)
                            .status())
                    .isEqualTo(403);
            assertThat(http.get(VIEWS, "Authorization", bearer).status()).isEqualTo(403);
            assertThat(http.get(VIEWS + "/totals/rebuild", "Authorization", bearer)
                            .status())
                    .isEqualTo(403);
        }
        var unknown = http.post(VIEWS + "/nothing/rebuild", "", "Authorization", "Bearer " + SYSADMIN);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.<String>json("$.code")).isEqualTo("view-unknown");
        assertThat(unknown.<List<String>>json("$.known")).containsExactly("totals");
    }

    private static Http.Answer rebuild(Http instance) {
        return instance.post(VIEWS + "/totals/rebuild", "", "Authorization", "Bearer " + SYSADMIN);
    }

    private static Http.Answer views() {
        return http.get(VIEWS, "Authorization", "Bearer " + SYSADMIN);
    }

    private static Http.Answer last() {
        return http.get(VIEWS + "/totals/rebuild", "Authorization", "Bearer " + SYSADMIN);
    }

    private static String phase() {
        return last().json("$.phase");
    }

    private static Http.Answer awaitEnd() {
        await().atMost(LONG).until(() -> last().<Object>json("$.endedAt") != null);
        return last();
    }

    private static Http.Answer add(Http instance, UUID counter, int amount, int times) {
        var answer = instance.post(
                "/counters/" + counter + "/additions",
                "{\"amount\":%d,\"times\":%d}".formatted(amount, times),
                "Authorization",
                "Bearer " + OFFICE);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** What a query that carries the command's token sees; -1 if it does not come in time. */
    private static int seen(Http.Answer added, UUID counter) {
        var answer = http.get(
                "/counters/" + counter,
                "Authorization",
                "Bearer " + OFFICE,
                "Consistency-Token",
                added.header("Consistency-Token"));
        return answer.status() == 200 ? answer.<Integer>json("$.total") : -1;
    }

    private static long head() {
        return one.getBean(EventLog.class).head().position();
    }

    private static void awaitView() {
        await().atMost(LONG)
                .until(() -> jdbc.sql("SELECT position FROM view_position WHERE view = 'totals'")
                                .query(Long.class)
                                .single()
                        == head());
    }

    private static List<String> rows() {
        return jdbc.sql("SELECT t::text FROM counter_total AS t ORDER BY counter")
                .query(String.class)
                .list();
    }

    /** What the rows should be, by SQL over the events. */
    private static List<String> recounted() {
        return jdbc.sql("""
                        SELECT t::text FROM (
                            SELECT (p ->> 'counter')::uuid AS counter, count(*), sum((p ->> 'amount')::bigint) FROM
                                (SELECT convert_from(payload, 'UTF8')::json AS p FROM event_store.event) AS e GROUP BY 1) AS t
                        ORDER BY counter""").query(String.class).list();
    }

    private static long oid() {
        return jdbc.sql("SELECT 'public.counter_total'::regclass::oid")
                .query(Long.class)
                .single();
    }

    private static long tablesLeft() {
        return jdbc.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'rebuild'")
                .query(Long.class)
                .single();
    }

    private static List<String> definition() throws SQLException {
        try (var tables = ShadowTables.of(INSTANCES.database().asOwner())) {
            return tables.definition("public", "counter_total");
        }
    }

    private static void asOwner(String... statements) {
        try (var owner = INSTANCES.database().asOwner();
                var statement = owner.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
