package org.chaiwei.platform.counter;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;

/** The smallest aggregate that can accept, refuse, do nothing and be fought over. */
@Aggregate
class Counter {

    /** @param times how many events it takes */
    record Add(@TargetAggregateIdentifier UUID counter, int amount, int times) {}

    record Reset(@TargetAggregateIdentifier UUID counter) {}

    record Added(UUID counter, int amount, BigDecimal weight, LocalDate on) {}

    record CounterFull(int limit) implements Refusal {
        @Override
        public int status() {
            return 409;
        }
    }

    static final int LIMIT = 100;

    @AggregateIdentifier
    private UUID id;

    private int total;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Add command) {
        if (total + command.amount() > LIMIT) throw new RefusedException(new CounterFull(LIMIT));
        for (var time = 0; time < command.times(); time++)
            apply(new Added(command.counter(), command.amount(), new BigDecimal("1.50"), LocalDate.of(2016, 5, 1)));
    }

    @CommandHandler
    void handle(Reset command) {}

    @EventSourcingHandler
    void on(Added event) {
        id = event.counter();
        total += event.amount();
    }
}
