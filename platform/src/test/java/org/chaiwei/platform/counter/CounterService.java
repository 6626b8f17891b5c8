package org.chaiwei.platform.counter;

import java.util.UUID;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
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
        return EventTypes.of(EventTypes.named("Added", 1, Counter.Added.class));
    }

    @RestController
    static class Counters {

        record Addition(int amount, Integer times) {}

        record Answer(UUID counter, long sequence, long position, boolean replayed) {}

        private final CommandSender commands;

        Counters(CommandSender commands) {
            this.commands = commands;
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
