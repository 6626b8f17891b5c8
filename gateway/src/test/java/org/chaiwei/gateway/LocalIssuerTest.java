package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chaiwei.gateway.TestGateway.claims;
import static org.chaiwei.gateway.TestGateway.json;
import static org.chaiwei.gateway.TestGateway.send;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalIssuerTest {

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
    void a_program_gets_a_token_by_code_and_pkce_with_the_claims_that_services_check() {
        var token = claims(Pkce.token(gateway, "street-110102013-1"));
        assertThat(token.get("iss")).isEqualTo(gateway.origin());
        assertThat(token.get("aud")).isIn("chaiwei", List.of("chaiwei"));
        assertThat(token.get("sub")).isEqualTo("street-110102013-1");
        assertThat(token.get("role")).isEqualTo("street");
        assertThat(token.get("streets")).isEqualTo(List.of("110102013"));
        assertThat(token.get("jti")).isNotNull();
        assertThat((int) token.get("exp") - (int) token.get("iat")).isEqualTo(15 * 60);
    }

    @Test
    void a_role_that_is_bound_to_no_street_has_none() {
        var token = claims(Pkce.token(gateway, "office-2"));
        assertThat(token.get("role")).isEqualTo("office");
        assertThat(token.get("streets")).isEqualTo(List.of());
    }

    @Test
    void a_code_without_the_verifier_it_was_asked_with_is_worth_nothing() {
        var login = new Pkce(gateway);
        var code = login.code("office-1", "chaiwei-demo");
        assertThat(login.redeem(code, "another-verifier-that-is-long-enough-to-be-one")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_wrong_password_leads_back_to_the_form_and_says_so_in_the_readers_language() {
        var browser = Pkce.browser();
        var answer = Pkce.logIn(browser, gateway.at("/issuer/login"), "office-1", "guess");
        var page = Pkce.location(answer);
        assertThat(page.toString()).endsWith("/issuer/login?error");
        assertThat(send(browser, java.net.http.HttpRequest.newBuilder(page)).body())
                .contains("role=\"alert\"", "账号或密码不对");
        assertThat(send(browser, java.net.http.HttpRequest.newBuilder(page).header("Accept-Language", "en-GB,en"))
                        .body())
                .contains("lang=\"en\"", "The account or the password is wrong");
    }

    @Test
    void the_login_page_brings_its_own_style_and_script_and_nothing_from_elsewhere() {
        var page = gateway.get("/issuer/login").body();
        assertThat(page)
                .contains("street-110102013-1", "大栅栏街道")
                .doesNotContain("http:", "https:", " style=", "onclick");
        for (var file : List.of("/issuer/login.css", "/issuer/login.js")) {
            assertThat(page).contains(file);
            assertThat(gateway.get(file).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_token_opens_the_api_and_reaches_the_service_as_it_is() {
        var token = Pkce.token(gateway, "legal-1");
        var answer = send(gateway.request("/api/v1/ledger/violations").header("Authorization", "Bearer " + token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ledger.last().header("Authorization")).containsExactly("Bearer " + token);
    }

    @Test
    void a_token_that_was_changed_or_is_none_is_refused_before_the_service_is_asked() {
        var token = Pkce.token(gateway, "legal-1");
        var before = ledger.asked.size();
        for (var forged : List.of(token.substring(0, token.length() - 8) + "AAAAAAAA", "no-token")) {
            var answer = send(gateway.request("/api/v1/ledger/violations").header("Authorization", "Bearer " + forged));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).get("code").asString()).isEqualTo("token-invalid");
        }
        assertThat(ledger.asked).hasSize(before);
    }

    @Test
    void keys_and_tokens_outlive_a_restart() {
        try (var own = TestGateway.local("chaiwei.services.ledger=" + ledger.address())) {
            var token = Pkce.token(own, "leader-1");
            var keys = own.get("/oauth2/jwks").body();
            own.restart();
            assertThat(own.get("/oauth2/jwks").body()).isEqualTo(keys).doesNotContain("\"d\"");
            assertThat(send(own.request("/api/v1/ledger/x").header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void authorizations_that_have_run_out_are_forgotten() throws Exception {
        try (var own = TestGateway.local("chaiwei.services.ledger=" + ledger.address());
                var owner = own.database().asOwner();
                var sql = owner.createStatement()) {
            Pkce.token(own, "office-1");
            Pkce.token(own, "office-2");
            assertThat(sql.executeUpdate("""
                            UPDATE oauth2_authorization SET access_token_expires_at = now() - interval '1 second',
                                authorization_code_expires_at = now() - interval '15 minutes'
                            WHERE principal_name = 'office-1'""")).isOne();
            own.restart();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                try (var rows = sql.executeQuery("SELECT string_agg(principal_name, ',') FROM oauth2_authorization")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("office-2");
                }
            });
        }
    }

    @Test
    void passwords_are_stored_hashed_and_two_accounts_exist_for_each_role_and_each_street() throws Exception {
        try (var owner = gateway.database().asOwner();
                var rows = owner.createStatement()
                        .executeQuery(
                                "SELECT role, count(*), bool_and(password_hash LIKE '$2_$%') FROM account GROUP BY 1")) {
            var counts = new java.util.TreeMap<String, Integer>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
                assertThat(rows.getBoolean(3)).isTrue();
            }
            assertThat(counts).containsEntry("street", 30).hasSize(11);
            counts.remove("street");
            assertThat(counts.values()).containsOnly(2);
        }
    }

    @Test
    void the_discovery_document_names_the_origin_as_issuer() {
        var document = json(gateway.get("/.well-known/openid-configuration"));
        assertThat(document.get("issuer").asString()).isEqualTo(gateway.origin());
        assertThat(Map.of("jwks", document.get("jwks_uri").asString()))
                .containsValue(gateway.origin() + "/oauth2/jwks");
    }
}
