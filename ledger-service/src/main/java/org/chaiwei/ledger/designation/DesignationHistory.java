package org.chaiwei.ledger.designation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.StoredEvent;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All that has happened to a place, in each of its runs, read from the log itself. Thread-safe. */
final class DesignationHistory {

    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final EventLog log;
    private final Remarks remarks;
    private final JsonMapper json;
    private final EventSerializer serializer;

    DesignationHistory(EventLog log, EventTypes types, Remarks remarks, JsonMapper json) {
        this.log = log;
        this.remarks = remarks;
        this.json = json;
        this.serializer = new EventSerializer(types);
    }

    /**
     * One event of a place.
     *
     * @param sequence its number within the place, from 0
     * @param recordedAt when it came into the log, however long ago it occurred
     * @param actor the pseudonymous id of whoever did it; the service's own step where an entry took the designation away
     * @param reason what they typed; null where nothing was, or where it has been erased
     */
    record Happened(
            String type,
            long sequence,
            long position,
            LocalDate occurredOn,
            Instant recordedAt,
            @Nullable String actor,
            @Nullable String role,
            @Nullable String reason,
            DesignationEvent data) {}

    /** @param designation a place that was started */
    List<Happened> of(UUID designation) {
        record Read(
                StoredEvent stored,
                DesignationEvent event,
                Map<String, String> metadata,
                @Nullable UUID remark) {}
        var read = log.readAggregate(designation).stream()
                .map(stored -> {
                    var metadata = json.readValue(stored.metadata(), METADATA);
                    var remark = metadata.get(Asked.REASON_REMARK);
                    return new Read(stored, event(stored), metadata, remark == null ? null : UUID.fromString(remark));
                })
                .toList();
        var reasons = remarks.read(read.stream()
                .map(Read::remark)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return read.stream()
                .map(r -> new Happened(
                        r.stored.type(),
                        r.stored.sequence(),
                        r.stored.position(),
                        r.event.occurredOn(),
                        r.stored.recordedAt(),
                        r.metadata.get("actor"),
                        r.metadata.get("role"),
                        r.remark == null ? null : reasons.get(r.remark),
                        r.event))
                .toList();
    }

    private DesignationEvent event(StoredEvent stored) {
        return serializer.deserialize(new SimpleSerializedObject<>(
                stored.payload(),
                byte[].class,
                new SimpleSerializedType(stored.type(), Integer.toString(stored.revision()))));
    }
}
