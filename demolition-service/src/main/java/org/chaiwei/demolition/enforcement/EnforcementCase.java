package org.chaiwei.demolition.enforcement;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.chaiwei.demolition.enforcement.CaseCommand.ConfirmDiscovery;
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.CaseCommand.OfPerson;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.HandlingCommand.AssignHandler;
import org.chaiwei.demolition.enforcement.HandlingCommand.RaiseDeadline;
import org.chaiwei.demolition.enforcement.HandlingCommand.TellClock;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where Axon meets the rules: load, decide, apply. The rules themselves are in {@link CaseDecider}; also what an id without events may do
 * is theirs, so every command creates what is missing, and a refusal leaves nothing behind.
 */
@Aggregate(type = CaseEvents.AGGREGATE_TYPE)
class EnforcementCase {

    /** In an event's metadata: the remark that says why it was done, or why it was dated back. */
    static final String REASON_REMARK = "reasonRemark";

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable UUID id;

    private CaseState state = CaseState.unknown();

    private Handling handling = Handling.NONE;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(HearFromLedger command, Laws laws) {
        decide(command, laws, MetaData.emptyInstance());
    }

    /** Only a filing that the rules accept uses up a number. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(FileCase command, CaseNumbers numbers, Laws laws) {
        if (state instanceof Known known
                && CaseDecider.decide(command, state, laws.current()) instanceof Decision.Accepted) {
            var street = known.file().entry().street();
            var year = command.occurredOn().getYear();
            decide(command.numbered(numbers.next(street, year)), laws);
        } else {
            decide(command, laws);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ConfirmDiscovery command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordDemolition command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordSealing command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SignAcceptance command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordRestoration command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TakeStep command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Cooperate command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(KeepClock command, Laws laws) {
        decide(command, laws);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TellClock command, Laws laws) {
        apply(HandlingDecider.decide(command, state, handling, laws.current()), MetaData.emptyInstance());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AssignHandler command, Laws laws) {
        apply(HandlingDecider.decide(command, state, handling, laws.current()), because(command.asked()));
    }

    @CommandHandler
    void handle(RaiseDeadline command, Laws laws) {
        apply(HandlingDecider.decide(command, state, handling, laws.current()), MetaData.emptyInstance());
    }

    @EventSourcingHandler
    void on(CaseEvent event) {
        id = event.violation();
        state = state.evolve(event);
        handling = handling.after(event);
    }

    private void decide(OfPerson command, Laws laws) {
        decide(command, laws, because(command.asked()));
    }

    private static MetaData because(Asked asked) {
        var reason = asked.reasonRemark();
        return reason == null ? MetaData.emptyInstance() : MetaData.with(REASON_REMARK, reason.toString());
    }

    private void decide(CaseCommand command, Laws laws, MetaData metadata) {
        apply(CaseDecider.decide(command, state, laws.current()), metadata);
    }

    private static void apply(Decision decision, MetaData metadata) {
        switch (decision) {
            case Decision.Accepted(var events) -> events.forEach(event -> AggregateLifecycle.apply(event, metadata));
            case Decision.Refused(var refusal) -> throw new RefusedException(refusal);
        }
    }
}
