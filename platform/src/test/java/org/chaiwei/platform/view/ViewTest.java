package org.chaiwei.platform.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.counter.Totals;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class ViewTest {

    private static final String TOKEN = TestIssuer.shared().token(Role.OFFICE);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Instances INSTANCES = new Instances();
    private static ConfigurableApplicationContext one;
    private static Http http;

    private final UUID counter = UUID.randomUUID();

    @BeforeAll
    static void start() {
        one = INSTANCES.start();
        http = Instances.http(one);
    }

    @AfterAll
    static void stop() {
        one.close();
    }

    @Test
    void a_query_that_carries_a_commands_token_sees_what_the_command_did() {
        for (var total = 1; total <= 50; total++)
            assertThat(total(http, add(http, 1, 1)).<Integer>json("$.total")).isEqualTo(total);
    }

    @Test
    void a_view_that_does_not_come_in_time_is_told_as_behind() {
        Totals.MOVING.lock();
        Http.Answer added;
        try {
            added = add(http, 1, 1);
            var answer = total(http, added);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.<String>json("$.code")).isEqualTo("view-behind");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(http.get(path(), with()).status())
                    .as("a query without a token does not wait")
                    .isEqualTo(200);
        } finally {
            Totals.MOVING.unlock();
        }
        assertThat(total(http, added).<Integer>json("$.total")).isEqualTo(1);
    }

    @Test
    void a_token_of_another_log_is_not_waited_for_and_one_that_is_none_is_named() {
        var foreign = new ConsistencyToken(UUID.randomUUID(), Long.MAX_VALUE).text();
        assertThat(http.get(path(), with("Consistency-Token", foreign)).status())
                .isEqualTo(200);
        for (var wrong : List.of("nonsense", "%%%", "AAAA")) {
            var answer = http.get(path(), with("Consistency-Token", wrong));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.<String>json("$.errors[0].field")).isEqualTo("Consistency-Token");
        }
    }

    @Test
    void listeners_hear_of_every_advance_until_they_have_heard_enough() {
        var heard = new CopyOnWriteArrayList<Long>();
        var stop = positions(one).onAdvance("totals", heard::add);
        total(http, add(http, 1, 1));
        var position = positions(one).position("totals");
        await().until(() -> heard.contains(position));
        stop.run();
        total(http, add(http, 1, 1));
        assertThat(heard.getLast()).isEqualTo(position);
    }

    @Test
    void a_view_that_fails_stands_still_says_so_and_goes_on_where_it_stood() {
        var before = total(http, add(http, 1, 1));
        assertThat(before.<Integer>json("$.total")).isEqualTo(1);
        var position = positions(one).position("totals");
        one.getBean(Totals.class).breakDown(true);
        try {
            var added = add(http, 1, 3);
            await().atMost(LONG).until(() -> health(http).status() == 503);
            assertThat(health(http).<String>json("$.status")).isEqualTo("DOWN");
            assertThat(health(http).<String>json("$.components.views.details.totals.failure"))
                    .isEqualTo("IllegalStateException");
            assertThat(health(http).body()).doesNotContain("secret");
            assertThat(positions(one).position("totals")).isEqualTo(position);
            assertThat(http.get(path(), with()).<Integer>json("$.total"))
                    .as("no row of the failed batch")
                    .isEqualTo(1);
            assertThat(total(http, added).status()).isEqualTo(503);
        } finally {
            one.getBean(Totals.class).breakDown(false);
        }
        await().atMost(LONG).until(() -> health(http).status() == 200);
        assertThat(http.get(path(), with()).<Integer>json("$.total")).isEqualTo(4);
        assertThat(http.get(path(), with()).<Integer>json("$.events")).isEqualTo(4);
        assertThat(health(http).<String>json("$.status")).isEqualTo("UP");
    }

    @Test
    void a_view_far_behind_is_degraded_and_still_serves() {
        Totals.MOVING.lock();
        try {
            for (var events = 0L; events <= ViewsHealth.LAG_EVENTS_MAX; events += 500)
                add(http, UUID.randomUUID(), 0, 500);
            assertThat(health(http).<String>json("$.components.views.status")).isEqualTo("DEGRADED");
            assertThat(health(http).<String>json("$.status")).isEqualTo("DEGRADED");
            assertThat(health(http).status()).isEqualTo(200);
        } finally {
            Totals.MOVING.unlock();
        }
        var head = one.getBean(EventLog.class).head().position();
        positions(one).await("totals", head, LONG);
        assertThat(health(http).<String>json("$.status")).isEqualTo("UP");
    }

    @Test
    void an_instance_that_does_not_feed_the_view_waits_for_it_too_and_takes_over_when_the_other_ends() {
        var instances = new Instances();
        var first = instances.start();
        var second = instances.start();
        try (second) {
            var firstHttp = Instances.http(first);
            var secondHttp = Instances.http(second);
            await().until(() -> first.getBean(ViewPositionTable.class).isFedHere("totals"));
            assertThat(second.getBean(ViewPositionTable.class).isFedHere("totals"))
                    .isFalse();
            for (var total = 1; total <= 20; total++)
                assertThat(total(secondHttp, add(total % 2 == 0 ? firstHttp : secondHttp, 1, 1))
                                .<Integer>json("$.total"))
                        .isEqualTo(total);
            assertThat(health(secondHttp).status()).isEqualTo(200);

            first.close();
            await().atMost(LONG)
                    .until(() -> second.getBean(ViewPositionTable.class).isFedHere("totals"));
            assertThat(total(secondHttp, add(secondHttp, 1, 1)).<Integer>json("$.total"))
                    .isEqualTo(21);
        } finally {
            first.close();
        }
    }

    @Test
    void a_batch_in_hand_when_another_instance_takes_the_view_is_rolled_back() {
        add(http, 1, 1);
        Http.Answer added;
        Totals.MOVING.lock();
        try {
            added = add(http, 1, 2);
            await().until(Totals.MOVING::hasQueuedThreads);
            one.getBean(JdbcClient.class)
                    .sql(
                            "UPDATE view_position SET claimed_by = gen_random_uuid(), claimed_until = now() + interval '1 second'")
                    .update();
        } finally {
            Totals.MOVING.unlock();
        }
        await().atMost(LONG).untilAsserted(() -> {
            var answer = total(http, added);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.<Integer>json("$.events")).as("each once").isEqualTo(3);
        });
        assertThat(health(http).<String>json("$.status")).isEqualTo("UP");
    }

    @Test
    void an_event_that_the_service_does_not_know_stops_the_view_before_it_and_is_never_passed_over() {
        try (var service = new Instances().start()) {
            var own = Instances.http(service);
            assertThat(total(own, add(own, 1, 1)).<Integer>json("$.events")).isEqualTo(1);
            service.getBean(JdbcClient.class).sql("""
                            WITH bump AS (UPDATE event_store.head SET position = position + 1 RETURNING position),
                                 unknown AS (INSERT INTO event_store.event_type (aggregate_type, name, revision)
                                             VALUES ('Counter', 'Unheard', 1) RETURNING id)
                            INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                            SELECT position, now(), gen_random_uuid(), gen_random_uuid(), 0, id, '{}', '{}' FROM bump, unknown""").update();
            await().atMost(LONG).until(() -> health(own).status() == 503);
            assertThat(health(own).<String>json("$.components.views.status")).isEqualTo("DOWN");
            assertThat(positions(service).position("totals")).isEqualTo(1);
        }
    }

    @Test
    void where_the_log_and_the_views_are_can_be_seen_without_a_token() {
        total(http, add(http, 1, 1));
        var status = http.get("/actuator/chaiwei");
        var head = one.getBean(EventLog.class).head();
        assertThat(status.<String>json("$.epoch")).isEqualTo(head.epoch().toString());
        assertThat(status.<Integer>json("$.position").longValue()).isEqualTo(head.position());
        assertThat(status.<Integer>json("$.queued")).isZero();
        assertThat(status.<List<String>>json("$.views[*].view")).containsExactly("totals");
        assertThat(status.<Integer>json("$.views[0].position").longValue()).isEqualTo(head.position());
        assertThat(status.<Integer>json("$.views[0].lagEvents")).isZero();
        assertThat(http.get("/actuator/prometheus").body())
                .contains("chaiwei_view_position{view=\"totals\"} " + (double) head.position())
                .contains("chaiwei_view_lag_events{view=\"totals\"} 0.0")
                .contains("chaiwei_view_lag_seconds{view=\"totals\"} 0.0");
    }

    @Test
    void a_view_that_does_not_exist_is_not_waited_for() {
        assertThatThrownBy(() -> positions(one).position("nothing")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> positions(one).await("totals", Long.MAX_VALUE, Duration.ZERO))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void a_view_that_stands_still_or_has_stopped_is_down_whatever_its_lag() {
        assertThat(ViewsHealth.statusOf(lag(5, 1, Duration.ofSeconds(31), true, null)))
                .isEqualTo(Status.DOWN);
        assertThat(ViewsHealth.statusOf(lag(0, 0, Duration.ZERO, false, null))).isEqualTo(Status.DOWN);
        assertThat(ViewsHealth.statusOf(lag(1, 1, Duration.ZERO, true, "SQLException")))
                .isEqualTo(Status.DOWN);
        assertThat(ViewsHealth.statusOf(lag(1, 11, Duration.ofSeconds(1), true, null)))
                .isEqualTo(ViewsHealth.DEGRADED);
        assertThat(ViewsHealth.statusOf(lag(1, 1, Duration.ofSeconds(1), true, null)))
                .isEqualTo(Status.UP);
    }

    @Test
    void every_refusal_of_a_view_is_explained_in_both_languages() {
        var codes = Stream.of(ViewRefusal.class.getPermittedSubclasses())
                .map(type -> Refusal.codeOf(type.asSubclass(Refusal.class)))
                .toList();
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    private static ViewLag.Lag lag(long events, double seconds, Duration still, boolean running, String failure) {
        return new ViewLag.Lag("totals", 1, events, seconds, still, running, failure);
    }

    private Http.Answer add(Http instance, int amount, int times) {
        return add(instance, counter, amount, times);
    }

    private static Http.Answer add(Http instance, UUID counter, int amount, int times) {
        var answer = instance.post(
                "/counters/" + counter + "/additions", "{\"amount\":%d,\"times\":%d}".formatted(amount, times), with());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Http.Answer total(Http instance, Http.Answer after) {
        return instance.get(path(), with("Consistency-Token", after.header("Consistency-Token")));
    }

    private static Http.Answer health(Http instance) {
        return instance.get("/actuator/health");
    }

    private static ViewPositions positions(ConfigurableApplicationContext instance) {
        return instance.getBean(ViewPositions.class);
    }

    private String path() {
        return "/counters/" + counter;
    }

    private static String[] with(String... headers) {
        return Stream.concat(Stream.of("Authorization", "Bearer " + TOKEN), Stream.of(headers))
                .toArray(String[]::new);
    }
}
