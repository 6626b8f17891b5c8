package org.chaiwei.platform.counter;

import java.util.UUID;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.PublicEndpoints;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A service with one aggregate, for the platform's tests. */
@Configuration
@EnableAutoConfiguration
@ComponentScan
public class CounterService {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.of(
                EventTypes.named("Added", 1, Counter.Added.class), EventTypes.named("Heard", 1, Ear.Heard.class));
    }

    @Bean
    PublicEndpoints anyoneMayCount() {
        return PublicEndpoints.get("/counters");
    }

    @RestController
    static class Counters {

        record Addition(int amount, Integer times) {}

        record Answer(UUID counter, long sequence, long position, boolean replayed) {}

        record Total(long events, long total) {}

        private final CommandSender commands;
        private final ViewPositions views;
        private final JdbcClient jdbc;

        Counters(CommandSender commands, ViewPositions views, JdbcClient jdbc) {
            this.commands = commands;
            this.views = views;
            this.jdbc = jdbc;
        }

        @GetMapping("/counters")
        long count() {
            return jdbc.sql("SELECT count(*) FROM counter_total")
                    .query(Long.class)
                    .single();
        }

        @GetMapping("/counters/{id}")
        Total total(@PathVariable UUID id, @Nullable ConsistencyToken seen) {
            views.await("totals", seen);
            return jdbc.sql("SELECT events, total FROM counter_total WHERE counter = :id")
                    .param("id", id)
                    .query(Total.class)
                    .optional()
                    .orElse(new Total(0, 0));
        }

        @PostMapping("/counters/{id}/additions")
        ResponseEntity<Answer> add(@PathVariable UUID id, @RequestBody Addition addition, RequestContext context) {
            var receipt = commands.send(
                    new Counter.Add(id, addition.amount(), addition.times() == null ? 1 : addition.times()), context);
            return receipt.on(ResponseEntity.ok())
                    .body(new Answer(receipt.aggregate(), receipt.sequence(), receipt.position(), receipt.replayed()));
        }

        @PostMapping("/counters/{id}/reset")
        ResponseEntity<Void> reset(@PathVariable UUID id, RequestContext context) {
            return commands.send(new Counter.Reset(id), context)
                    .on(ResponseEntity.noContent())
                    .build();
        }
    }
}
