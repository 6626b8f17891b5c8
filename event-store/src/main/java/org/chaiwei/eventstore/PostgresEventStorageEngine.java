package org.chaiwei.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's way into and out of the log. Events are appended through the process's {@link AppendLane}, outside of any transaction of the
 * caller's: give the command bus no transaction manager.
 *
 * <p>Differs from Axon's engines in this: only events of aggregates are recorded, whose ids, like the events' own, are UUIDs; an event's
 * timestamp, when read, is when it was recorded; and there are no snapshots ({@link #readSnapshot} finds none, {@link #storeSnapshot} refuses), for no aggregate
 * of the platform has histories long enough to need them.
 */
public final class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventStorageEngine.class);

    private static final int PAGE = 500;

    private final EventLog eventLog;
    private final AppendLane lane;
    private final EventEncoder encoder;

    PostgresEventStorageEngine(
            EventLog eventLog, AppendLane lane, EventEncoder encoder, Serializer serializer, EventUpcaster upcasters) {
        super(
                new Builder() {}.eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(upcasters));
        this.eventLog = eventLog;
        this.lane = lane;
        this.encoder = encoder;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Returns when the events are durable. An {@link AppendKey} in the first event's metadata is claimed with them; what was recorded is
     * left as {@link Appended} with the root unit of work. For the exceptions see {@link AppendLane}.
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) return;
        var key = (AppendKey) events.getFirst().getMetaData().get(AppendKey.METADATA);
        var encoded = new ArrayList<NewEvent>(events.size());
        for (var event : events) encoded.add(encode(event));
        var appended = lane.append(encoded, key);
        CurrentUnitOfWork.ifStarted(unit -> unit.root()
                .resources()
                .merge(Appended.KEY, appended, (earlier, later) -> ((Appended) earlier).upTo((Appended) later)));
    }

    private NewEvent encode(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event))
            throw new IllegalArgumentException(
                    "only events of aggregates are recorded, not " + message.getPayloadType());
        return encoder.encode(
                UUID.fromString(event.getAggregateIdentifier()),
                event.getType(),
                event.getSequenceNumber(),
                UUID.fromString(event.getIdentifier()),
                event.getPayload(),
                encoder.metadata(withoutKey(event.getMetaData())));
    }

    private static MetaData withoutKey(MetaData metadata) {
        return metadata.containsKey(AppendKey.METADATA)
                ? metadata.withoutKeys(Set.of(AppendKey.METADATA))
                : metadata; // and no copy of it
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String aggregateId, long firstSequence) {
        var id = UUID.fromString(aggregateId);
        var atHand = firstSequence == 0 ? Histories.take(id) : null;
        var events = atHand == null ? eventLog.readAggregate(id, firstSequence) : atHand;
        return events.stream().map(AxonEventData::new);
    }

    /** {@inheritDoc} Reads page by page as the stream is consumed, and ends where the log ended at the last page. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        var pages = new Spliterators.AbstractSpliterator<List<StoredEvent>>(Long.MAX_VALUE, Spliterator.ORDERED) {
            private long position = position(token);

            @Override
            public boolean tryAdvance(Consumer<? super List<StoredEvent>> action) {
                var page = eventLog.read(position, PAGE);
                if (page.isEmpty()) return false;
                position = page.getLast().position();
                action.accept(page);
                return true;
            }
        };
        return StreamSupport.stream(pages, false).flatMap(List::stream).map(AxonEventData::new);
    }

    /** Stored events as messages, upcasters applied, decoded. */
    List<TrackedEventMessage<?>> messages(List<StoredEvent> stored) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        stored.stream().map(AxonEventData::new), getEventSerializer(), upcasterChain)
                .<TrackedEventMessage<?>>map(PostgresEventStorageEngine::decoded)
                .toList();
    }

    /** The message without the bytes it was made from, so that those who keep it keep half as much. */
    private static TrackedEventMessage<?> decoded(TrackedEventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) return message;
        try {
            var content = new GenericMessage<Object>(event.getIdentifier(), event.getPayload(), event.getMetaData());
            var timestamp = event.getTimestamp();
            return new GenericTrackedDomainEventMessage<>(
                    message.trackingToken(),
                    event.getType(),
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    content,
                    () -> timestamp);
        } catch (SerializationException e) {
            log.debug("an event is damaged", e);
            return message; // whoever asks for what it holds will meet that again
        }
    }

    static long position(@Nullable TrackingToken token) {
        var plain = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (plain == null) return 0;
        if (plain instanceof GlobalSequenceTrackingToken at) return at.getGlobalIndex();
        throw new IllegalArgumentException("the token is not one of this log: " + token);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        var last = eventLog.lastSequence(UUID.fromString(aggregateId));
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(eventLog.head().position());
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(eventLog.positionBefore(instant));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("this event store keeps no snapshots");
    }
}
