package org.chaiwei.demolition.enforcement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is asked about who answers for a case and what its deadlines make known. */
sealed interface HandlingCommand {

    UUID violation();

    /** @param supervisor null for nobody; another person than the handler */
    record AssignHandler(
            @TargetAggregateIdentifier UUID violation,
            Handling.Person handler,
            Handling.@Nullable Person supervisor,
            LocalDate occurredOn,
            Asked asked)
            implements HandlingCommand {
        public AssignHandler {
            if (supervisor != null && supervisor.id().equals(handler.id()))
                throw new IllegalArgumentException("somebody who answers for their own work: " + handler.id());
        }
    }

    /**
     * Makes known what there is to say of a deadline on a day. Given by the automation that watches the rows of the deadlines; the case
     * decides by its own record, so a repetition, an old row or a second instance changes nothing.
     */
    record RaiseDeadline(@TargetAggregateIdentifier UUID violation, UUID deadline, LocalDate today)
            implements HandlingCommand {}

    /**
     * Tells what is due on the one-hour clock and was not told. Nobody's request: it is never refused, and asked again it tells nothing more.
     *
     * @param now the business time
     */
    record TellClock(@TargetAggregateIdentifier UUID violation, Instant now) implements HandlingCommand {}
}
