package org.chaiwei.accountability.rating;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.accountability.rating.RatingCommand.CorrectPoints;
import org.chaiwei.accountability.rating.RatingCommand.DecideAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FileAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FreezeMonth;
import org.chaiwei.accountability.rating.RatingState.Unfrozen;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link RatingDecider}, also for a month that nobody has frozen. */
@Aggregate(type = RatingEvents.AGGREGATE_TYPE)
class RatingMonth {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private RatingState state = new Unfrozen();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(FreezeMonth command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(FileAppeal command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DecideAppeal command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CorrectPoints command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(RatingEvent event) {
        id = event.rating();
        state = state.evolve(event);
    }

    private void decide(RatingCommand command) {
        switch (RatingDecider.decide(command, state)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
