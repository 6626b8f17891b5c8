package org.chaiwei.accountability.supervision;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.accountability.supervision.TaskCommand.AcknowledgeTask;
import org.chaiwei.accountability.supervision.TaskCommand.AnswerTask;
import org.chaiwei.accountability.supervision.TaskCommand.AskExtension;
import org.chaiwei.accountability.supervision.TaskCommand.AssignTask;
import org.chaiwei.accountability.supervision.TaskCommand.DecideExtension;
import org.chaiwei.accountability.supervision.TaskCommand.ReturnTask;
import org.chaiwei.accountability.supervision.TaskCommand.TellWhatIsDue;
import org.chaiwei.accountability.supervision.TaskCommand.VerifyTask;
import org.chaiwei.accountability.supervision.TaskCommand.WithdrawTask;
import org.chaiwei.accountability.supervision.TaskState.Unassigned;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link TaskDecider}. */
@Aggregate(type = TaskEvents.AGGREGATE_TYPE)
class SupervisedTask {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private TaskState state = new Unassigned();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(AcknowledgeTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(AnswerTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(ReturnTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(VerifyTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(AskExtension command) {
        decide(command);
    }

    @CommandHandler
    void handle(DecideExtension command) {
        decide(command);
    }

    @CommandHandler
    void handle(WithdrawTask command) {
        decide(command);
    }

    @CommandHandler
    void handle(TellWhatIsDue command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(TaskEvent event) {
        id = event.task();
        state = state.evolve(event);
    }

    private void decide(TaskCommand command) {
        switch (TaskDecider.decide(command, state)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
