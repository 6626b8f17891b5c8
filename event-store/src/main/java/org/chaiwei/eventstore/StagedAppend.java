package org.chaiwei.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Appends many events as one batch: they are first copied into a table beside the log, in the caller's own transaction and without any lock on
 * the log; then chunk by chunk one statement moves them into the log. A crash at any point loses nothing and doubles nothing: a
 * staged event leaves the table in the statement that appends it, so whoever goes on afterwards finds exactly what is left.
 *
 * <p>Chunks take turns with the lane's appends. Two thousand events hold the head for some tens of milliseconds. Thread-safe; chunks of all
 * batches go one after the other through one connection.
 */
public final class StagedAppend implements AutoCloseable {

    /**
     * What one call appended.
     *
     * @param firstPosition of the chunk
     * @param lastPosition of the chunk. When nothing was left to append: the head's, so that all of the batch lies at or before it
     * @param appended how many events
     * @param remaining how many are still staged
     */
    public record Chunk(long firstPosition, long lastPosition, int appended, long remaining) {}

    /** A batch's events as rows, encoded and still in memory only. */
    public static final class Prepared {

        private final UUID batch;
        private final BinaryCopy rows;

        private Prepared(UUID batch, BinaryCopy rows) {
            this.batch = batch;
            this.rows = rows;
        }
    }

    private static final String COLUMNS =
            "event_store.staged_event (batch, ordinal, aggregate_id, event_id, sequence, type, payload, metadata)";
    private static final int COLUMN_COUNT = 8;

    /** The staged rows are locked before the head: the head is held for the inserts alone. As in the lane's statement, what can't be seen after a wait is left to the index. */
    private static final String APPEND = """
            WITH taken AS (
                DELETE FROM event_store.staged_event
                 WHERE batch = ? AND ordinal < (SELECT min(ordinal) FROM event_store.staged_event WHERE batch = ?) + ?
                RETURNING ordinal, aggregate_id, event_id, sequence, type, payload, metadata
            ), head AS (
                UPDATE event_store.head
                   SET position = position + (SELECT count(*) FROM taken), recorded_at = greatest(recorded_at, clock_timestamp())
                 WHERE epoch = ?
                RETURNING position - (SELECT count(*) FROM taken) AS base, position, recorded_at
            ), appended AS (
                INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                SELECT head.base + row_number() OVER (ORDER BY t.ordinal), head.recorded_at,
                       t.aggregate_id, t.event_id, t.sequence, t.type, t.payload, t.metadata
                  FROM head, taken t
                RETURNING 1
            )
            SELECT head.base, head.position, (SELECT count(*) FROM appended) FROM head
            """;

    private static final String IN_CHUNK =
            "s.batch = ? AND s.ordinal < (SELECT min(ordinal) FROM event_store.staged_event WHERE batch = ?) + ?";

    /** Aggregates of the chunk whose lowest event lacks its predecessor. */
    private static final String SKIPPING = """
            SELECT lowest.aggregate_id
              FROM (SELECT s.aggregate_id, min(s.sequence) AS sequence FROM event_store.staged_event s WHERE %s GROUP BY s.aggregate_id) lowest
             WHERE lowest.sequence > 0
               AND NOT EXISTS (
                   SELECT FROM event_store.event e WHERE e.aggregate_id = lowest.aggregate_id AND e.sequence = lowest.sequence - 1)
            """.formatted(IN_CHUNK);

    private static final String COLLIDING = """
            SELECT DISTINCT s.aggregate_id
              FROM event_store.staged_event s
              JOIN event_store.event e ON e.aggregate_id = s.aggregate_id AND e.sequence = s.sequence
             WHERE %s
            """.formatted(IN_CHUNK);

    private final EventEncoder encoder;
    private final LogConnection connection;
    private final UUID epoch;
    private final HeadWatch watch;
    private final ReentrantLock lock = new ReentrantLock();

    StagedAppend(EventEncoder encoder, LogConnection connection, UUID epoch, HeadWatch watch) {
        this.encoder = encoder;
        this.connection = connection;
        this.epoch = epoch;
        this.watch = watch;
    }

    /**
     * Copies the events beside the log, in the order in which they shall be appended. They become a batch when the transaction commits.
     *
     * @param transaction the caller's, on a connection of PostgreSQL's driver or one that wraps it; left open
     * @param batch not used before
     * @param events some thousands at most: all of them are in memory at a time
     * @throws IllegalArgumentException if an aggregate's events don't follow one another
     */
    public void stage(Connection transaction, UUID batch, Iterable<StagedEvent> events) {
        stage(transaction, prepare(batch, events));
    }

