package org.chaiwei.accountability;

import static org.assertj.core.api.Assertions.assertThat;

import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AccountabilityApplicationTest {

    @LocalServerPort
    private int port;

    private Http http;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        ServiceProperties.of("accountability", registry::add);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @Test
    void the_service_is_healthy_and_says_so_to_anyone() {
        var health = http.get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.<String>json("$.status")).isEqualTo("UP");
    }

    @Test
    void nobody_gets_in_without_a_token() {
        var answer = http.get("/api/v1/accountability/anything");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.<String>json("$.code")).isEqualTo("login-required");
    }

    @Test
    void an_address_that_is_not_there_is_a_problem() {
        var answer = http.get(
                "/api/v1/accountability/anything",
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.OFFICE));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.<String>json("$.type")).isEqualTo("urn:chaiwei:problem:not-found");
    }

    @Test
    void the_api_is_described() {
        var description = http.get("/v3/api-docs");
        assertThat(description.<String>json("$.openapi")).startsWith("3.1");
        assertThat(description.<String>json("$.info.title")).isEqualTo("Accountability 奖惩问责");
    }
}
