package org.chaiwei.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "chaiwei.service=test")
class ServiceSecurityTest {

    private static final TestIssuer ISSUER = TestIssuer.shared();

    @LocalServerPort
    int port;

    private Http http;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("platform", registry::add);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @Test
    void a_token_says_who_asks_and_for_which_streets() {
        var answer = http.get("/who", "Authorization", "Bearer " + ISSUER.tokenOf("s-7", Role.STREET, "110102013"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("s-7 STREET [110102013]");
    }

    @Test
    void nobody_gets_in_without_a_token() {
        var answer = http.get("/who");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.<String>json("$.code")).isEqualTo("login-required");
        assertThat(answer.<String>json("$.title")).isEqualTo("请先登录");
        assertThat(http.get("/nowhere").status()).isEqualTo(401);
        assertThat(http.get("/actuator/env").status()).isEqualTo(401);
    }

    @Test
    void an_endpoint_listed_as_public_is_read_by_anyone_and_written_by_nobody() {
        assertThat(http.get("/open").body()).isEqualTo("anonymous PUBLIC []");
        assertThat(http.post("/open", "{}").status()).isEqualTo(401);
    }

    @Test
    void a_public_endpoint_still_refuses_a_bad_token() {
        assertThat(http.get("/open", "Authorization", "Bearer " + ISSUER.forgedToken())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_that_says_too_little_or_the_wrong_thing_is_refused() {
        assertRefused(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))));
        assertRefused(claims -> claims.expirationTime(null));
        assertRefused(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60))));
        assertRefused(claims -> claims.issuer("http://elsewhere"));
        assertRefused(claims -> claims.issuer(null));
        assertRefused(claims -> claims.audience("another"));
        assertRefused(claims -> claims.audience((String) null));
        assertRefused(claims -> claims.subject(null));
        assertRefused(claims -> claims.claim("role", null));
        assertRefused(claims -> claims.claim("role", "public"));
        assertRefused(claims -> claims.claim("role", "king"));
        assertRefused(claims -> claims.claim("role", List.of("office")));
        assertRefused(claims -> claims.claim("streets", "110102013"));
    }

    @Test
    void a_token_signed_by_somebody_else_or_by_nobody_is_refused() throws Exception {
        assertRefused(ISSUER.forgedToken());
        var claims = SignedJWT.parse(ISSUER.token(Role.OFFICE)).getJWTClaimsSet();
        assertRefused(new PlainJWT(claims).serialize());
        var shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), claims);
        shared.sign(new MACSigner(new byte[32]));
        assertRefused(shared.serialize());
        assertRefused("not.a.token");
    }

    @Test
    void health_and_metrics_and_the_apis_description_need_no_token() {
        assertThat(http.get("/actuator/health").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(http.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(http.get("/v3/api-docs").<String>json("$.openapi")).startsWith("3.1");
    }

    @Test
    void a_scope_covers_a_street_officials_own_streets_and_everyone_elses_all() {
        var street = new Scope(Role.STREET, Set.of("110102013"));
        assertThat(street.covers("110102013")).isTrue();
        assertThat(street.covers("110102014")).isFalse();
        assertThat(street.coversAll()).isFalse();
        assertThat(new Scope(Role.OFFICE, Set.of()).covers("110102014")).isTrue();
        assertThat(new Scope(Role.OFFICE, Set.of()).coversAll()).isTrue();
        assertThat(Scope.PUBLIC.covers("110102013")).isFalse();
    }

    private void assertRefused(Consumer<JWTClaimsSet.Builder> wrong) {
        assertRefused(ISSUER.token(wrong));
    }

    private void assertRefused(String token) {
        var answer = http.get("/who", "Authorization", "Bearer " + token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.<String>json("$.code")).isEqualTo("token-invalid");
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(Who.class)
    static class Service {
        @Bean
        PublicEndpoints open() {
            return PublicEndpoints.get("/open");
        }
    }

    @RestController
    static class Who {
        @GetMapping({"/who", "/open"})
        String who(Actor actor) {
            return "%s %s %s".formatted(actor.id(), actor.role(), actor.scope().streets());
        }
    }
}
