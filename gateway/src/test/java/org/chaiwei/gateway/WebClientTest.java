package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a web client of three files, in the test's own resources. */
class WebClientTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.local();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/ledger", "/ledger/violations/7", "/?asOf=2015-12-31"})
    void a_path_that_is_no_file_is_a_page_of_the_client_and_is_asked_for_again_each_time(String path) {
        var answer = gateway.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>test page</title>");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
    }

    @Test
    void a_page_that_did_not_change_is_not_sent_again() {
        var etag = gateway.get("/").headers().firstValue("ETag").orElseThrow();
        assertThat(send(gateway.request("/").header("If-None-Match", etag)).statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_file_with_its_hash_in_its_name_is_kept_for_ever_and_sent_compressed_to_whoever_can_read_that() {
        var plain = gateway.get("/assets/app-1a2b.js");
        assertThat(plain.body()).isEqualTo("console.info(\"plain\");\n");
        assertThat(plain.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
        var zipped = send(gateway.request("/assets/app-1a2b.js").header("Accept-Encoding", "gzip, br"));
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
        assertThat(zipped.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/app-0000.js", "/missing.svg", "/api/v2/x", "/docs/x", "/oauth2/x", "/actuator.json"})
    void a_wrong_address_is_not_taken_for_a_page(String path) {
        var answer = gateway.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("code").asString()).isEqualTo("not-found");
    }

    @Test
    void other_files_are_served_under_their_names() {
        var answer = gateway.get("/seal.svg");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
    }
}
