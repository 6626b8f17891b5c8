package org.chaiwei.eventstore;

import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/** Turns an event's object into what its row holds. Thread-safe. */
final class EventEncoder {

    private final Serializer serializer;
    private final EventTypeIds typeIds;

    EventEncoder(Serializer serializer, EventTypeIds typeIds) {
        this.serializer = serializer;
        this.typeIds = typeIds;
    }

    /** @param metadata as {@link #metadata} encoded it */
    NewEvent encode(
            UUID aggregateId, String aggregateType, long sequence, UUID eventId, Object payload, byte[] metadata) {
        var serialized = serializer.serialize(payload, byte[].class);
        var type = serialized.getType();
        return new NewEvent(
                aggregateId,
                sequence,
                typeIds.of(new EventTypeIds.EventType(
                        aggregateType, type.getName(), Integer.parseInt(type.getRevision()))),
                eventId,
                serialized.getData(),
                metadata);
    }

    byte[] metadata(Map<String, ?> metadata) {
        return serializer.serialize(MetaData.from(metadata), byte[].class).getData();
    }
}
