package org.chaiwei.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances of one service on one database, asked over HTTP. */
class CommandTest {

    private static final String TOKEN = TestIssuer.shared().token(Role.OFFICE);

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;
    private static Http http;
    private static Http otherHttp;

    private final UUID counter = UUID.randomUUID();

    @BeforeAll
    static void start() {
        var instances = new Instances();
        one = instances.start();
        other = instances.start();
        http = Instances.http(one);
        otherHttp = Instances.http(other);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void a_commands_answer_tells_the_sequence_and_the_position_of_its_last_event() {
        var answer = add(http, "{\"amount\":1,\"times\":3}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.header("Consistency-Token")).isNotBlank();
        var events = log().readAggregate(counter);
        assertThat(events).hasSize(3);
        assertThat(answer.<Integer>json("$.position").longValue())
                .isEqualTo(events.getLast().position());
    }

    @Test
    void every_event_tells_who_asked_for_what() {
        add(http, "{\"amount\":1}", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var event = log().readAggregate(counter).getFirst();
        assertThat(event.type()).isEqualTo("Added");
        assertThat(event.aggregateType()).isEqualTo("Counter");
        assertThat(new String(event.payload(), StandardCharsets.UTF_8))
                .contains("\"weight\":1.50")
                .contains("\"on\":\"2016-05-01\"");
        Map<String, String> metadata = JsonPath.read(new String(event.metadata(), StandardCharsets.UTF_8), "$");
        assertThat(metadata)
                .containsOnlyKeys("actor", "role", "commandType", "causationId", "correlationId", "traceparent")
                .containsEntry("actor", "office-1")
                .containsEntry("role", "office")
                .containsEntry("commandType", "Add");
        assertThat(metadata.get("traceparent")).matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01");
        assertThat(UUID.fromString(metadata.get("causationId")).version()).isEqualTo(7);
        assertThat(event.eventId().version()).isEqualTo(7);
    }

    @Test
    void what_the_rules_refuse_is_told_and_leaves_nothing() {
        var answer = add(http, "{\"amount\":101}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.<String>json("$.code")).isEqualTo("counter-full");
        assertThat(answer.<Integer>json("$.limit")).isEqualTo(100);
        assertThat(log().readAggregate(counter)).isEmpty();
    }

    @Test
    void a_command_for_what_does_not_exist_is_a_404() {
        assertProblem(reset(http), 404, "not-found");
    }

    @Test
    void a_command_that_changes_nothing_tells_the_sequence_as_it_is() {
        add(http, "{\"amount\":1,\"times\":2}");
        var answer = reset(http);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void an_old_state_is_refused_and_the_present_one_taken() {
        add(http, "{\"amount\":1}");
        assertThat(add(http, "{\"amount\":1}", "If-Match", "\"0\"").header("ETag"))
                .isEqualTo("\"1\"");
        var stale = add(http, "{\"amount\":1}", "If-Match", "\"0\"");
        assertProblem(stale, 412, "stale");
        assertThat(stale.<Integer>json("$.expected")).isZero();
        assertThat(stale.<Integer>json("$.sequence")).isEqualTo(1);
        assertThat(log().readAggregate(counter)).hasSize(2);
        assertProblem(add(http, "{\"amount\":1}", "If-Match", "\"7\""), 412, "stale");
    }

    @Test
    void a_stale_caller_hears_that_first_whatever_the_rules_would_say() {
        add(http, "{\"amount\":99}");
        add(http, "{\"amount\":1}");
        assertProblem(add(http, "{\"amount\":50}", "If-Match", "\"0\""), 412, "stale");
    }

    @Test
    void an_if_match_for_what_does_not_exist_is_stale_and_a_wrong_one_is_named() {
        assertProblem(add(http, "{\"amount\":1}", "If-Match", "\"0\""), 412, "stale");
        var wrong = add(http, "{\"amount\":1}", "If-Match", "W/\"0\"");
        assertProblem(wrong, 400, "invalid-request");
        assertThat(wrong.<String>json("$.errors[0].field")).isEqualTo("If-Match");
        assertThat(add(http, "{\"amount\":1}", "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void of_many_with_the_same_if_match_one_wins() throws Exception {
        add(http, "{\"amount\":1}");
        var answers =
                atOnce(16, caller -> add(caller % 2 == 0 ? http : otherHttp, "{\"amount\":1}", "If-Match", "\"0\""));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 412).hasSize(15);
        assertThat(log().readAggregate(counter)).hasSize(2);
    }

    @Test
    void instances_that_collide_try_again_and_none_is_lost() throws Exception {
        add(http, "{\"amount\":1}");
        var answers = atOnce(6, caller -> add(caller % 2 == 0 ? http : otherHttp, "{\"amount\":1}"));
        var accepted = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(answers)
                .allMatch(answer ->
                        answer.status() == 200 || answer.<String>json("$.code").equals("conflict"));
        assertThat(accepted).isPositive();
        assertThat(log().readAggregate(counter)).hasSize((int) accepted + 1);
    }

    @Test
    void a_repeated_request_is_answered_from_its_events_by_either_instance() {
        var first = add(http, "{\"amount\":1,\"times\":2}", "Idempotency-Key", "k");
        var again = add(http, "{\"amount\":1,\"times\":2}", "Idempotency-Key", "k");
        var elsewhere = add(otherHttp, "{\"amount\":1,\"times\":2}", "Idempotency-Key", "k");
        assertThat(first.<Boolean>json("$.replayed")).isFalse();
        for (var repeated : List.of(again, elsewhere)) {
            assertThat(repeated.status()).isEqualTo(200);
            assertThat(repeated.<Boolean>json("$.replayed")).isTrue();
            assertThat(repeated.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(repeated.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
            assertThat(repeated.<Integer>json("$.position")).isEqualTo(first.<Integer>json("$.position"));
        }
        assertThat(log().readAggregate(counter)).hasSize(2);
    }

    @Test
    void a_repetition_is_answered_even_if_the_rules_would_now_refuse_it() {
        add(http, "{\"amount\":60}", "Idempotency-Key", "k");
        assertThat(add(http, "{\"amount\":60}", "Idempotency-Key", "k").<Boolean>json("$.replayed"))
                .isTrue();
        assertProblem(add(http, "{\"amount\":60}", "Idempotency-Key", "another"), 409, "counter-full");
    }

    @Test
    void a_key_with_another_body_is_refused() {
        add(http, "{\"amount\":1}", "Idempotency-Key", "k");
        assertProblem(add(http, "{\"amount\":2}", "Idempotency-Key", "k"), 422, "idempotency-key-reused");
        assertProblem(add(otherHttp, "{\"amount\":2}", "Idempotency-Key", "k"), 422, "idempotency-key-reused");
    }

    @Test
    void a_key_is_its_callers_and_its_routes_own() {
        add(http, "{\"amount\":1}", "Idempotency-Key", "k");
        var somebodyElse = http.post(
                path("additions"),
                "{\"amount\":1}",
                "Authorization",
                "Bearer " + TestIssuer.shared().tokenOf("office-2", Role.OFFICE),
                "Idempotency-Key",
                "k");
        assertThat(somebodyElse.<Boolean>json("$.replayed")).isFalse();
        assertThat(reset(http, "Idempotency-Key", "k").status()).isEqualTo(204);
    }

    @Test
    void a_refusal_keeps_no_key() {
        add(http, "{\"amount\":60}");
        assertProblem(add(http, "{\"amount\":60}", "Idempotency-Key", "k"), 409, "counter-full");
        assertProblem(add(http, "{\"amount\":60}", "Idempotency-Key", "k"), 409, "counter-full");
        assertThat(add(http, "{\"amount\":40}", "Idempotency-Key", "k").status())
                .isEqualTo(200);
    }

    @Test
    void the_same_key_sent_many_times_at_once_is_done_once() throws Exception {
        var answers =
                atOnce(24, caller -> add(caller % 2 == 0 ? http : otherHttp, "{\"amount\":1}", "Idempotency-Key", "k"));
        assertThat(answers)
                .allMatch(answer ->
                        answer.status() == 200 || answer.<String>json("$.code").equals("idempotency-key-in-flight"));
        assertThat(answers.stream().filter(answer -> answer.status() == 200 && !answer.<Boolean>json("$.replayed")))
                .hasSize(1);
        assertThat(log().readAggregate(counter)).hasSize(1);
    }

    @Test
    void a_key_that_is_no_key_is_named_and_a_body_too_large_for_one_refused() {
        assertProblem(add(http, "{\"amount\":1}", "Idempotency-Key", "with space"), 400, "invalid-request");
        assertProblem(add(http, "{\"amount\":1}" + " ".repeat(1 << 20), "Idempotency-Key", "k"), 413, "too-large");
    }

    @Test
    void keys_are_kept_seven_days() {
        add(http, "{\"amount\":1}", "Idempotency-Key", "k");
        assertThat(one.getBean(KeyRetention.class).forget()).isZero();
        assertThat(one.getBean(PostgresEventStore.class)
                        .forgetKeysBefore(Instant.now().plus(Duration.ofDays(1))))
                .isPositive();
        assertThat(add(http, "{\"amount\":1}", "Idempotency-Key", "k").<Boolean>json("$.replayed"))
                .isFalse();
    }

    @Test
    void how_long_commands_take_and_what_is_refused_can_be_seen() {
        add(http, "{\"amount\":1}");
        add(http, "{\"amount\":101}");
        assertThat(http.get("/actuator/prometheus").body())
                .contains("chaiwei_command_seconds_count{outcome=\"accepted\",type=\"Add\"}")
                .contains("chaiwei_command_seconds_count{outcome=\"refused\",type=\"Add\"}")
                .contains("chaiwei_refusals_total{code=\"counter-full\"}")
                .contains("chaiwei_lane_batch")
                .contains("chaiwei_lane_queue")
                .contains("chaiwei_log_position");
    }

    @Test
    void every_refusal_of_a_command_is_explained_in_both_languages() {
        var codes = Stream.of(CommandRefusal.class.getPermittedSubclasses())
                .map(type -> Refusal.codeOf(type.asSubclass(Refusal.class)))
                .toList();
        assertThat(ProblemTexts.load(getClass().getClassLoader()).missing(codes))
                .isEmpty();
    }

    private Http.Answer add(Http instance, String body, String... headers) {
        return instance.post(path("additions"), body, with(headers));
    }

    private Http.Answer reset(Http instance, String... headers) {
        return instance.post(path("reset"), "", with(headers));
    }

    private String path(String what) {
        return "/counters/" + counter + "/" + what;
    }

    private static String[] with(String... headers) {
        return Stream.concat(Stream.of("Authorization", "Bearer " + TOKEN), Stream.of(headers))
                .toArray(String[]::new);
    }

    private static EventLog log() {
        return one.getBean(EventLog.class);
    }

    private static void assertProblem(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.<String>json("$.code")).isEqualTo(code);
        for (var member : List.of("title", "detail", "remedy"))
            assertThat(answer.<String>json("$." + member)).isNotBlank();
    }

    private interface Caller {
        Http.Answer call(int number);
    }

    private static List<Http.Answer> atOnce(int callers, Caller caller)
            throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Http.Answer>>();
            for (var number = 0; number < callers; number++) {
                var mine = number;
                calls.add(threads.submit((Callable<Http.Answer>) () -> {
                    go.await();
                    return caller.call(mine);
                }));
            }
            go.countDown();
            var answers = new ArrayList<Http.Answer>();
            for (var call : calls) answers.add(call.get());
            return answers;
        }
    }
}
