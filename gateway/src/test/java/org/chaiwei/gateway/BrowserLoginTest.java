package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.claims;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BrowserLoginTest {

    private static TestService ledger;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        ledger = TestService.start();
        gateway = TestGateway.local("chaiwei.services.ledger=" + ledger.address());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ledger.close();
    }

    @Test
    void whoever_is_not_logged_in_is_told_so_and_reaches_the_service_as_nobody() {
        var session = json(gateway.get("/api/session"));
        assertThat(session.get("authenticated").asBoolean()).isFalse();
        assertThat(session.get("actor").isNull()).isTrue();
        assertThat(gateway.get("/api/v1/ledger/summary").statusCode()).isEqualTo(200);
        assertThat(ledger.last().headers()).doesNotContainKey("authorization");
    }

    @Test
    void an_anonymous_visit_leaves_no_session_behind() {
        var headers = gateway.get("/api/v1/ledger/summary").headers();
        assertThat(headers.allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("CHAIWEI_SESSION"));
    }

    @Test
    void a_person_logs_in_and_the_service_sees_their_token_and_not_their_cookie() {
        var browser = Pkce.browser();
        logIn(browser, gateway, "street-110102013-2");
        var session = session(browser, gateway);
        assertThat(session.get("authenticated").asBoolean()).isTrue();
        assertThat(session.get("actor").asString()).isEqualTo("street-110102013-2");
        assertThat(session.get("role").asString()).isEqualTo("street");
        assertThat(session.get("streets").get(0).asString()).isEqualTo("110102013");
        assertThat(session.get("displayName").asString()).isEqualTo("大栅栏街道 2");
        var english = json(send(browser, gateway.request("/api/session").header("Accept-Language", "en")));
        assertThat(english.get("displayName").asString()).isEqualTo("Dashilar 2");

        send(browser, gateway.request("/api/v1/ledger/violations"));
        var bearer = ledger.last().header("authorization").getFirst();
        assertThat(claims(bearer.substring("Bearer ".length())).get("sub")).isEqualTo("street-110102013-2");
        assertThat(ledger.last().headers()).doesNotContainKey("cookie");
    }

    @Test
    void the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        var browser = Pkce.browser();
        var begun = send(browser, gateway.request("/oauth2/authorization/chaiwei"));
        assertThat(begun.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("CHAIWEI_SESSION=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void a_change_from_a_session_needs_the_token_that_only_our_page_can_read() {
        var browser = Pkce.browser();
        logIn(browser, gateway, "office-1");
        var change = gateway.request("/api/v1/ledger/violations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        var forged = send(browser, change);
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(json(forged).get("code").asString()).isEqualTo("csrf-token-missing");

        session(browser, gateway);
        var ours = send(browser, change.header("X-XSRF-TOKEN", cookie(browser, "XSRF-TOKEN")));
        assertThat(ours.statusCode()).isEqualTo(200);
    }

    @Test
    void a_program_without_a_session_needs_no_such_token() {
        var answer = send(gateway.request("/api/v1/ledger/violations").POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void after_logout_the_old_cookie_opens_nothing() {
        var browser = Pkce.browser();
        logIn(browser, gateway, "leader-1");
        var old = cookie(browser, "CHAIWEI_SESSION");
        session(browser, gateway);
        var answer = send(
                browser,
                gateway.request("/logout")
                        .header("X-XSRF-TOKEN", cookie(browser, "XSRF-TOKEN"))
                        .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(session(browser, gateway).get("authenticated").asBoolean()).isFalse();
        var replayed = json(send(gateway.request("/api/session").header("Cookie", "CHAIWEI_SESSION=" + old)));
        assertThat(replayed.get("authenticated").asBoolean()).isFalse();
        var again = Pkce.location(send(browser, gateway.request("/oauth2/authorization/chaiwei")));
        assertThat(Pkce.location(send(browser, HttpRequest.newBuilder(again).header("Accept", "text/html")))
                        .getPath())
                .as("the issuer has forgotten the login too")
                .isEqualTo("/issuer/login");
    }

    /** A token of a minute is renewed at each request, because it might run out on the way. */
    @Test
    void a_session_survives_a_restart_and_its_token_is_renewed_until_the_issuer_refuses() throws Exception {
        try (var own = TestGateway.local(
                "chaiwei.services.ledger=" + ledger.address(), "chaiwei.issuer.access-token-life=1m")) {
            var browser = Pkce.browser();
            logIn(browser, own, "office-2");
            send(browser, own.request("/api/v1/ledger/x"));
            var before = ledger.last().header("authorization");
            own.restart();
            assertThat(session(browser, own).get("actor").asString()).isEqualTo("office-2");
            assertThat(send(browser, own.request("/api/v1/ledger/x")).statusCode())
                    .isEqualTo(200);
            assertThat(ledger.last().header("authorization")).hasSize(1).isNotEqualTo(before);

            inDatabase(own, "DELETE FROM oauth2_authorization");
            var over = send(browser, own.request("/api/v1/ledger/x"));
            assertThat(over.statusCode()).isEqualTo(401);
            assertThat(json(over).get("code").asString()).isEqualTo("login-required");
            assertThat(session(browser, own).get("authenticated").asBoolean()).isFalse();
        }
    }

    @Test
    void a_session_that_another_release_wrote_is_forgotten_and_its_owner_logs_in_again() throws Exception {
        try (var own = TestGateway.local()) {
            var browser = Pkce.browser();
            logIn(browser, own, "office-1");
            inDatabase(own, "UPDATE spring_session_attributes SET attribute_bytes = 'not ours'");
            var session = send(browser, own.request("/api/session"));
            assertThat(session.statusCode()).isEqualTo(200);
            assertThat(json(session).get("authenticated").asBoolean()).isFalse();
            logIn(browser, own, "office-1");
            assertThat(session(browser, own).get("authenticated").asBoolean()).isTrue();
        }
    }

    @Test
    void behind_a_trusted_proxy_that_speaks_https_cookies_and_pages_are_for_https_only() {
        try (var own = TestGateway.local("server.forward-headers-strategy=native")) {
            var answer = send(own.request("/oauth2/authorization/chaiwei").header("X-Forwarded-Proto", "https"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElseThrow())
                    .contains("max-age=31536000");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("Secure"));
        }
    }

    @Test
    void a_callback_that_nobody_asked_for_leads_home_and_logs_nobody_in() {
        var browser = Pkce.browser();
        var answer = send(browser, gateway.request("/login/oauth2/code/chaiwei?code=x&state=y"));
        assertThat(Pkce.location(answer)).isEqualTo(gateway.at("/?login=failed"));
        assertThat(session(browser, gateway).get("authenticated").asBoolean()).isFalse();
    }

    private static JsonNode session(HttpClient browser, TestGateway at) {
        return json(send(browser, at.request("/api/session")));
    }

    /** From the link on the page, through the form, back to the page. */
    private static void logIn(HttpClient browser, TestGateway at, String account) {
        var authorize = Pkce.location(send(browser, at.request("/oauth2/authorization/chaiwei")));
        var form = Pkce.location(send(browser, HttpRequest.newBuilder(authorize).header("Accept", "text/html")));
        HttpResponse<String> step = Pkce.logIn(browser, form, account, "chaiwei-demo");
        while (step.statusCode() / 100 == 3 && !Pkce.location(step).equals(at.at("/"))) {
            step = send(browser, HttpRequest.newBuilder(Pkce.location(step)));
        }
        assertThat(Pkce.location(step)).isEqualTo(at.at("/"));
    }

    private static void inDatabase(TestGateway of, String statement) throws SQLException {
        try (var owner = of.database().asOwner();
                var sql = owner.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isPositive();
        }
    }

    private static String cookie(HttpClient browser, String name) {
        var jar = (java.net.CookieManager) browser.cookieHandler().orElseThrow();
        return jar.getCookieStore().getCookies().stream()
                .filter(cookie -> Objects.equals(cookie.getName(), name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
