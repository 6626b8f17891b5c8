package org.chaiwei.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events for a service's log, appended by the log's owner in one statement as the service's own lane does it; the format is EventLog's. */
final class BenchLog {

    private static final byte[] METADATA = "{\"actor\":\"bench\",\"role\":\"system\"}".getBytes(UTF_8);

    private final String aggregateType;
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Event(UUID aggregate, long sequence, String name, byte[] payload) {}

    BenchLog(String aggregateType) {
        this.aggregateType = aggregateType;
    }

    /** The next event of an aggregate that no other log of this kind knows. */
    void add(UUID aggregate, String name, String payload) {
        var sequence = sequences.merge(aggregate, 0L, (before, _) -> before + 1);
        events.add(new Event(aggregate, sequence, name, payload.getBytes(UTF_8)));
    }

    void append(Connection connection) throws SQLException {
        var types = types(connection);
        try (var insert = connection.prepareStatement("""
                WITH head AS (
                    UPDATE event_store.head SET position = position + ?, recorded_at = greatest(recorded_at, clock_timestamp())
                    RETURNING position - ? AS base, recorded_at)
                INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                SELECT head.base + e.ordinal, head.recorded_at, e.aggregate_id, gen_random_uuid(), e.sequence, e.type, e.payload, ?
                  FROM head, unnest(?::uuid[], ?::bigint[], ?::integer[], ?::bytea[])
                       WITH ORDINALITY AS e (aggregate_id, sequence, type, payload, ordinal)""")) {
            insert.setLong(1, events.size());
            insert.setLong(2, events.size());
            insert.setBytes(3, METADATA);
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "uuid", events.stream().map(Event::aggregate).toArray()));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bigint", events.stream().map(Event::sequence).toArray()));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "integer",
                            events.stream().map(event -> types.get(event.name)).toArray()));
            insert.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea", events.stream().map(Event::payload).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
        events.clear();
        sequences.clear();
    }

    /** Of revision 1; the service adds a type when it first writes one. */
    private Map<String, Integer> types(Connection connection) throws SQLException {
        var types = new HashMap<String, Integer>();
        try (var insert = connection.prepareStatement("""
                        INSERT INTO event_store.event_type (aggregate_type, name, revision) VALUES (?, ?, 1)
                        ON CONFLICT DO NOTHING""");
                var select = connection.prepareStatement(
                        "SELECT id FROM event_store.event_type WHERE aggregate_type = ? AND name = ? AND revision = 1")) {
            for (var event : events) {
                if (types.containsKey(event.name)) continue;
                insert.setString(1, aggregateType);
                insert.setString(2, event.name);
                insert.executeUpdate();
                select.setString(1, aggregateType);
                select.setString(2, event.name);
                try (var rows = select.executeQuery()) {
                    rows.next();
                    types.put(event.name, rows.getInt(1));
                }
            }
        }
        return types;
    }
}
