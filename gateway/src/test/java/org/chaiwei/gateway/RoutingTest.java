package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static TestService ledger;
    private static TestService demolition;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        ledger = TestService.start();
        demolition = TestService.start();
        gateway = TestGateway.local(
                "chaiwei.services.ledger=" + ledger.address(), "chaiwei.services.demolition=" + demolition.address());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ledger.close();
        demolition.close();
    }

    @BeforeEach
    void answers_are_plain() {
        ledger.answering(TestService.text("ledger"));
        ledger.asked.clear();
        demolition.asked.clear();
    }

    @Test
    void each_service_is_reached_below_its_name_with_path_and_query_as_they_are() {
        demolition.answering(TestService.text("demolition"));
        assertThat(gateway.get("/api/v1/ledger/violations?street=110102013&q=%E5%A4%A7%20a%2Bb")
                        .body())
                .isEqualTo("ledger");
        assertThat(ledger.last().path()).isEqualTo("/api/v1/ledger/violations?street=110102013&q=%E5%A4%A7%20a%2Bb");
        assertThat(gateway.get("/api/v1/demolition/cases").body()).isEqualTo("demolition");
    }

    /** As after a service was killed and started again: whatever is kept open to it leads nowhere. */
    @Test
    void a_read_gets_past_all_connections_that_broke_while_they_were_kept() throws Exception {
        var usedBefore = ConcurrentHashMap.newKeySet();
        var together = new CountDownLatch(8);
        ledger.answering(exchange -> {
            if (!usedBefore.add(exchange.getRemoteAddress())) throw new IOException("broken while it was kept");
            together.countDown();
            TestService.waitFor(together);
            TestService.text("ledger").to(exchange);
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = Stream.generate(() ->
                            callers.submit(() -> gateway.get("/api/v1/ledger/x").statusCode()))
                    .limit(8)
                    .toList();
            for (var answer : first) assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(gateway.get("/api/v1/ledger/x").body()).isEqualTo("ledger");
    }

    @Test
    void a_change_arrives_with_its_body_and_the_answer_comes_back_with_its_status_and_headers() {
        ledger.answering(exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Location", "/api/v1/ledger/violations/7");
            exchange.getResponseHeaders().add("ETag", "\"0\"");
            exchange.getResponseHeaders().add("Consistency-Token", "t");
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
        });
        var answer = send(gateway.request("/api/v1/ledger/violations")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString("{\"street\":\"大栅栏\"}")));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"street\":\"大栅栏\"}");
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/ledger/violations/7");
        assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(answer.headers().firstValue("Consistency-Token")).contains("t");
        assertThat(ledger.last().header("Idempotency-Key")).containsExactly("k1");
    }

    @Test
    void a_services_own_problem_passes_untouched() {
        ledger.answering(exchange -> {
            var body = "{\"code\":\"view-behind\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
        });
        var answer = gateway.get("/api/v1/ledger/violations");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).get("code").asString()).isEqualTo("view-behind");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(ledger.asked).hasSize(1);
    }

    @Test
    void what_is_the_gateways_own_or_could_be_forged_stays_behind() {
        send(gateway.request("/api/v1/ledger/x")
                .header("Cookie", "CHAIWEI_SESSION=abc; XSRF-TOKEN=def")
                .header("X-XSRF-TOKEN", "def")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=10.0.0.1")
                .header("Keep-Alive", "timeout=5")
                .header("Proxy-Authorization", "Basic eA==")
                .header("TE", "trailers")
                .header("Accept-Language", "en"));
        assertThat(ledger.last().headers().keySet())
                .doesNotContain(
                        "cookie",
                        "x-xsrf-token",
                        "x-forwarded-for",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "forwarded",
                        "keep-alive",
                        "proxy-authorization",
                        "te")
                .contains("accept-language", "traceparent");
    }

    @Test
    void a_page_can_be_framed_by_nobody_and_runs_only_what_is_ours() {
        ledger.answering(exchange -> {
            exchange.getResponseHeaders().add("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().add("X-Frame-Options", "DENY");
            exchange.sendResponseHeaders(204, -1);
        });
        for (var path : List.of("/api/v1/ledger/x", "/api/session", "/issuer/login", "/docs")) {
            var headers = gateway.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy")).isPresent();
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/api/v1/ledger/../../../actuator/health",
                "/api/v1/ledger/%2e%2e/%2e%2e/%2e%2e/actuator/health",
                "/api/v1/ledger/..;/..;/..;/actuator/health",
                "/api/v1/ledger//../actuator/health",
                "/ledger/actuator/health",
                "/api/v1/unknown/actuator/health",
                "/v3/api-docs"
            })
    void no_path_leads_to_a_services_actuator(String path) throws IOException {
        ledger.answering(TestService.text("reached"));
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotContain("reached", "UP");
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void the_gateways_health_is_public_and_its_metrics_are_for_this_machine_only() {
        assertThat(json(gateway.get("/actuator/health")).get("status").asString())
                .isEqualTo("UP");
        assertThat(gateway.get("/actuator/prometheus").body()).contains("chaiwei_instances{service=\"ledger\"} 1.0");
        assertThat(send(gateway.request("/actuator/prometheus").header("X-Forwarded-For", "203.0.113.9"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get("/actuator").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_address_is_a_problem_in_the_callers_language() {
        var chinese = gateway.get("/api/v1/nowhere");
        assertThat(chinese.statusCode()).isEqualTo(404);
        assertThat(chinese.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = json(chinese);
        assertThat(problem.get("type").asString()).isEqualTo("urn:chaiwei:problem:not-found");
        assertThat(problem.get("title").asString()).isEqualTo("没有这个地址");
        assertThat(problem.get("instance").asString()).isEqualTo("/api/v1/nowhere");
        assertThat(problem.get("remedy").asString()).isNotBlank();
        var english =
                json(send(gateway.request("/api/v1/nowhere").header("Accept-Language", "fr, en;q=0.8, zh;q=0.5")));
        assertThat(english.get("title").asString()).isEqualTo("Nothing here");
    }

    @Test
    void a_web_form_is_refused_because_its_fields_would_end_up_in_the_address() {
        var answer = send(gateway.request("/api/v1/ledger/violations")
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString("phone=13800000000")));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer).get("code").asString()).isEqualTo("unsupported-media-type");
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void the_documents_of_all_services_are_read_without_a_login() {
        ledger.answering(TestService.text("{\"openapi\":\"3.1.0\"}"));
        assertThat(gateway.get("/docs").body()).contains("swagger-ui-bundle.js");
        var list = json(gateway.get("/docs/openapi"));
        assertThat(list.findValuesAsString("name")).contains("ledger", "demolition");
        assertThat(gateway.get("/docs/openapi/ledger").body()).isEqualTo("{\"openapi\":\"3.1.0\"}");
        assertThat(ledger.last().path()).isEqualTo("/v3/api-docs");
        for (var file : List.of("docs.js", "docs.css", "ui/swagger-ui-bundle.js", "ui/swagger-ui.css")) {
            assertThat(gateway.get("/docs/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(gateway.get("/docs/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_asked_for_at_another_name_of_this_machine_is_sent_to_the_origin_and_a_program_is_not()
            throws IOException {
        var page = raw(
                "GET /docs?a=1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nAccept: text/html,*/*\r\nConnection: close\r\n\r\n");
        assertThat(page).startsWith("HTTP/1.1 302").contains("Location: " + gateway.origin() + "/docs?a=1");
        assertThat(raw("GET /api/session HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** As no well-behaved client would send it. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
