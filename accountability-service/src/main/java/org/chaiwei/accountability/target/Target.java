package org.chaiwei.accountability.target;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.accountability.target.TargetCommand.RecordDecision;
import org.chaiwei.accountability.target.TargetCommand.ReviseTarget;
import org.chaiwei.accountability.target.TargetCommand.SetStreetParts;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.accountability.target.TargetState.Unset;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link TargetDecider}, also for a code that nobody has set. */
@Aggregate(type = TargetEvents.AGGREGATE_TYPE)
class Target {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private TargetState state = new Unset();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetTarget command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReviseTarget command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetStreetParts command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordDecision command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(TargetEvent event) {
        id = event.target();
        state = state.evolve(event);
    }

    private void decide(TargetCommand command) {
        switch (TargetDecider.decide(command, state)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
