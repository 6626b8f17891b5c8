package org.chaiwei.eventstore;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The log as it stands, read without Axon. Thread-safe; every method is one short query on a connection of the pool, none of them sees
 * part of an append, and none waits for one.
 *
 * <h2>The stored format</h2>
 *
 * <p>{@code event_store.event}, one row an event, never changed and never deleted:
 *
 * <table>
 * <caption>event_store.event</caption>
 * <tr><th>column</th><th>type</th><th>content</th></tr>
 * <tr><td>position</td><td>bigint</td><td>1, 2, 3 … in the order of the commits: whoever has read up to {@code p} finds everything later
 *   at {@code p + 1} and above, without holes</td></tr>
 * <tr><td>recorded_at</td><td>timestamptz</td><td>when it was appended, microseconds, by the database's clock; never less than at a lower
 *   position. The only time the store knows of: business dates are the payload's</td></tr>
 * <tr><td>aggregate_id</td><td>uuid</td><td>whose event it is</td></tr>
 * <tr><td>event_id</td><td>uuid</td><td>the event's own id, given by the writer (version 7); how a writer recognises what it wrote</td></tr>
 * <tr><td>sequence</td><td>bigint</td><td>0, 1, 2 … within the aggregate, without holes; unique with aggregate_id</td></tr>
 * <tr><td>type</td><td>integer</td><td>id of the row in {@code event_store.event_type}: aggregate's type, event's logical name, revision (from 1)</td></tr>
 * <tr><td>payload</td><td>bytea</td><td>JSON, UTF-8, as {@link EventSerializer} writes it; at most 1 MiB</td></tr>
 * <tr><td>metadata</td><td>bytea</td><td>a flat JSON object of strings, UTF-8; at most 64 KiB</td></tr>
 * </table>
 *
 * <p>{@code event_store.head} has one row: {@code epoch} (which history this is), {@code position} and {@code recorded_at} of the last event.
 * {@code event_store.append_key} holds the claims of {@link AppendKey}, {@code event_store.staged_event} what {@link StagedAppend} has still to append.
 */
public final class EventLog {

    private static final String SELECT = """
            SELECT e.position, e.aggregate_id, e.sequence, t.aggregate_type, t.name, t.revision, e.event_id, e.recorded_at, e.payload, e.metadata
              FROM event_store.event e LEFT JOIN event_store.event_type t ON t.id = e.type
            """;

    private final DataSource dataSource;

    EventLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Head head() {
        return query("SELECT epoch, position, recorded_at FROM event_store.head", _ -> {}, rows -> {
            if (!rows.next()) throw new EventStoreException("the log has no head");
            return new Head(rows.getObject(1, UUID.class), rows.getLong(2), instant(rows, 3));
        });
    }

    /** The last position recorded at or before the instant; 0 if there is none. */
    public long positionAt(Instant instant) {
        return lastWhere(recordedAt -> !recordedAt.isAfter(instant));
    }

    /** The last position recorded before the instant; 0 if there is none. */
    public long positionBefore(Instant instant) {
        return lastWhere(recordedAt -> recordedAt.isBefore(instant));
    }

    /** @throws IllegalArgumentException if there is no such position (yet) */
    public Instant recordedAt(long position) {
        return query(
                "SELECT recorded_at FROM event_store.event WHERE position = ?",
                statement -> statement.setLong(1, position),
                rows -> {
                    if (!rows.next()) throw new IllegalArgumentException("the log has no position " + position);
                    return instant(rows, 1);
                });
    }

    /** Events after a position, ascending, at most {@code limit}; fewer only at the end of the log. */
    public List<StoredEvent> read(long afterPosition, int limit) {
        var page = query(
                SELECT + " WHERE e.position > ? ORDER BY e.position LIMIT ?",
                statement -> {
                    statement.setLong(1, afterPosition);
                    statement.setInt(2, limit);
                },
                EventLog::events);
        var expected = afterPosition;
        for (var event : page)
            if (event.position() != ++expected)
                throw new EventStoreException(
                        "the log has a hole: position " + expected + " is missing before " + event.position());
        return page;
    }

    /** All events of an aggregate by sequence; empty if there are none. */
    public List<StoredEvent> readAggregate(UUID id) {
        return readAggregate(id, 0);
    }

    List<StoredEvent> readAggregate(UUID id, long firstSequence) {
        return query(
                SELECT + " WHERE e.aggregate_id = ? AND e.sequence >= ? ORDER BY e.sequence",
                statement -> {
                    statement.setObject(1, id);
                    statement.setLong(2, firstSequence);
                },
                EventLog::events);
    }

    /**
     * Reads the histories of many aggregates at once, for commands that are about to load each of them.
     *
     * @param aggregates some hundreds; an aggregate without events is known to have none
     */
    public Histories histories(Collection<UUID> aggregates) {
        return new Histories(readAggregates(aggregates));
    }

    /**
     * All events of many aggregates by one query, each aggregate's in order of sequence; an empty list for one that has none.
     *
     * @param aggregates some hundreds
     */
    public Map<UUID, List<StoredEvent>> readAggregates(Collection<UUID> aggregates) {
        var events = query(
                SELECT + " WHERE e.aggregate_id = ANY (?) ORDER BY e.aggregate_id, e.sequence",
                statement ->
                        statement.setArray(1, statement.getConnection().createArrayOf("uuid", aggregates.toArray())),
                EventLog::events);
        var byAggregate = new LinkedHashMap<UUID, List<StoredEvent>>();
        for (var aggregate : aggregates) byAggregate.put(aggregate, new ArrayList<>());
        for (var event : events)
            byAggregate
                    .computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                    .add(event);
        return byAggregate;
    }

    OptionalLong lastSequence(UUID aggregateId) {
        return query(
                "SELECT max(sequence) FROM event_store.event WHERE aggregate_id = ?",
                statement -> statement.setObject(1, aggregateId),
                rows -> {
                    rows.next();
                    var sequence = rows.getLong(1);
                    return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(sequence);
                });
    }

    /** Binary search: recorded_at never falls with rising position and needs no index of its own. */
    private long lastWhere(Predicate<Instant> holds) {
        var head = head();
        if (head.position() == 0 || holds.test(head.recordedAt())) return head.position();
        var low = 0L;
        var high = head.position();
        while (high - low > 1) {
            var middle = low + (high - low) / 2;
            if (holds.test(recordedAt(middle))) low = middle;
            else high = middle;
        }
        return low;
    }

    private static List<StoredEvent> events(ResultSet rows) throws SQLException {
        var events = new ArrayList<StoredEvent>();
        while (rows.next()) {
            if (rows.getString(5) == null)
                throw new EventStoreException(
                        "the event at position " + rows.getLong(1) + " is of a type the log does not know");
            events.add(new StoredEvent(
                    rows.getLong(1),
                    rows.getObject(2, UUID.class),
                    rows.getLong(3),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getInt(6),
                    rows.getObject(7, UUID.class),
                    instant(rows, 8),
                    rows.getBytes(9),
                    rows.getBytes(10)));
        }
        return events;
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (var rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new EventStoreException("cannot read the log", e);
        }
    }
}
