package org.chaiwei.ledger.violation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.eventstore.StoredEvent;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What has happened to an entry, read from the log itself: no view stands between, so it is never behind. */
@Component
class History {

    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final EventLog log;
    private final Remarks remarks;
    private final JsonMapper json;
    private final EventSerializer serializer;

    History(EventLog log, EventTypes types, Remarks remarks, JsonMapper json) {
        this.log = log;
        this.remarks = remarks;
        this.json = json;
        this.serializer = new EventSerializer(types);
    }

    /**
     * One event of an entry.
     *
     * @param sequence its number within the entry, from 0
     * @param position its number within the whole log
     * @param recordedAt when it came into the log, however long ago it occurred
     * @param actor the pseudonymous id of whoever did it
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
            ViolationEvent data) {}

    /** The entry's events in their order; none for an id that never was one. */
    List<ViolationEvent> events(UUID violation) {
        return log.readAggregate(violation).stream().map(this::event).toList();
    }

    /** The same with who, when and why. */
    List<Happened> of(UUID violation) {
        record Read(
                StoredEvent stored,
                ViolationEvent event,
                Map<String, String> metadata,
                @Nullable UUID remark) {}
        var read = log.readAggregate(violation).stream()
                .map(stored -> {
                    var event = event(stored);
                    var metadata = json.readValue(stored.metadata(), METADATA);
                    return new Read(stored, event, metadata, remarkOf(event, metadata));
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

    private static @Nullable UUID remarkOf(ViolationEvent event, Map<String, String> metadata) {
        return switch (event) {
            case ViolationEvent.ViolationCorrected e -> e.reasonRemark();
            case ViolationEvent.StreetReassigned e -> e.reasonRemark();
            case ViolationEvent.ViolationWithdrawn e -> e.reasonRemark();
            default ->
                Stream.ofNullable(metadata.get(Asked.REASON_REMARK))
                        .map(UUID::fromString)
                        .findAny()
                        .orElse(null);
        };
    }

    private ViolationEvent event(StoredEvent stored) {
        return serializer.deserialize(new SimpleSerializedObject<>(
                stored.payload(),
                byte[].class,
                new SimpleSerializedType(stored.type(), Integer.toString(stored.revision()))));
    }
}
