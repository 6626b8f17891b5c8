package org.chaiwei.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaiwei.gateway.TestGateway.send;

import org.chaiwei.servers.TestPostgres;
import org.junit.jupiter.api.Test;

class RefusedToStartTest {

    private static final String[] PROVIDER = {
        "spring.security.oauth2.client.registration.chaiwei.client-id=chaiwei",
        "spring.security.oauth2.client.registration.chaiwei.client-secret=a-secret-of-its-own",
        "spring.security.oauth2.client.registration.chaiwei.scope=openid",
        "spring.security.oauth2.client.registration.chaiwei.authorization-grant-type=authorization_code",
        "spring.security.oauth2.client.registration.chaiwei.redirect-uri=https://chaiwei.example/login/oauth2/code/chaiwei",
        "spring.security.oauth2.client.provider.chaiwei.authorization-uri=https://login.example/authorize",
        "spring.security.oauth2.client.provider.chaiwei.token-uri=https://login.example/token",
        "spring.security.oauth2.client.provider.chaiwei.jwk-set-uri=https://login.example/jwks",
        "spring.security.oauth2.client.provider.chaiwei.user-name-attribute=sub",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://login.example",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://login.example/jwks",
        "spring.security.oauth2.resourceserver.jwt.audiences=chaiwei",
        "chaiwei.origin=https://chaiwei.example",
    };

    @Test
    void with_a_districts_provider_it_starts_without_the_profile_and_has_no_accounts_of_its_own() throws Exception {
        try (var gateway = TestGateway.production(TestPostgres.create("gateway"), PROVIDER)) {
            assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/issuer/login").statusCode()).isEqualTo(404);
            assertThat(gateway.get("/oauth2/jwks").statusCode()).isEqualTo(404);
            assertThat(Pkce.location(send(Pkce.browser(), gateway.request("/oauth2/authorization/chaiwei")))
                            .toString())
                    .startsWith("https://login.example/authorize?")
                    .contains(
                            "code_challenge_method=S256",
                            "redirect_uri=https://chaiwei.example/login/oauth2/code/chaiwei");
            try (var owner = gateway.database().asOwner();
                    var rows = owner.createStatement().executeQuery("SELECT count(*) FROM account")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void without_a_provider_and_without_the_profile_it_says_what_to_configure() throws Exception {
        assertThat(GatewayProcess.refused(TestPostgres.create("gateway"), ""))
                .contains(
                        "No OpenID provider is configured",
                        "spring.security.oauth2.client.registration.chaiwei.client-id");
    }

    @Test
    void a_database_with_demo_accounts_is_refused_outside_the_profile() throws Exception {
        try (var demonstration = TestGateway.local()) {
            assertThat(GatewayProcess.refused(demonstration.database(), "", PROVIDER))
                    .contains("50 demo accounts", "database of its own");
        }
    }

    @Test
    void the_demo_password_is_refused_as_a_client_secret() throws Exception {
        var provider = PROVIDER.clone();
        provider[1] = "spring.security.oauth2.client.registration.chaiwei.client-secret=chaiwei-demo";
        assertThat(GatewayProcess.refused(TestPostgres.create("gateway"), "", provider))
                .contains("The client secret is the published demo password");
    }

    @Test
    void the_profile_is_refused_at_an_address_that_others_can_reach() throws Exception {
        assertThat(GatewayProcess.refused(
                        TestPostgres.create("gateway"), "local", "chaiwei.origin=https://chaiwei.example"))
                .contains("demo accounts with a published password", "https://chaiwei.example");
    }
}
