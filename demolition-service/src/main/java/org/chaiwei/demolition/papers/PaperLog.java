package org.chaiwei.demolition.papers;

import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.demolition.papers.PaperEvent.PaperIssued;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.springframework.stereotype.Component;

/** Reads a register from the log itself: what a command has recorded, or, if it was a repetition, what the first one had. */
@Component
class PaperLog {

    private final EventLog log;
    private final EventSerializer serializer;

    PaperLog(EventLog log, EventTypes types) {
        this.log = log;
        this.serializer = new EventSerializer(types);
    }

    PaperIssued issued(UUID register, long sequence) {
        var stored = log.readAggregate(register).get(Math.toIntExact(sequence));
        return serializer.deserialize(new SimpleSerializedObject<>(
                stored.payload(),
                byte[].class,
                new SimpleSerializedType(stored.type(), Integer.toString(stored.revision()))));
    }
}
