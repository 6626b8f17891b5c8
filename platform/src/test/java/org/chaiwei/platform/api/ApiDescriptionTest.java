package org.chaiwei.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.testing.Http;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

    @Test
    void the_description_tells_tokens_headers_and_problems() {
        try (var service = new Instances().start()) {
            var description = Instances.http(service).get("/v3/api-docs");
            assertThat(description.<String>json("$.openapi")).startsWith("3.1");
            assertThat(description.<String>json("$.components.securitySchemes.token.scheme"))
                    .isEqualTo("bearer");
            assertThat(description.<List<String>>json(
                            "$.components.schemas.Problem.properties.errors.items.properties[*].type"))
                    .isNotEmpty();
            var add = "$.paths['/counters/{id}/additions'].post";
            assertThat(parameters(description, add)).containsExactlyInAnyOrder("id", "If-Match", "Idempotency-Key");
            assertThat(description.<String>json(
                            add + ".responses.default.content['application/problem+json'].schema.$ref"))
                    .isEqualTo("#/components/schemas/Problem");
            var total = "$.paths['/counters/{id}'].get";
            assertThat(parameters(description, total)).containsExactlyInAnyOrder("id", "Consistency-Token");
            assertThat(description.<Map<String, Object>>json(total)).doesNotContainKey("security");
            assertThat(description.<List<Object>>json("$.paths['/counters'].get.security"))
                    .isEmpty();
        }
    }

    private static List<String> parameters(Http.Answer description, String operation) {
        return description.json(operation + ".parameters[*].name");
    }
}
