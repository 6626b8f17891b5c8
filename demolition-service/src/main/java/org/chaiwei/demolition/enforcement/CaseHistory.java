package org.chaiwei.demolition.enforcement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
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
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What has happened in a case, read from the log itself: no view stands between, so it is never behind. */
@Component
class CaseHistory {

    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final EventLog log;
    private final Remarks remarks;
    private final JsonMapper json;
    private final EventSerializer serializer;

    CaseHistory(EventLog log, EventTypes types, Remarks remarks, JsonMapper json) {
        this.log = log;
        this.remarks = remarks;
        this.json = json;
        this.serializer = new EventSerializer(types);
    }

    /**
     * One event of a case.
     *
     * @param sequence its number within the case, from 0
     * @param position its number within the whole log
     * @param recordedAt when it came into the log, however long ago it occurred
     * @param actor the pseudonymous id of whoever did it; the reaction's, for what the ledger told
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
            CaseEvent data) {}

    /** The case's events in their order; none for an id that the ledger has told nothing of. */
    List<CaseEvent> events(UUID violation) {
        return log.readAggregate(violation).stream().map(this::event).toList();
    }

    /** The events of many cases at once, each case's in their order. */
    Map<UUID, List<CaseEvent>> events(Collection<UUID> violations) {
        var found = new LinkedHashMap<UUID, List<CaseEvent>>();
        log.readAggregates(violations)
                .forEach((violation, stored) ->
                        found.put(violation, stored.stream().map(this::event).toList()));
        return found;
    }

    /** The events of one with who, when and why. */
    List<Happened> of(UUID violation) {
        record Read(
                StoredEvent stored,
                CaseEvent event,
                Map<String, String> metadata,
                @Nullable UUID remark) {}
        var read = log.readAggregate(violation).stream()
                .map(stored -> {
                    var metadata = json.readValue(stored.metadata(), METADATA);
                    var remark = metadata.get(EnforcementCase.REASON_REMARK);
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

    private CaseEvent event(StoredEvent stored) {
        return serializer.deserialize(new SimpleSerializedObject<>(
                stored.payload(),
                byte[].class,
                new SimpleSerializedType(stored.type(), Integer.toString(stored.revision()))));
    }
}
