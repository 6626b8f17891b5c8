package org.chaiwei.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The int that stands in an event's row for its aggregate's type, its name and its revision. Given once and kept for good, so that what
 * was looked up once holds for the life of the process. Thread-safe.
 */
final class EventTypeIds {

    record EventType(String aggregateType, String name, int revision) {}

    private final DataSource dataSource;
    private final Map<EventType, Integer> ids = new ConcurrentHashMap<>();

    EventTypeIds(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The type's id; a type that the log has not seen gets one, durably, before any event can refer to it. */
    int of(EventType type) {
        var known = ids.get(type);
        if (known != null) return known;
        try (var connection = dataSource.getConnection()) {
            var id = findOrAdd(connection, type);
            ids.put(type, id);
            return id;
        } catch (SQLException e) {
            throw new EventStoreException("cannot register " + type, e);
        }
    }

    private static int findOrAdd(Connection connection, EventType type) throws SQLException {
        var found = query(
                connection,
                "SELECT id FROM event_store.event_type WHERE aggregate_type = ? AND name = ? AND revision = ?",
                type);
        if (found > 0) return found;
        var added = query(connection, """
                INSERT INTO event_store.event_type (aggregate_type, name, revision) VALUES (?, ?, ?)
                ON CONFLICT ON CONSTRAINT event_type_is_one DO NOTHING RETURNING id
                """, type);
        // Another instance may have been first.
        return added > 0 ? added : findOrAdd(connection, type);
    }

    private static int query(Connection connection, String sql, EventType type) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, type.aggregateType());
            statement.setString(2, type.name());
            statement.setInt(3, type.revision());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
