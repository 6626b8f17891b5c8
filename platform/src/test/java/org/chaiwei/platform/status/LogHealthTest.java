package org.chaiwei.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import org.chaiwei.platform.counter.CounterService;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.testing.ServiceProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

class LogHealthTest {

    @Test
    void a_process_whose_log_was_restored_under_it_is_down_until_it_starts_anew() throws SQLException {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", 0);
        var database = ServiceProperties.of("platform", (name, value) -> properties.put(name, value.get()));
        try (var service = new SpringApplicationBuilder(CounterService.class)
                .properties(properties)
                .run()) {
            var http = Instances.http(service);
            assertThat(http.get("/actuator/health").<String>json("$.components.log.status"))
                    .isEqualTo("UP");
            try (var owner = database.asOwner();
                    var statement = owner.createStatement()) {
                statement.execute("UPDATE event_store.head SET epoch = gen_random_uuid()");
            }
            assertThat(http.get("/actuator/health").status()).isEqualTo(503);
            assertThat(http.get("/actuator/health").<String>json("$.components.log.status"))
                    .isEqualTo("DOWN");
        }
    }
}
