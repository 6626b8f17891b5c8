package org.chaiwei.platform.counter;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.platform.command.CommandRefusal.Conflict;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.fact.FactReaction;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.ReceivedFact;
import org.chaiwei.platform.problem.RefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** An aggregate that records each fact of another service once, however often it is told. */
@Aggregate
public class Ear {

    /** @param ear hears of one counter */
    record Hear(@TargetAggregateIdentifier UUID ear, UUID fact, int amount) {}

    public record Heard(UUID ear, UUID fact, int amount) {}

    @AggregateIdentifier
    private UUID id;

    private final Set<UUID> facts = new HashSet<>();

    /** The ear of a counter. */
    public static UUID of(UUID counter) {
        return new UUID(counter.getMostSignificantBits() ^ 1, counter.getLeastSignificantBits());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Hear command) {
        if (!facts.contains(command.fact())) apply(new Heard(command.ear(), command.fact(), command.amount()));
    }

    @EventSourcingHandler
    void on(Heard event) {
        id = event.ear();
        facts.add(event.fact());
    }

    /** Tells the ears. */
    @Component
    public static class WhenCountedThenHear implements FactReaction {

        /** Counters whose facts it can't take in, in whatever instance. */
        public static final Set<UUID> POISON = ConcurrentHashMap.newKeySet();

        /** Counters whose command meets a conflict, in whatever instance. */
        public static final Set<UUID> CONFLICT = ConcurrentHashMap.newKeySet();

        private final CommandSender commands;
        private final String origin;

        WhenCountedThenHear(CommandSender commands, @Value("${counter.origin:origin}") String origin) {
            this.commands = commands;
            this.origin = origin;
        }

        @Override
        public String name() {
            return "when-counted-then-hear";
        }

        @Override
        public List<FactTypes> reads() {
            return List.of(
                    FactTypes.from(origin).reading(Counted.TYPE, Counted.class).passingOver(Counted.PASSED_OVER));
        }

        @Override
        public void react(ReceivedFact fact) {
            var counted = (Counted) fact.data();
            if (POISON.contains(counted.counter())) throw new IllegalStateException("poisoned by a test");
            if (CONFLICT.contains(counted.counter())) throw new RefusedException(new Conflict());
            commands.send(new Hear(of(counted.counter()), fact.id(), counted.amount()), fact.context(name()));
        }
    }
}
