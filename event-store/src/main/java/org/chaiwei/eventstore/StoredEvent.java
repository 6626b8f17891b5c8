package org.chaiwei.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the log, its bytes untouched. Read by what looks at the log without Axon: audit, verification, answers
 * rebuilt from the events. The columns are specified in {@link EventLog}.
 *
 * @param payload JSON, UTF-8; the array is the caller's own
 * @param metadata a flat JSON object of strings, UTF-8; the array is the caller's own
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as stored; two reads are never compared by this record's equals
public record StoredEvent(
        long position,
        UUID aggregateId,
        long sequence,
        String aggregateType,
        String type,
        int revision,
        UUID eventId,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata) {}
