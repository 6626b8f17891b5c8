package org.chaiwei.platform.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.chaiwei.platform.counter.Ear.WhenCountedThenHear;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.counter.Mirror;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.KilledInRebuild;
import org.chaiwei.platform.view.RebuildPhase;
import org.chaiwei.platform.view.RebuildPhases;
import org.chaiwei.platform.view.RebuildSources;
import org.chaiwei.servers.TestKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view of another service's facts, built anew from the topic beside the one that serves; the test is the other service. */
class FactRebuildTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String SERVICE = "reading";
    private static final String VIEWS = "/api/v1/" + SERVICE + "/views";
    private static final String REBUILD = VIEWS + "/mirror/rebuild";
    private static final String PARKED = "/api/v1/" + SERVICE + "/facts/parked";
    private static final String[] SYSADMIN = {
        "Authorization", "Bearer " + TestIssuer.shared().token(Role.SYSADMIN)
    };

    private static Origin origin;
    private static Instances instances;
    private static ConfigurableApplicationContext one;
    private static Http http;
    private static JdbcClient jdbc;

    private final UUID counter = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        TestKafka.addService(SERVICE);
        origin = new Origin();
        instances = new Instances(origin.properties(SERVICE, TestKafka.bootstrapServers()));
        one = instances.start(RebuildPhases.class);
        http = Instances.http(one);
        jdbc = one.getBean(JdbcClient.class);
        for (var batch = 0; batch < 5; batch++) {
            for (var key = 0; key < 100; key++)
                origin.counted(new UUID(0, key), 1 + batch).counted(new UUID(0, key), 10 + batch);
            origin.publish();
        }
    }

    @AfterAll
    static void stop() {
        one.close();
        origin.close();
    }

    @AfterEach
    void mend() {
        RebuildPhases.pass();
        Mirror.POISON.clear();
        WhenCountedThenHear.POISON.clear();
    }

    @Test
    void a_rebuilt_view_has_the_same_rows_and_places_and_what_was_damaged_is_right_again() {
        var before = origin.position();
        origin.counted(counter, 1).counted(other, 1).publish();
        origin.counted(other, 9).publishAndAbort();
        origin.backTo(before)
                .counted(counter, 1)
                .counted(other, 1)
                .counted(counter, 2)
                .publish();
        awaitMirror(counter, 1, 2);
        awaitMirror(other, 1);
        var rows = awaitStill();
        var places = places();
        var table = oid();
        jdbc.sql("UPDATE counter_mirror SET total = total + 1, seen = '{7}' WHERE counter = :counter")
                .param("counter", counter)
                .update();
        asOwner("DELETE FROM counter_mirror WHERE counter = '" + other + "'");
        asOwner("INSERT INTO counter_mirror VALUES ('" + UUID.randomUUID() + "', 1, 5, '{5}')");

        var answer = http.post(REBUILD, "", SYSADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(REBUILD);
        var ended = awaitEnd(http);
        assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
        assertThat(ended.<Integer>json("$.done"))
                .as("facts, not marks of transactions")
                .isGreaterThanOrEqualTo(1_005)
                .isEqualTo(ended.<Integer>json("$.head"));
        assertThat(oid()).as("another table of the same name").isNotEqualTo(table);
        assertThat(rows()).isEqualTo(rows);
        assertThat(places()).isEqualTo(places);
        assertThat(tablesLeft()).isZero();
        origin.counted(counter, 3).publish();
        awaitMirror(counter, 1, 2, 3);
        assertThat(http.get(VIEWS, SYSADMIN).<List<String>>json("$.items[*].view"))
                .containsExactly("mirror", "totals");
    }

    @Test
    void facts_go_on_to_be_taken_in_while_a_view_is_rebuilt_each_once() throws Exception {
        var keys = IntStream.range(0, 40).mapToObj(_ -> UUID.randomUUID()).toList();
        var enough = new AtomicBoolean();
        var published = 0;
        try (var publishing = Executors.newVirtualThreadPerTaskExecutor()) {
            var last = publishing.submit(() -> {
                var amount = 0;
                while (!enough.get() || amount < 50) {
                    amount++;
                    for (var key : keys) origin.counted(key, amount);
                    origin.publish();
                }
                return amount;
            });
            for (var rebuilds = 0; rebuilds < 3; rebuilds++) {
                http.post(REBUILD, "", SYSADMIN);
                var ended = awaitEnd(http);
                assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
            }
            enough.set(true);
            published = last.get();
        }
        var all = IntStream.rangeClosed(1, published).boxed().toArray(Integer[]::new);
        for (var key : keys) awaitMirror(key, all);
        rebuilt();
        for (var key : keys) assertThat(mirror(key)).containsExactly(all);
        assertThat(http.get("/actuator/chaiwei").<List<Object>>json("$.readers[*].failure"))
                .containsOnlyNulls();
    }

    @Test
    void what_is_parked_stays_parked_what_was_left_out_stays_out_and_what_is_released_meanwhile_is_there() {
        var released = UUID.randomUUID();
        var later = UUID.randomUUID();
        var still = UUID.randomUUID();
        var skipped = UUID.randomUUID();
        var skippedLater = UUID.randomUUID();
        var parked = List.of(released, later, still, skipped, skippedLater);
        Mirror.POISON.addAll(parked);
        for (var amount = 1; amount <= 3; amount++) {
            for (var key : parked) origin.counted(key, amount);
            origin.counted(counter, amount);
            origin.publish();
        }
        awaitMirror(counter, 1, 2, 3);
        await().atMost(LONG).until(() -> parkedNow() == 15);
        Mirror.POISON.removeAll(List.of(released, skipped));
        release(released);
        skip(skipped);
        awaitMirror(released, 1, 2, 3);
        awaitMirror(skipped, 2, 3);

        RebuildPhases.meet(phase -> {
            if (phase != RebuildPhase.INDEXING) return;
            // The rebuild has passed their places already.
            Mirror.POISON.removeAll(List.of(later, skippedLater));
            release(later);
            skip(skippedLater);
            for (var key : parked) origin.counted(key, 4);
            origin.publish();
            awaitMirror(later, 1, 2, 3, 4);
            awaitMirror(skippedLater, 2, 3, 4);
        });
        rebuilt();
        assertThat(mirror(released)).containsExactly(1, 2, 3, 4);
        assertThat(mirror(later)).containsExactly(1, 2, 3, 4);
        assertThat(mirror(skipped)).containsExactly(2, 3, 4);
        assertThat(mirror(skippedLater)).containsExactly(2, 3, 4);
        assertThat(mirror(still)).isEmpty();
        assertThat(parkedNow()).isEqualTo(4);

        RebuildPhases.pass();
        origin.counted(still, 5).publish();
        await().atMost(LONG).until(() -> parkedNow() == 5);
        Mirror.POISON.clear();
        release(still);
        awaitMirror(still, 1, 2, 3, 4, 5);
        rebuilt();
        assertThat(mirror(still)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void while_it_is_held_nothing_is_taken_in_and_a_release_waits() throws Exception {
        Mirror.POISON.add(counter);
        origin.counted(counter, 1).publish();
        await().atMost(LONG).until(() -> parkedNow() == 1);
        Mirror.POISON.clear();
        var source = one.getBean(RebuildSources.class).all().getFirst();
        try (var replay = source.replay();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            replay.hold();
            var places = places();
            origin.counted(other, 1).publish();
            var releasing = callers.submit(() -> {
                release(counter);
                return true;
            });
            await().during(Duration.ofMillis(700))
                    .atMost(LONG)
                    .until(() -> places().equals(places) && parkedNow() == 1 && !releasing.isDone());
            replay.release();
            releasing.get();
        }
        awaitMirror(counter, 1);
        awaitMirror(other, 1);

        // And one that dies lets go by itself.
        try (var replay = source.replay()) {
            replay.hold();
        }
        origin.counted(other, 2).publish();
        awaitMirror(other, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILLING", "INDEXING", "CATCHING_UP", "SWAPPING"})
    void whatever_fails_leaves_the_old_view_serving_and_nothing_else(RebuildPhase failing) {
        var rows = awaitStill();
        var table = oid();
        RebuildPhases.meet(phase -> {
            if (phase == failing) throw new IllegalStateException("broken by a test, with a secret");
        });
        http.post(REBUILD, "", SYSADMIN);
        var ended = awaitEnd(http);
        assertThat(ended.<String>json("$.phase")).isEqualTo("FAILED");
        assertThat(ended.<String>json("$.failure")).isEqualTo("IllegalStateException");
        assertThat(tablesLeft()).isZero();
        assertThat(oid()).isEqualTo(table);
        assertThat(rows()).isEqualTo(rows);
        origin.counted(counter, 1).publish();
        awaitMirror(counter, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILLING", "SWAPPING"})
    void an_instance_killed_in_the_middle_leaves_the_old_view_serving_and_another_rebuilds(RebuildPhase phase)
            throws Exception {
        var rows = awaitStill();
        var table = oid();
        KilledInRebuild.at(phase, "mirror", instances);
        assertThat(rows()).isEqualTo(rows);
        assertThat(oid()).isEqualTo(table);
        claimUntil("clock_timestamp() + interval '1 hour'"); // however long the machine took to get here
        assertThat(http.post(REBUILD, "", SYSADMIN).status())
                .as("its claim is still good")
                .isEqualTo(409);
        claimUntil("clock_timestamp() - interval '1 second'");
        origin.counted(counter, 1).publish();
        awaitMirror(counter, 1);
        rebuilt();
        assertThat(mirror(counter)).containsExactly(1);
        assertThat(rows()).containsAll(rows);
    }

    private void claimUntil(String when) {
        jdbc.sql("UPDATE view_rebuild SET claimed_until = " + when).update();
    }

    @Test
    void one_view_is_rebuilt_at_a_time_in_all_instances_also_by_one_that_reads_nothing_of_it() {
        try (var two = instances.start()) {
            var second = Instances.http(two);
            RebuildPhases.meet(phase -> {
                if (phase != RebuildPhase.INDEXING) return;
                for (var view : List.of("mirror", "totals")) {
                    var refused = second.post(VIEWS + "/" + view + "/rebuild", "", SYSADMIN);
                    if (refused.status() != 409
                            || !refused.<String>json("$.code").equals("rebuild-running"))
                        throw new IllegalStateException("not refused: " + refused.body());
                }
            });
            rebuilt();
            RebuildPhases.pass();
            for (var amount = 1; amount <= 3; amount++) {
                origin.counted(counter, amount).counted(other, amount).publish();
                assertThat((amount % 2 == 0 ? http : second)
                                .post(REBUILD, "", SYSADMIN)
                                .status())
                        .isEqualTo(202);
                assertThat(awaitEnd(second).<String>json("$.phase")).isEqualTo("DONE");
            }
            awaitMirror(counter, 1, 2, 3);
            awaitMirror(other, 1, 2, 3);
        }
    }

    @Test
    void both_lives_of_a_log_are_read_and_a_topic_without_its_beginning_is_refused() throws Exception {
        try (var restored = new Origin();
                var service = new Instances(restored.properties(SERVICE, TestKafka.bootstrapServers())).start()) {
            var own = Instances.http(service);
            var rows = service.getBean(JdbcClient.class);
            restored.counted(counter, 1).counted(counter, 2).counted(counter, 3).publish();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mirror(rows, counter)).containsExactly(1, 2, 3));
            restored.restored(1).counted(counter, 2).counted(counter, 30).publish();
            await().atMost(LONG).until(() -> own.get("/actuator/health").status() == 503);

            // What the serving view has not taken in the new one has not either.
            assertThat(own.post(REBUILD, "", SYSADMIN).status()).isEqualTo(202);
            assertThat(awaitEnd(own).<String>json("$.phase")).isEqualTo("DONE");
            assertThat(mirror(rows, counter)).containsExactly(1, 2, 3);
            for (var reader : List.of("mirror", "when-counted-then-hear"))
                own.post(
                        "/api/v1/" + SERVICE + "/facts/epochs/accept",
                        "{\"reader\":\"%s\",\"service\":\"%s\",\"epoch\":\"%s\",\"sharedPosition\":2}"
                                .formatted(reader, restored.service(), restored.epoch()),
                        SYSADMIN);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mirror(rows, counter)).containsExactly(1, 2, 3, 30));
            own.post(REBUILD, "", SYSADMIN);
            assertThat(awaitEnd(own).<String>json("$.phase")).isEqualTo("DONE");
            assertThat(mirror(rows, counter)).containsExactly(1, 2, 3, 30);

            TestKafka.admin()
                    .deleteRecords(Map.of(
                            new TopicPartition(restored.topic().name(), FactTopic.partitionOf(counter)),
                            RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
            own.post(REBUILD, "", SYSADMIN);
            assertThat(awaitEnd(own).<String>json("$.failure"))
                    .isEqualTo("the topic " + restored.topic().name() + " has lost its beginning");
            assertThat(mirror(rows, counter)).containsExactly(1, 2, 3, 30);
        }
    }

    private static void rebuilt() {
        var answer = http.post(REBUILD, "", SYSADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var ended = awaitEnd(http);
        assertThat(ended.<String>json("$.phase")).as(ended.body()).isEqualTo("DONE");
    }

    private static Http.Answer awaitEnd(Http instance) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> instance.get(REBUILD, SYSADMIN).<Object>json("$.endedAt") != null);
        return instance.get(REBUILD, SYSADMIN);
    }

    private static void release(UUID key) {
        var answer = http.post(PARKED + "/" + head(key) + "/release", "", SYSADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void skip(UUID key) {
        var answer = http.post(PARKED + "/" + head(key) + "/skip", "{\"reason\":\"counted by hand\"}", SYSADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static long head(UUID key) {
        return jdbc.sql("SELECT min(id) FROM parked_fact WHERE reader = 'mirror' AND key = :key AND state <> 'SKIPPED'")
                .param("key", key.toString())
                .query(Long.class)
                .single();
    }

    private static long parkedNow() {
        return one.getBean(ParkedFacts.class).count("mirror").all();
    }

    private static void awaitMirror(UUID counter, Integer... amounts) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(mirror(counter)).containsExactly(amounts));
    }

    private static List<Integer> mirror(UUID counter) {
        return mirror(jdbc, counter);
    }

    private static List<Integer> mirror(JdbcClient database, UUID counter) {
        return database.sql("SELECT unnest(seen) AS amount FROM counter_mirror WHERE counter = :counter")
                .param("counter", counter)
                .query(Integer.class)
                .list();
    }

    /** The rows when every fact published so far is in them. */
    private static List<String> awaitStill() {
        var last = IntStream.range(0, FactTopic.PARTITIONS)
                .mapToObj(partition -> Stream.generate(UUID::randomUUID)
                        .filter(key -> FactTopic.partitionOf(key) == partition)
                        .findFirst()
                        .orElseThrow())
                .toList();
        for (var key : last) origin.counted(key, 1);
        origin.publish();
        for (var key : last) awaitMirror(key, 1);
        return rows();
    }

    private static List<String> rows() {
        return jdbc.sql("SELECT m::text FROM counter_mirror AS m ORDER BY counter")
                .query(String.class)
                .list();
    }

    private static List<String> places() {
        return jdbc.sql(
                        "SELECT concat_ws(' ', topic, partition, next_offset, epoch, last_position) FROM fact_place WHERE reader = 'mirror' ORDER BY topic, partition")
                .query(String.class)
                .list();
    }

    private static long oid() {
        return jdbc.sql("SELECT 'public.counter_mirror'::regclass::oid")
                .query(Long.class)
                .single();
    }

    private static long tablesLeft() {
        return jdbc.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'rebuild'")
                .query(Long.class)
                .single();
    }

    private static void asOwner(String sql) {
        try (var owner = instances.database().asOwner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
