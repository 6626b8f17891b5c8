package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.chaiwei.contracts.Areas;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/** What is asked of a case. Ids, times and the caller's reach are given, so that deciding is pure and can be repeated. */
sealed interface CaseCommand {

    UUID violation();

    /**
     * Takes in what the ledger told of its entry. Nobody's request: it is never refused for a role, a street or a date.
     *
     * @param fact the id of the ledger's event
     */
    record HearFromLedger(@TargetAggregateIdentifier UUID violation, UUID fact, LedgerFact said)
            implements CaseCommand {}

    /** What people ask. */
    sealed interface OfPerson extends CaseCommand {

        Asked asked();
    }

    /** @param caseNumber 案号, {@link #UNNUMBERED} as long as it is only asked whether the case may be filed */
    record FileCase(
            @TargetAggregateIdentifier UUID violation,
            String caseNumber,
            Track track,
            LocalDate occurredOn,
            Asked asked)
            implements OfPerson {

        static final String UNNUMBERED = "";

        FileCase numbered(String number) {
            return new FileCase(violation, number, track, occurredOn, asked);
        }
    }

    record ConfirmDiscovery(@TargetAggregateIdentifier UUID violation, OffsetDateTime occurredAt, Asked asked)
            implements OfPerson {}

    /**
     * @param demolition its id, new
     * @param areaM2 above zero
     * @param whole the caller says that nothing is left
     */
    record RecordDemolition(
            @TargetAggregateIdentifier UUID violation,
            UUID demolition,
            BigDecimal areaM2,
            boolean whole,
            DemolishedBy by,
            Photos photos,
            OffsetDateTime occurredAt,
            Asked asked)
            implements OfPerson {
        public RecordDemolition {
            areaM2 = Areas.exact(areaM2);
            if (areaM2.signum() <= 0) throw new IllegalArgumentException("a demolition of " + areaM2 + " m²");
        }
    }

    /** @param sealing its id, new */
    record RecordSealing(
            @TargetAggregateIdentifier UUID violation,
            UUID sealing,
            int households,
            Photos photos,
            OffsetDateTime occurredAt,
            Asked asked)
            implements OfPerson {}

    /** @param failure why it fails; null where it passes */
    record SignAcceptance(
            @TargetAggregateIdentifier UUID violation,
            @Nullable FailureCause failure,
            LocalDate occurredOn,
            Asked asked)
            implements OfPerson {}

    record RecordRestoration(
            @TargetAggregateIdentifier UUID violation,
            RestorationKind kind,
            String photo,
            LocalDate occurredOn,
            Asked asked)
            implements OfPerson {}

    /** Asks other departments for something, or records what they answer. */
    record Cooperate(@TargetAggregateIdentifier UUID violation, CooperationRequest request, Asked asked)
            implements OfPerson {}

    /**
     * Takes a step of the procedure. What is asked for is the event that would record it: there is nothing to decide about it but whether
     * it may be.
     */
    record TakeStep(@TargetAggregateIdentifier UUID violation, ProcedureEvent step, Asked asked) implements OfPerson {
        public TakeStep {
            if (!step.violation().equals(violation) || !step.by().equals(asked.actor()))
                throw new IllegalArgumentException("a step of another case or of another person: " + step);
        }
    }

    /** Takes down what happened on the one-hour clock. What is asked for is the event that would record it, as with {@link TakeStep}. */
    record KeepClock(@TargetAggregateIdentifier UUID violation, ClockEvent.Entered step, Asked asked)
            implements OfPerson {
        public KeepClock {
            if (!step.violation().equals(violation) || !step.by().equals(asked.actor()))
                throw new IllegalArgumentException("the clock of another case, or by another person: " + step);
        }
    }
}
