package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final int MB = 1024 * 1024;

    private static final AtomicLong taken = new AtomicLong();
    private static TestService ledger;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        ledger = TestService.start().answering(exchange -> {
            taken.set(exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(204, -1);
        });
        gateway = TestGateway.local(
                "chaiwei.services.ledger=" + ledger.address(),
                "chaiwei.limits.caller.requests=5",
                "chaiwei.limits.caller.per=1h",
                "chaiwei.limits.anonymous.requests=50",
                "chaiwei.limits.anonymous.per=1h",
                "chaiwei.limits.login.requests=4",
                "chaiwei.limits.login.per=1h");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ledger.close();
    }

    @Test
    void a_megabyte_passes_and_a_byte_more_does_not() {
        assertThat(post("/api/v1/ledger/violations", BodyPublishers.ofByteArray(new byte[MB])))
                .isEqualTo(204);
        assertThat(taken).hasValue(MB);
        assertThat(post("/api/v1/ledger/violations", BodyPublishers.ofByteArray(new byte[MB + 1])))
                .isEqualTo(413);
    }

    @Test
    void bytes_are_counted_where_no_length_is_given() {
        assertThat(post("/api/v1/ledger/violations", chunked(MB))).isEqualTo(204);
        assertThat(taken).hasValue(MB);
        var answer = send(gateway.request("/api/v1/ledger/violations").POST(chunked(MB + 1)));
        assertThat(answer.statusCode()).isEqualTo(413);
        var problem = json(answer);
        assertThat(problem.get("code").asString()).isEqualTo("too-large");
        assertThat(problem.get("limitBytes").asInt()).isEqualTo(MB);
        assertThat(problem.get("detail").asString()).contains("1048576");
    }

    @Test
    void a_spreadsheet_may_have_33_megabytes_and_no_more() {
        assertThat(post("/api/v1/ledger/imports", chunked(33 * MB))).isEqualTo(204);
        assertThat(taken).hasValue(33 * MB);
        assertThat(post("/api/v1/ledger/imports", chunked(33 * MB + 1))).isEqualTo(413);
        assertThat(post("/api/v1/ledger/imports", BodyPublishers.ofByteArray(new byte[33 * MB + 1])))
                .isEqualTo(413);
    }

    @Test
    void bodies_that_were_too_large_do_not_open_the_circuit_of_the_service() {
        for (var n = 0; n < 12; n++) {
            assertThat(post("/api/v1/ledger/violations", chunked(MB + 1))).isEqualTo(413);
        }
        assertThat(post("/api/v1/ledger/violations", chunked(1))).isEqualTo(204);
    }

    @Test
    void a_caller_who_asks_too_often_is_told_when_to_ask_again_and_others_are_not_held_up() {
        var busy = Pkce.token(gateway, "office-1");
        var quiet = Pkce.token(gateway, "office-2");
        for (var n = 0; n < 5; n++) assertThat(asked(busy)).isEqualTo(204);
        var answer = send(gateway.request("/api/v1/ledger/x")
                .header("Authorization", "Bearer " + busy)
                .header("Accept-Language", "en"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(json(answer).get("code").asString()).isEqualTo("too-many-requests");
        assertThat(json(answer).get("title").asString()).isEqualTo("Too many requests");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3600L / 5);
        assertThat(asked(quiet)).isEqualTo(204);
    }

    @Test
    void passwords_can_be_tried_a_few_times_only_also_at_an_address_spelled_differently() {
        try (var own = TestGateway.local(
                "chaiwei.services.ledger=" + ledger.address(),
                "chaiwei.limits.login.requests=3",
                "chaiwei.limits.login.per=1h")) {
            var browser = Pkce.browser();
            var page = own.at("/issuer/login");
            for (var n = 0; n < 3; n++) {
                assertThat(Pkce.logIn(browser, page, "office-1", "guess").statusCode())
                        .isEqualTo(302);
            }
            var answer = Pkce.logIn(browser, page, "office-1", "chaiwei-demo");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(send(browser, own.request("/issuer/%6Cogin").POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void an_address_without_a_login_has_less() {
        try (var own = TestGateway.local(
                "chaiwei.services.ledger=" + ledger.address(),
                "chaiwei.limits.anonymous.requests=3",
                "chaiwei.limits.anonymous.per=1h")) {
            for (var n = 0; n < 3; n++)
                assertThat(own.get("/api/v1/ledger/x").statusCode()).isEqualTo(204);
            assertThat(own.get("/api/v1/ledger/x").statusCode()).isEqualTo(429);
            assertThat(own.get("/docs").statusCode())
                    .as("files are not counted")
                    .isEqualTo(200);
        }
    }

    private static int asked(String token) {
        return send(gateway.request("/api/v1/ledger/x").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static int post(String path, BodyPublisher body) {
        return send(gateway.request(path).POST(body)).statusCode();
    }

    private static BodyPublisher chunked(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }
}
