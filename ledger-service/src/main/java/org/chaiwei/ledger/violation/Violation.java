package org.chaiwei.ledger.violation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptanceFailure;
import org.chaiwei.ledger.violation.ViolationCommand.PostCaseFiling;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.PostRestoration;
import org.chaiwei.ledger.violation.ViolationCommand.PostSealing;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where Axon meets the rules: load, decide, apply. The rules themselves are in {@link ViolationDecider}; also what an id without
 * events may do is theirs, so every command creates what is missing, and a refusal leaves nothing behind. Imports don't come this
 * way: see {@link ImportRules}.
 */
@Aggregate(type = ViolationEvents.AGGREGATE_TYPE)
class Violation {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private ViolationState state = new Unregistered();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterViolation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CorrectViolation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReassignStreet command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignResponsiblePerson command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TagViolation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(WithdrawViolation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostDemolition command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostSealing command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostAcceptance command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostAcceptanceFailure command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostCaseFiling command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PostRestoration command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloseLedger command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestClosingRevocation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ApproveClosingRevocation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeclineClosingRevocation command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SuspectRelapse command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ConfirmRelapse command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DismissSuspicion command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterRelapse command, Places places) {
        decide(command, places);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPatrol command, Places places) {
        decide(command, places);
    }

    @EventSourcingHandler
    void on(ViolationEvent event) {
        id = event.violation();
        state = state.evolve(event);
    }

    private void decide(ViolationCommand command, Places places) {
        var reason = command.asked().reasonRemark();
        var metadata =
                reason == null ? MetaData.emptyInstance() : MetaData.with(Asked.REASON_REMARK, reason.toString());
        switch (ViolationDecider.decide(command, state, places)) {
            case Decision.Accepted(var events) -> events.forEach(event -> apply(event, metadata));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