    /**
     * The first part of {@link #stage(Connection, UUID, Iterable)}, which needs no connection and most of the time, for a caller that has a thread to
     * spare for it.
     */
    public Prepared prepare(UUID batch, Iterable<StagedEvent> events) {
        var rows = new BinaryCopy(COLUMN_COUNT);
        var next = new HashMap<UUID, Long>();
        var ordinal = 0L;
        @Nullable Map<String, ?> metadata = null;
        var encodedMetadata = new byte[0];
        for (var event : events) {
            var expected = next.put(event.aggregateId(), event.sequence() + 1);
            if (expected != null && expected != event.sequence())
                throw new IllegalArgumentException(
                        "the staged events of " + event.aggregateId() + " don't follow one another");
            if (event.metadata() != metadata) {
                metadata = event.metadata();
                encodedMetadata = encoder.metadata(metadata);
            }
            var encoded = encoder.encode(
                    event.aggregateId(),
                    event.aggregateType(),
                    event.sequence(),
                    UuidV7.next(),
                    event.payload(),
                    encodedMetadata);
            rows.row()
                    .uuid(batch)
                    .bigint(ordinal++)
                    .uuid(encoded.aggregateId())
                    .uuid(encoded.eventId())
                    .bigint(encoded.sequence())
                    .integer(encoded.type())
                    .bytea(encoded.payload())
                    .bytea(encoded.metadata());
        }
        return new Prepared(batch, rows);
    }

    /** The second part; each prepared batch once. */
    public void stage(Connection transaction, Prepared prepared) {
        try {
            prepared.rows.send(transaction, COLUMNS);
        } catch (SQLException e) {
            throw new EventStoreException("cannot stage batch " + prepared.batch, e);
        }
    }

    /**
     * Appends the batch's next events in one transaction of its own. Called until nothing remains, by one caller at a time; a call that another
     * process was faster than appends nothing and says what remains.
     *
     * @param limit how many events at most; 2,000 is a good measure
     * @throws StagedConflict if events of the chunk don't follow what the log holds: nothing of the chunk is appended
     * @throws AppendOutcomeUnknown if the database could not be asked to the end; calling again goes on where it was left
     * @throws EpochChanged if the log is another than at this process's start
     */
    public Chunk appendNext(UUID batch, int limit) {
        lock.lock();
        try {
            var chunk = connection.persistently(() -> send(batch, limit), () -> {});
            watch.appended(chunk.lastPosition());
            return chunk;
        } catch (SQLException e) {
            throw new EventStoreException("cannot append batch " + batch, e);
        } finally {
            lock.unlock();
        }
    }

    private Chunk send(UUID batch, int limit) throws SQLException {
        var skipping = aggregates(SKIPPING, batch, limit);
        if (!skipping.isEmpty()) throw new StagedConflict(skipping);
        var statement = connection.statement(APPEND);
        statement.setObject(1, batch);
        statement.setObject(2, batch);
        statement.setLong(3, limit);
        statement.setObject(4, epoch);
        try (var rows = statement.executeQuery()) {
            if (!rows.next()) throw new EpochChanged(epoch);
            var base = rows.getLong(1);
            var position = rows.getLong(2);
            return new Chunk(Math.min(base + 1, position), position, rows.getInt(3), remaining(batch));
        } catch (SQLException e) {
            if (!"event_sequence".equals(SqlFailure.violatedKey(e))) throw e;
            throw new StagedConflict(aggregates(COLLIDING, batch, limit));
        }
    }

    private Set<UUID> aggregates(String sql, UUID batch, int limit) throws SQLException {
        var statement = connection.statement(sql);
        statement.setObject(1, batch);
        statement.setObject(2, batch);
        statement.setLong(3, limit);
        var ids = new LinkedHashSet<UUID>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    /** How many events of the batch are still to be appended; 0 for a batch that is done, or unknown. */
    public long remaining(UUID batch) {
        lock.lock();
        try {
            return connection.persistently(() -> count(batch), () -> {});
        } catch (SQLException e) {
            throw new EventStoreException("cannot look at batch " + batch, e);
        } finally {
            lock.unlock();
        }
    }

    /** Ordinals leave from the front, so the two ends tell. */
    private long count(UUID batch) throws SQLException {
        var statement = connection.statement(
                "SELECT coalesce(max(ordinal) - min(ordinal) + 1, 0) FROM event_store.staged_event WHERE batch = ?");
        statement.setObject(1, batch);
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Throws away what is still staged, in the caller's transaction. What was appended stays. */
    public void discard(Connection transaction, UUID batch) {
        try (var statement = transaction.prepareStatement("DELETE FROM event_store.staged_event WHERE batch = ?")) {
            statement.setObject(1, batch);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new EventStoreException("cannot discard batch " + batch, e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }
}
