package org.chaiwei.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.LaneSettings;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.counter.Instances;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

class OverloadTest {

    @Configuration
    static class NarrowLane {
        @Bean
        LaneSettings laneSettings() {
            var usual = LaneSettings.DEFAULT;
            return new LaneSettings(
                    1,
                    usual.queuedBytes(),
                    1,
                    usual.batchBytes(),
                    Duration.ofSeconds(30),
                    usual.lockTimeout(),
                    usual.statementTimeout(),
                    usual.transactionTimeout(),
                    usual.networkTimeout(),
                    usual.giveUpAfter());
        }
    }

    @Test
    void a_command_that_finds_no_room_is_told_to_come_again_and_those_that_did_are_recorded() throws Exception {
        try (var service = new Instances().start(NarrowLane.class);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = service.getBean(DataSource.class).getConnection()) {
            var http = Instances.http(service);
            var store = service.getBean(PostgresEventStore.class);
            other.setAutoCommit(false);
            try (var head = other.createStatement()) {
                head.execute("SELECT position FROM event_store.head FOR UPDATE");
            }
            var sent = CompletableFuture.supplyAsync(() -> add(http), threads);
            await().until(() -> waitingForTheHead(service.getBean(JdbcClient.class)) == 1);
            var queued = CompletableFuture.supplyAsync(() -> add(http), threads);
            await().until(() -> store.lane().queued() == 1);
            var refused = add(http);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.<String>json("$.code")).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            other.rollback();
            assertThat(sent.join().status()).isEqualTo(200);
            assertThat(queued.join().status()).isEqualTo(200);
            assertThat(service.getBean(EventLog.class).head().position()).isEqualTo(2);
        }
    }

    private static long waitingForTheHead(JdbcClient jdbc) {
        return jdbc.sql(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    private static Http.Answer add(Http http) {
        return http.post(
                "/counters/" + UUID.randomUUID() + "/additions",
                "{\"amount\":1}",
                "Authorization",
                "Bearer " + TestIssuer.shared().token(Role.OFFICE));
    }
}
