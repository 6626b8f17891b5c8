package org.chaiwei.accountability.measure;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.accountability.measure.MeasureCommand.AnswerMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.AppealMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.CloseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasureAppeal;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByFinding;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByHand;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByRule;
import org.chaiwei.accountability.measure.MeasureCommand.RecordGoodFaith;
import org.chaiwei.accountability.measure.MeasureCommand.ReverseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ReviewMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ServeMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.WithdrawSupport;
import org.chaiwei.accountability.measure.MeasureState.Unknown;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link MeasureDecider}. */
@Aggregate(type = MeasureEvents.AGGREGATE_TYPE)
class Measure {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private MeasureState state = new Unknown();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProposeByRule command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProposeByFinding command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ProposeByHand command) {
        decide(command);
    }

    @CommandHandler
    void handle(WithdrawSupport command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DecideMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ServeMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AnswerMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AppealMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DecideMeasureAppeal command) {
        decide(command);
    }

    @CommandHandler
    void handle(ReverseMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloseMeasure command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordGoodFaith command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReviewMeasure command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(MeasureEvent event) {
        id = event.measure();
        state = state.evolve(event);
    }

    private void decide(MeasureCommand command) {
        switch (MeasureDecider.decide(command, state)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
