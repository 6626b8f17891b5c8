package org.chaiwei.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.chaiwei.platform.counter.Instances;
import org.junit.jupiter.api.Test;

class LogHealthTest {

    @Test
    void a_process_whose_log_was_restored_under_it_is_down_until_it_starts_anew() throws SQLException {
        var instances = new Instances();
        try (var service = instances.start()) {
            var http = Instances.http(service);
            assertThat(http.get("/actuator/health").<String>json("$.components.log.status"))
                    .isEqualTo("UP");
            try (var owner = instances.database().asOwner();
                    var statement = owner.createStatement()) {
                statement.execute("UPDATE event_store.head SET epoch = gen_random_uuid()");
            }
            assertThat(http.get("/actuator/health").status()).isEqualTo(503);
            assertThat(http.get("/actuator/health").<String>json("$.components.log.status"))
                    .isEqualTo("DOWN");
        }
    }
}
