package org.chaiwei.accountability.inspection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.accountability.inspection.InspectionCommand.AnswerFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.CloseInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.ConfirmFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.GiveTask;
import org.chaiwei.accountability.inspection.InspectionCommand.OpenInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.RecordFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.WithdrawFinding;
import org.chaiwei.accountability.inspection.InspectionState.Unopened;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link InspectionDecider}. */
@Aggregate(type = InspectionEvents.AGGREGATE_TYPE)
class Inspection {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private InspectionState state = new Unopened();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenInspection command) {
        decide(command);
    }

    @CommandHandler
    void handle(RecordFinding command) {
        decide(command);
    }

    @CommandHandler
    void handle(AnswerFinding command) {
        decide(command);
    }

    @CommandHandler
    void handle(ConfirmFinding command) {
        decide(command);
    }

    @CommandHandler
    void handle(WithdrawFinding command) {
        decide(command);
    }

    @CommandHandler
    void handle(GiveTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(CloseInspection command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(InspectionEvent event) {
        id = event.inspection();
        state = state.evolve(event);
    }

    private void decide(InspectionCommand command) {
        switch (InspectionDecider.decide(command, state)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
