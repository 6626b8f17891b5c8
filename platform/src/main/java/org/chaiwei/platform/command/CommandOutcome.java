package org.chaiwei.platform.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.chaiwei.eventstore.AppendKey;
import org.chaiwei.eventstore.Appended;
import org.chaiwei.platform.command.CommandRefusal.Stale;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * One try of one command, carried through Axon in the command's metadata: what it must find, the key it claims, and, afterwards, what
 * was recorded. Used by one thread.
 */
final class CommandOutcome {

    private static final String METADATA = CommandOutcome.class.getName();

    private final @Nullable Long expectedSequence;
    private final @Nullable AppendKey key;
    private @Nullable DomainEventMessage<?> lastEvent;
    private List<EventMessage<?>> lastEvents = List.of();
    private @Nullable Appended appended;

    CommandOutcome(@Nullable Long expectedSequence, @Nullable AppendKey key) {
        this.expectedSequence = expectedSequence;
        this.key = key;
    }

    Map<String, ?> asMetadata() {
        return Map.of(METADATA, this);
    }

    /** The last of the command's events; null if it made none. */
    @Nullable
    DomainEventMessage<?> lastEvent() {
        return lastEvent;
    }

    /** Those that were recorded in one go with the last one, up to it. */
    List<EventMessage<?>> lastEvents() {
        return lastEvents;
    }

    /** Where they were recorded; null if nothing was. */
    @Nullable
    Appended appended() {
        return appended;
    }

    /**
     * Events about to be appended, the whole batch of the command. The aggregate may have moved on between the look at its sequence and its
     * loading: its first new event tells for certain on which state the decision was made.
     */
    private List<EventMessage<?>> claim(List<? extends EventMessage<?>> events) {
        var claimed = new ArrayList<EventMessage<?>>(events);
        if (lastEvent == null && claimed.getFirst() instanceof DomainEventMessage<?> first) {
            if (expectedSequence != null && first.getSequenceNumber() != expectedSequence + 1)
                throw new RefusedException(new Stale(expectedSequence, first.getSequenceNumber() - 1));
            if (key != null) claimed.set(0, first.andMetaData(Map.of(AppendKey.METADATA, key)));
        }
        if (claimed.getLast() instanceof DomainEventMessage<?> last) {
            lastEvent = last;
            lastEvents = claimed;
        }
        return claimed;
    }

    /** On the event store: lets the command of the current unit of work have its say over its events. */
    static final class OnPublishing implements MessageDispatchInterceptor<EventMessage<?>> {
        @Override
        public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
            if (events.isEmpty()
                    || !CurrentUnitOfWork.isStarted()
                    || !(CurrentUnitOfWork.get()
                                    .root()
                                    .getMessage()
                                    .getMetaData()
                                    .get(METADATA)
                            instanceof CommandOutcome outcome)) return (_, event) -> event;
            var claimed = outcome.claim(events);
            return (index, _) -> claimed.get(index);
        }
    }

    /** On the command bus: takes down what the unit of work recorded. */
    static final class OnHandling implements MessageHandlerInterceptor<CommandMessage<?>> {
        @Override
        public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
                throws Exception {
            if (unit.getMessage().getMetaData().get(METADATA) instanceof CommandOutcome outcome)
                unit.afterCommit(
                        committed -> outcome.appended = committed.root().getResource(Appended.KEY));
            return chain.proceed();
        }
    }
}
