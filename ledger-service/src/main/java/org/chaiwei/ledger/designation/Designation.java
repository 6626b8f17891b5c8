package org.chaiwei.ledger.designation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.ledger.designation.DesignationCommand.ApplyForDesignation;
import org.chaiwei.ledger.designation.DesignationCommand.DesignatePlace;
import org.chaiwei.ledger.designation.DesignationCommand.RecordInspection;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeByHand;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeForViolation;
import org.chaiwei.ledger.designation.DesignationCommand.StartDesignation;
import org.chaiwei.ledger.designation.DesignationState.Unstarted;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where Axon meets the rules: load, decide, apply. The rules are in {@link DesignationDecider}, also for a place where nobody has started. */
@Aggregate(type = DesignationEvents.AGGREGATE_TYPE)
class Designation {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private DesignationState state = new Unstarted();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(StartDesignation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ApplyForDesignation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordInspection command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DesignatePlace command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RevokeByHand command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RevokeForViolation command, Places places) {
        decide(command, places);
    }

    @EventSourcingHandler
    void on(DesignationEvent event) {
        id = event.designation();
        state = state.evolve(event);
    }

    private void decide(DesignationCommand command, Places places) {
        var reason = command.asked().reasonRemark();
        var metadata =
                reason == null ? MetaData.emptyInstance() : MetaData.with(Asked.REASON_REMARK, reason.toString());
        switch (DesignationDecider.decide(command, state, places)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event, metadata));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
