package org.chaiwei.platform.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.counter.Counted;
import org.chaiwei.platform.counter.Ear;
import org.chaiwei.platform.counter.Ear.WhenCountedThenHear;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.counter.Mirror;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.servers.TestKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service's readers over a real broker and a real database; the test is the service whose facts they read. */
class FactReadingTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String SERVICE = "reading";
    private static final String PARKED = "/api/v1/" + SERVICE + "/facts/parked";

    private static Origin origin;
    private static Instances instances;
    private static ConfigurableApplicationContext one;
    private static Http http;

    private final UUID counter = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        TestKafka.addService(SERVICE);
        origin = new Origin();
        instances = new Instances(origin.properties(SERVICE, TestKafka.bootstrapServers()));
        one = instances.start();
        http = Instances.http(one);
    }

    @AfterAll
    static void stop() {
        one.close();
        origin.close();
    }

    @AfterEach
    void mend() {
        one.getBean(Mirror.class).goAway(false);
        Mirror.POISON.clear();
        WhenCountedThenHear.POISON.clear();
        WhenCountedThenHear.CONFLICT.clear();
    }

    @Test
    void a_view_takes_in_each_keys_facts_in_their_order_and_each_once() {
        for (var amount = 1; amount <= 3; amount++)
            origin.counted(counter, amount).counted(other, amount).publish();
        awaitMirror(one, counter, 1, 2, 3);
        var before = origin.position();
        origin.counted(counter, 4).publish();
        // The publisher crashed before its position had moved: the batch comes once more, and with it what is new.
        origin.backTo(before).counted(counter, 4).counted(counter, 5).publish();
        origin.counted(other, 7).publishAndAbort();
        origin.counted(counter, 6).publish();
        awaitMirror(one, counter, 1, 2, 3, 4, 5, 6);
        awaitMirror(one, other, 1, 2, 3);
        awaitHeard(one, counter, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void facts_of_a_kind_that_is_passed_over_and_gaps_in_the_positions_hold_nobody_up() {
        origin.fact(Counted.PASSED_OVER, counter, "{}".getBytes(), null).publish();
        origin.backTo(origin.position() + 1_000).counted(counter, 1).publish();
        awaitMirror(one, counter, 1);
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_poison_fact_parks_its_key_alone_and_is_taken_in_with_those_behind_it_after_mending() {
        Mirror.POISON.add(counter);
        origin.counted(counter, 1)
                .counted(other, 1)
                .counted(counter, 2)
                .counted(other, 2)
                .publish();
        awaitMirror(one, other, 1, 2);
        await().atMost(LONG).until(() -> lines().size() == 2);
        assertThat(lines().get(0))
                .containsEntry("reader", "mirror")
                .containsEntry("state", "POISON")
                .containsEntry("reason", "failed")
                .containsEntry("exception", "IllegalStateException")
                .containsEntry("attempts", 1)
                .containsEntry("key", counter.toString());
        assertThat(lines().get(1)).containsEntry("state", "QUEUED");
        assertThat(mirror(one, counter)).as("nothing half done").isEmpty();
        awaitHeard(one, counter, 1, 2); // another reader is not concerned
        assertThat(health().<String>json("$.components.facts.status")).isEqualTo("DEGRADED");
        assertThat(health().status()).isEqualTo(200);

        var id = lines().getFirst().get("id");
        var failed = act(PARKED + "/" + id + "/release", "");
        assertThat(failed.body()).as("not mended yet").contains("\"released\":0", "\"failed\":1", "\"left\":2");
        assertThat(lines().getFirst()).containsEntry("attempts", 2);

        origin.counted(counter, 3).publish();
        await().atMost(LONG).until(() -> lines().size() == 3);
        Mirror.POISON.clear();
        assertThat(act(PARKED + "/" + id + "/release", "").body()).contains("\"released\":3", "\"left\":0");
        awaitMirror(one, counter, 1, 2, 3);
        origin.counted(counter, 4).publish();
        awaitMirror(one, counter, 1, 2, 3, 4);
        await().atMost(LONG)
                .until(() -> health().<String>json("$.components.facts.status").equals("UP"));
    }

    @Test
    void two_hundred_poison_facts_of_twenty_thousand_are_parked_the_rest_is_done_and_all_are_released_after_mending() {
        var keys = Stream.generate(UUID::randomUUID).limit(10_000).toList();
        var poison = keys.subList(0, 200);
        Mirror.POISON.addAll(poison);
        WhenCountedThenHear.POISON.addAll(poison);
        for (var key : keys) origin.counted(key, 1);
        origin.publish();
        for (var key : keys) origin.counted(key, 2);
        origin.publish();
        await().atMost(LONG)
                .until(() ->
                        parked("mirror").poison() == 200 && parked("mirror").queued() == 200);
        await().atMost(LONG).until(() -> parked("when-counted-then-hear").all() == 400);
        var rest = keys.subList(200, 10_000);
        await().atMost(LONG).untilAsserted(() -> assertThat(mirror(one)).containsAllEntriesOf(all(rest, 1, 2)));
        assertThat(mirror(one)).doesNotContainKeys(poison.toArray(UUID[]::new));

        Mirror.POISON.clear();
        WhenCountedThenHear.POISON.clear();
        for (var reader : List.of("mirror", "when-counted-then-hear"))
            assertThat(act(PARKED + "/release", "{\"reader\":\"" + reader + "\"}")
                            .body())
                    .contains("\"released\":400", "\"left\":0");
        assertThat(mirror(one)).containsAllEntriesOf(all(keys, 1, 2));
        for (var key : poison) awaitHeard(one, key, 1, 2);
    }

    @Test
    void a_fact_left_out_for_good_needs_a_reason_and_lets_those_behind_it_go_on() {
        Mirror.POISON.add(counter);
        origin.counted(counter, 1).counted(counter, 2).publish();
        await().atMost(LONG).until(() -> lines().size() == 2);
        Mirror.POISON.clear();
        var skip = PARKED + "/" + lines().getFirst().get("id") + "/skip";
        assertThat(act(skip, "{\"reason\":\" \"}").status()).isEqualTo(400);
        assertThat(act(skip, "{\"reason\":\"counted by hand\"}").body()).contains("\"released\":1", "\"left\":0");
        awaitMirror(one, counter, 2);
        assertThat(act(skip, "{\"reason\":\"once more\"}").status()).isEqualTo(409);
        assertThat(get(PARKED + "?skipped=true", Role.OFFICE).body()).contains("counted by hand", "sysadmin-1");
    }

    @Test
    void a_type_that_nobody_knows_and_what_is_no_fact_are_parked_and_never_dropped() {
        origin.fact("org.chaiwei.counter.Counted.v2", counter, "{}".getBytes(), null)
                .counted(counter, 1)
                .publish();
        origin.rubbish(other).publish();
        var third = UUID.randomUUID();
        origin.fact(Counted.TYPE, third, "{\"amount\":\"many\"}".getBytes(), null)
                .publish();
        await().atMost(LONG)
                .until(() -> parked("mirror").poison() == 3 && parked("mirror").queued() == 1);
        assertThat(lines("mirror")).extracting(line -> line.get("reason")).contains("unknown-type", "unreadable");
        assertThat(mirror(one, counter)).isEmpty();
        var id = lines("mirror").stream()
                .filter(line -> "unreadable".equals(line.get("reason"))
                        && other.toString().equals(line.get("key")))
                .findFirst()
                .orElseThrow()
                .get("id");
        assertThat(get(PARKED + "/" + id, Role.OFFICE).body()).contains("rub");

        // Both are there for the reaction too.
        for (var reader : List.of("mirror", "when-counted-then-hear")) {
            await().atMost(LONG).until(() -> parked(reader).all() == 4);
            for (var line : lines(reader))
                if ("POISON".equals(line.get("state")))
                    assertThat(act(PARKED + "/" + line.get("id") + "/skip", "{\"reason\":\"of no use\"}")
                                    .status())
                            .isEqualTo(200);
        }
        awaitMirror(one, counter, 1);
    }

    @Test
    void a_passing_failure_is_tried_again_until_it_has_passed_and_health_says_so() {
        one.getBean(Mirror.class).goAway(true);
        WhenCountedThenHear.CONFLICT.add(counter);
        origin.counted(counter, 1).counted(other, 1).publish();
        await().atMost(LONG)
                .until(() -> health().<String>json("$.components.facts.details.mirror.failure")
                        .equals("QueryTimeoutException"));
        assertThat(health().status()).isEqualTo(200);
        assertThat(mirror(one, other)).isEmpty();
        await().atMost(LONG)
                .until(() -> "RefusedException"
                        .equals(health().json("$.components.facts.details['when-counted-then-hear'].failure")));
        one.getBean(Mirror.class).goAway(false);
        WhenCountedThenHear.CONFLICT.clear();
        awaitMirror(one, counter, 1);
        awaitMirror(one, other, 1);
        awaitHeard(one, counter, 1);
        awaitHeard(one, other, 1);
        assertThat(lines()).isEmpty();
        await().atMost(LONG)
                .until(() -> health().<String>json("$.components.facts.status").equals("UP"));
    }

    @Test
    void another_life_of_the_log_halts_the_reader_until_an_operator_accepts_it() throws Exception {
        try (var restored = new Origin();
                var service = new Instances(restored.properties(SERVICE, TestKafka.bootstrapServers())).start()) {
            var own = Instances.http(service);
            restored.counted(counter, 1).counted(counter, 2).counted(counter, 3).publish();
            awaitMirror(service, counter, 1, 2, 3);

            // The log was restored from a backup that ends after its second event; what was the third is now another
            // one.
            restored.restored(1).counted(counter, 2).counted(counter, 30).publish();
            await().atMost(LONG).until(() -> health(own).status() == 503);
            assertThat(health(own).<String>json("$.components.facts.details.mirror.sources[0].halted"))
                    .isEqualTo(restored.epoch().toString());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(status(own).<List<String>>json("$.readers[*].failure"))
                            .containsOnly("Halted"));
            assertThat(mirror(service, counter)).containsExactly(1, 2, 3);

            var accepting = "{\"reader\":\"%s\",\"service\":\"%s\",\"epoch\":\"%s\",\"sharedPosition\":2}";
            for (var reader : List.of("mirror", "when-counted-then-hear"))
                assertThat(own.post(
                                        "/api/v1/" + SERVICE + "/facts/epochs/accept",
                                        accepting.formatted(reader, restored.service(), restored.epoch()),
                                        as(Role.SYSADMIN))
                                .status())
                        .isEqualTo(200);
            awaitMirror(service, counter, 1, 2, 3, 30);
            await().atMost(LONG).until(() -> health(own).status() == 200);
            assertThat(own.post(
                                    "/api/v1/" + SERVICE + "/facts/epochs/accept",
                                    accepting.formatted("mirror", restored.service(), restored.epoch()),
                                    as(Role.SYSADMIN))
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void when_as_many_are_parked_as_may_be_the_partition_stands_still_visibly_and_others_go_on() throws Exception {
        try (var source = new Origin()) {
            var properties = source.properties(SERVICE, TestKafka.bootstrapServers());
            properties.put("chaiwei.facts.parked-max", 3);
            try (var service = new Instances(properties).start()) {
                var own = Instances.http(service);
                var elsewhere = Stream.generate(UUID::randomUUID)
                        .filter(key -> FactTopic.partitionOf(key) != FactTopic.partitionOf(counter))
                        .findFirst()
                        .orElseThrow();
                Mirror.POISON.add(counter);
                for (var amount = 1; amount <= 5; amount++) source.counted(counter, amount);
                source.counted(elsewhere, 1).publish();
                awaitMirror(service, elsewhere, 1);
                await().atMost(LONG).until(() -> health(own).status() == 503);
                assertThat(health(own).<String>json("$.components.facts.details.mirror.failure"))
                        .isEqualTo("Full");
                assertThat(service.getBean(ParkedFacts.class).count("mirror").all())
                        .isEqualTo(3);
                Mirror.POISON.clear();
                own.post(PARKED + "/release", "{\"reader\":\"mirror\"}", as(Role.SYSADMIN));
                awaitMirror(service, counter, 1, 2, 3, 4, 5);
            }
        }
    }

    @Test
    void two_instances_share_the_partitions_and_one_takes_over_when_the_other_is_gone() throws Exception {
        try (var source = new Origin()) {
            var both = new Instances(source.properties(SERVICE, TestKafka.bootstrapServers()));
            var keys = IntStream.range(0, 60).mapToObj(_ -> UUID.randomUUID()).toList();
            var first = both.start();
            try (var second = both.start()) {
                await().atMost(LONG).until(() -> partitions(first) == 3 && partitions(second) == 3);
                for (var key : keys) source.counted(key, 1);
                source.publish();
                for (var key : keys) awaitMirror(second, key, 1);
                for (var key : keys) source.counted(key, 2);
                source.publish();
                first.close();
                await().atMost(LONG).until(() -> partitions(second) == 6);
                for (var key : keys) source.counted(key, 3);
                source.publish();
                for (var key : keys) awaitMirror(second, key, 1, 2, 3);
                for (var key : keys) awaitHeard(second, key, 1, 2, 3);
            } finally {
                first.close();
            }
        }
    }

    @Test
    void a_place_that_another_instance_has_moved_keeps_nothing_of_the_batch_and_goes_on_from_there() {
        origin.counted(counter, 1).publish();
        awaitMirror(one, counter, 1);
        one.getBean(JdbcClient.class)
                // Beyond the end mark of the first transaction, and the fact of the second.
                .sql(
                        "UPDATE fact_place SET next_offset = next_offset + 2 WHERE reader = 'mirror' AND topic = :topic AND partition = :partition")
                .param("topic", origin.topic().name())
                .param("partition", FactTopic.partitionOf(counter))
                .update();
        origin.counted(counter, 2).publish();
        origin.counted(counter, 3).publish();
        awaitMirror(one, counter, 1, 3);
        awaitHeard(one, counter, 1, 2, 3);
    }

    @Test
    void a_query_waits_until_its_reader_has_what_another_services_command_told() {
        var places = one.getBean(FactPlaces.class);
        origin.counted(counter, 1).publish();
        var told = new ConsistencyToken.Fact(origin.service(), FactTopic.partitionOf(counter), origin.position());
        var token = ConsistencyToken.parse(new ConsistencyToken(origin.epoch(), 99, told).text());
        assertThat(token.fact()).isEqualTo(told);
        places.await("mirror", token, LONG);
        assertThat(mirror(one, counter)).containsExactly(1);

        var next = new ConsistencyToken.Fact(origin.service(), told.partition(), told.position() + 1);
        assertThatThrownBy(() ->
                        places.await("mirror", new ConsistencyToken(origin.epoch(), 99, next), Duration.ofMillis(50)))
                .isInstanceOf(RefusedException.class);
        places.await("mirror", new ConsistencyToken(origin.epoch(), 99), Duration.ZERO);
        assertThat(ConsistencyToken.parse(new ConsistencyToken(origin.epoch(), 7).text())
                        .fact())
                .isNull();
    }

    @Test
    void a_reactions_command_carries_the_facts_trace_and_the_reaction_as_its_actor() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        origin.fact(
                        Counted.TYPE,
                        counter,
                        FactJson.write(new Counted(counter, 1)),
                        "00-" + trace + "-00f067aa0ba902b7-01")
                .publish();
        awaitHeard(one, counter, 1);
        var metadata = new String(one.getBean(EventLog.class)
                .readAggregate(Ear.of(counter))
                .getFirst()
                .metadata());
        assertThat(metadata).contains(trace).contains("system:when-counted-then-hear");
    }

    @Test
    void the_office_looks_administrators_act_and_nobody_else_does_either() {
        assertThat(get(PARKED, Role.OFFICE).status()).isEqualTo(200);
        assertThat(get(PARKED, Role.STREET).status()).isEqualTo(403);
        assertThat(http.post(PARKED + "/release", "{\"reader\":\"mirror\"}", as(Role.OFFICE))
                        .status())
                .isEqualTo(403);
        assertThat(act(PARKED + "/release", "{\"reader\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(act(PARKED + "/999999/release", "").status()).isEqualTo(404);
    }

    @Test
    void how_far_each_reader_is_can_be_seen_without_a_token() {
        origin.counted(counter, 1).publish();
        awaitMirror(one, counter, 1);
        await().atMost(LONG)
                .until(() -> status(http)
                        .<List<Integer>>json("$.readers[*].sources[0].lagFacts")
                        .equals(List.of(0, 0)));
        assertThat(status(http).<List<String>>json("$.readers[*].reader"))
                .containsExactly("mirror", "when-counted-then-hear");
        assertThat(http.get("/actuator/prometheus").body())
                .contains("chaiwei_reader_lag_facts{reader=\"mirror\",source=\"" + origin.service() + "\"}")
                .contains("chaiwei_facts_received_total{reader=\"mirror\",source=\"" + origin.service() + "\"}");
    }

    @Test
    void every_refusal_is_explained_in_both_languages() {
        var codes = Stream.of(FactRefusal.class.getPermittedSubclasses())
                .map(type -> Refusal.codeOf(type.asSubclass(Refusal.class)))
                .toList();
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    private static void awaitMirror(ConfigurableApplicationContext instance, UUID counter, Integer... amounts) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(mirror(instance, counter)).containsExactly(amounts));
    }

    private static Map<UUID, List<Integer>> all(List<UUID> counters, Integer... seen) {
        return counters.stream().collect(Collectors.toMap(counter -> counter, _ -> List.of(seen)));
    }

    /** What it shows of every counter. */
    private static Map<UUID, List<Integer>> mirror(ConfigurableApplicationContext instance) {
        var all = new HashMap<UUID, List<Integer>>();
        instance.getBean(JdbcClient.class)
                .sql("SELECT counter, unnest(seen) AS amount FROM counter_mirror")
                .query(row -> {
                    all.computeIfAbsent(row.getObject("counter", UUID.class), _ -> new ArrayList<>())
                            .add(row.getInt("amount"));
                });
        return all;
    }

    private static List<Integer> mirror(ConfigurableApplicationContext instance, UUID counter) {
        var seen = new ArrayList<Integer>();
        instance.getBean(JdbcClient.class)
                .sql("SELECT unnest(seen) AS amount FROM counter_mirror WHERE counter = :counter")
                .param("counter", counter)
                .query(row -> {
                    seen.add(row.getInt("amount"));
                });
        return seen;
    }

    private static void awaitHeard(ConfigurableApplicationContext instance, UUID counter, Integer... amounts) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(heard(instance, counter)).containsExactly(amounts));
    }

    private static List<Integer> heard(ConfigurableApplicationContext instance, UUID counter) {
        return instance.getBean(EventLog.class).readAggregate(Ear.of(counter)).stream()
                .map(event -> com.jayway.jsonpath.JsonPath.<Integer>read(new String(event.payload()), "$.amount"))
                .toList();
    }

    private static int partitions(ConfigurableApplicationContext instance) {
        return instance.getBean(FactConsumers.class).all().stream()
                .filter(consumer -> consumer.intake().reader().name().equals("mirror"))
                .mapToInt(consumer -> consumer.progress().size())
                .sum();
    }

    private static ParkedFacts.Count parked(String reader) {
        return one.getBean(ParkedFacts.class).count(reader);
    }

    private static List<Map<String, Object>> lines() {
        return get(PARKED, Role.OFFICE).json("$.facts");
    }

    private static List<Map<String, Object>> lines(String reader) {
        return get(PARKED + "?reader=" + reader, Role.OFFICE).json("$.facts");
    }

    private static Http.Answer get(String path, Role role) {
        return http.get(path, as(role));
    }

    private static Http.Answer act(String path, String body) {
        return http.post(path, body, as(Role.SYSADMIN));
    }

    private static Http.Answer health() {
        return health(http);
    }

    private static Http.Answer health(Http instance) {
        return instance.get("/actuator/health");
    }

    private static Http.Answer status(Http instance) {
        return instance.get("/actuator/chaiwei");
    }

    private static String[] as(Role role) {
        return new String[] {"Authorization", "Bearer " + TestIssuer.shared().token(role, "110102013")};
    }
}
