package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LivingInstancesTest {

    @Test
    void two_instances_share_the_work_and_one_that_dies_is_noticed_by_nobody() {
        try (var one = TestService.start().answering(TestService.text("one"));
                var two = TestService.start().answering(TestService.text("two"));
                var gateway = gateway(one.address() + "," + two.address())) {
            assertThat(answers(gateway, 10)).containsExactlyInAnyOrder("one", "two");
            one.close();
            // From the very next request on: a broken connection is no answer to a read, a refused one none to anybody.
            for (var n = 0; n < 10; n++) {
                assertThat(gateway.get("/api/v1/ledger/x").body()).isEqualTo("two");
            }
            for (var n = 0; n < 10; n++) assertThat(post(gateway).body()).isEqualTo("two");
        }
    }

    @Test
    void an_instance_that_hangs_is_out_within_five_seconds_and_back_when_it_answers_again() {
        var hung = new CountDownLatch(1);
        try (var one = TestService.start().answering(TestService.text("one"));
                var two = TestService.start().answering(TestService.text("two"));
                var gateway = gateway(one.address() + "," + two.address())) {
            assertThat(answers(gateway, 10)).contains("one");
            one.hangUntil(hung);
            await().atMost(Duration.ofSeconds(5))
                    .until(
                            () -> gateway.get("/actuator/prometheus").body(),
                            metrics -> metrics.contains("chaiwei_instances{service=\"ledger\"} 1.0"));
            assertThat(answers(gateway, 10)).containsExactly("two");
            hung.countDown();
            await().atMost(Duration.ofSeconds(5)).until(() -> answers(gateway, 4), all -> all.contains("one"));
        }
    }

    @Test
    void an_instance_that_calls_itself_unhealthy_serves_only_where_there_is_no_healthy_one() {
        try (var one = TestService.start().answering(TestService.text("one"));
                var two = TestService.start().answering(TestService.text("two"));
                var gateway = gateway(one.address() + "," + two.address())) {
            one.health = 503;
            await().atMost(Duration.ofSeconds(5)).until(() -> answers(gateway, 4), Set.of("two")::equals);
            two.health = 503;
            await().atMost(Duration.ofSeconds(5)).until(() -> answers(gateway, 4), Set.of("one", "two")::equals);
        }
    }

    @Test
    void the_only_instance_is_still_asked_when_it_is_too_busy_to_tell_its_health() {
        try (var ledger = TestService.start();
                var gateway = gateway(ledger.address())) {
            ledger.healthNeverAnswers();
            await().atMost(Duration.ofSeconds(5))
                    .until(
                            () -> gateway.get("/actuator/prometheus").body(),
                            metrics -> metrics.contains("chaiwei_instances{service=\"ledger\"} 0.0"));
            assertThat(gateway.get("/api/v1/ledger/x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void without_any_instance_the_answer_says_which_service_and_when_to_come_back_and_then_it_is_back() {
        var port = TestGateway.freePort();
        try (var gateway = gateway("127.0.0.1:" + port)) {
            var answer = send(gateway.request("/api/v1/ledger/x").header("Accept-Language", "en"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).get("code").asString()).isEqualTo("service-unavailable");
            assertThat(json(answer).get("detail").asString()).contains("\"ledger\"");
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(post(gateway).statusCode()).isEqualTo(503);
            try (var late = TestService.startAt(port)) {
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> gateway.get("/api/v1/ledger/x").statusCode(), status -> status == 200);
                assertThat(late.asked).isNotEmpty();
            }
        }
    }

    @Test
    void a_read_whose_connection_breaks_is_repeated_and_a_change_is_not_and_its_outcome_is_called_unknown() {
        try (var ledger = TestService.start();
                var gateway = gateway(ledger.address())) {
            ledger.breakingOff();
            var read = gateway.get("/api/v1/ledger/x");
            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(ledger.asked).hasSize(2);
            ledger.asked.clear();
            var change = post(gateway);
            assertThat(change.statusCode()).isEqualTo(504);
            assertThat(json(change).get("code").asString()).isEqualTo("outcome-unknown");
            assertThat(json(change).get("remedy").asString()).contains("Idempotency-Key");
            assertThat(ledger.asked).hasSize(1);
        }
    }

    @Test
    void a_service_that_keeps_failing_is_left_alone_for_a_while_and_then_tried_again() {
        try (var ledger = TestService.start();
                var gateway = gateway(ledger.address())) {
            ledger.breakingOff();
            for (var n = 0; n < 10; n++) post(gateway);
            ledger.asked.clear();
            var open = post(gateway);
            assertThat(open.statusCode())
                    .as("nothing was sent, so the outcome is known")
                    .isEqualTo(503);
            assertThat(json(open).get("code").asString()).isEqualTo("service-unavailable");
            assertThat(ledger.asked).isEmpty();
            ledger.answering(TestService.text("well again"));
            await().atMost(Duration.ofSeconds(6)).until(() -> post(gateway).body(), "well again"::equals);
            assertThat(answers(gateway, 5)).containsExactly("well again");
        }
    }

    @Test
    void a_service_that_does_not_answer_in_time_is_not_asked_twice() {
        var never = new CountDownLatch(1);
        try (var ledger = TestService.start();
                var gateway = gateway(ledger.address(), "spring.http.clients.read-timeout=300ms")) {
            ledger.answering(exchange -> TestService.waitFor(never));
            assertThat(gateway.get("/api/v1/ledger/x").statusCode()).isEqualTo(503);
            assertThat(ledger.asked).hasSize(1);
            assertThat(post(gateway).statusCode()).isEqualTo(504);
            never.countDown();
        }
    }

    private static TestGateway gateway(String ledger, String... more) {
        var properties = new java.util.ArrayList<>(java.util.List.of(more));
        properties.add("chaiwei.services.ledger=" + ledger);
        return TestGateway.local(properties.toArray(String[]::new));
    }

    private static Set<String> answers(TestGateway gateway, int times) {
        var answers = new HashSet<String>();
        for (var n = 0; n < times; n++)
            answers.add(gateway.get("/api/v1/ledger/x").body());
        return answers;
    }

    private static HttpResponse<String> post(TestGateway gateway) {
        return send(gateway.request("/api/v1/ledger/x").POST(BodyPublishers.ofString("{}")));
    }
}
