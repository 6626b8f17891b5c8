package org.chaiwei.eventstore;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a batch with one statement in a transaction of its own, and finds out of every failure whom of the batch it concerns.
 *
 * <p><b>Why one statement.</b> Its first part raises the head's position, which locks the head's row until the commit; the inserts take
 * their positions from that part. So no other append can get between number and commit: positions come in the order of the commits. And the
 * lock is never held while a client is waited for, which would let one stalled process stop all others.
 *
 * <p><b>What the statement can see.</b> When it had to wait for the head, only the UPDATE sees the head's newest row; everything else in it
 * still sees the log as it was before the wait. So it doesn't look for conflicts: the unique index does, which is never out of date. And it may
 * look for a predecessor, because a predecessor that is found stays; one that is missing is asked for again, in a statement that
 * sees the log as it is then, before anything is refused. ON CONFLICT DO NOTHING is no way out: the position would be raised for
 * rows that are not inserted, and the log would have a hole.
 *
 * <p><b>Lost connections.</b> Whether a statement whose answer is missing was committed can't be known; its session may even still wait for the
 * head, and commit later. It is simply sent again: the sequences make sure that only one of the two can succeed, and whoever loses finds its own
 * event ids at those sequences.
 *
 * <p>Every append of a batch has its aggregates for itself, and its key; {@link AppendLane} sees to that. Used by one thread.
 */
final class AppendStatement implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AppendStatement.class);

    /** Should fewer rows than positions come about, the division by zero undoes all of it. */
    private static final String APPEND = """
            WITH head AS (
                UPDATE event_store.head
                   SET position = position + ?, recorded_at = greatest(recorded_at, clock_timestamp())
                 WHERE epoch = ?
                   AND NOT EXISTS (
                       SELECT FROM unnest(?::uuid[], ?::bigint[]) AS predecessor (aggregate_id, sequence)
                        WHERE NOT EXISTS (
                            SELECT FROM event_store.event e
                             WHERE e.aggregate_id = predecessor.aggregate_id AND e.sequence = predecessor.sequence))
                RETURNING position - ? AS base, recorded_at
            ), keys AS (
                INSERT INTO event_store.append_key (scope, body, first_position, last_position, recorded_at)
                SELECT k.scope, k.body, head.base + k.first_event, head.base + k.last_event, head.recorded_at
                  FROM head, unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::bigint[]) AS k (scope, body, first_event, last_event)
            ), appended AS (
                INSERT INTO event_store.event (position, recorded_at, aggregate_id, event_id, sequence, type, payload, metadata)
                SELECT head.base + e.ordinal, head.recorded_at, e.aggregate_id, e.event_id, e.sequence, e.type, e.payload, e.metadata
                  FROM head, unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::integer[], ?::bytea[], ?::bytea[])
                       WITH ORDINALITY AS e (aggregate_id, event_id, sequence, type, payload, metadata, ordinal)
                RETURNING 1
            )
            SELECT head.base, 1 / (CASE WHEN (SELECT count(*) FROM appended) = ? THEN 1 ELSE 0 END) FROM head
            """;

    private static final String IN_EPOCH = "SELECT EXISTS (SELECT FROM event_store.head WHERE epoch = ?)";

    private static final String FIND_EVENTS = """
            SELECT e.aggregate_id, e.sequence, e.event_id, e.position
              FROM unnest(?::uuid[], ?::bigint[]) AS wanted (aggregate_id, sequence)
              JOIN event_store.event e ON e.aggregate_id = wanted.aggregate_id AND e.sequence = wanted.sequence
            """;

    private static final String FIND_KEY =
            "SELECT body, first_position, last_position FROM event_store.append_key WHERE scope = ?";

    private static final String ONCE_PER_SEQUENCE = "event_sequence";
    private static final String ONCE_PER_KEY = "append_key_scope";

    private final LogConnection connection;
    private final UUID epoch;
    private final LongConsumer onRecorded;
    private final Runnable onResend;

    /**
     * @param onRecorded told of the last position recorded, before the appends' callers are: so the process's readers know of it when they do
     * @param onResend told of every statement that has to be sent again after a passing failure
     */
    AppendStatement(LogConnection connection, UUID epoch, LongConsumer onRecorded, Runnable onResend) {
        this.connection = connection;
        this.epoch = epoch;
        this.onRecorded = onRecorded;
        this.onResend = onResend;
    }

    /** Appends what can be appended and settles every append of the batch. Returns when all are settled and throws nothing. */
    void append(List<Append> batch) {
        try {
            appendAll(batch);
        } catch (AppendOutcomeUnknown e) {
            failUnsettled(batch, () -> new AppendOutcomeUnknown(e));
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it was: the callers wait for nobody else.
            log.error("could not append", e);
            failUnsettled(batch, () -> new EventStoreException("could not append", e));
        }
    }

    private void appendAll(List<Append> batch) throws SQLException {
        var pending = batch;
        while (!pending.isEmpty()) {
            try {
                var sent = pending;
                var base = persistently(() -> send(sent));
                if (base.isPresent()) {
                    settle(pending, base.getAsLong());
                    return;
                }
                pending = withoutSkippers(pending);
            } catch (SQLException e) {
                var key = SqlFailure.violatedKey(e);
                if (ONCE_PER_SEQUENCE.equals(key) || ONCE_PER_KEY.equals(key)) {
                    var others = withoutCollisions(pending);
                    // A used key may have been forgotten meanwhile; an event stays, so one that is not found is no
                    // conflict.
                    if (others.size() == pending.size() && ONCE_PER_SEQUENCE.equals(key)) throw e;
                    pending = others;
                } else if (SqlFailure.of(e) != SqlFailure.BAD_ROW) {
                    throw e;
                } else if (pending.size() == 1) {
                    pending.getFirst().failed(() -> new EventStoreException("an event cannot be stored", e));
                    return;
                } else {
                    // Which row it was the server doesn't say: halves, until the bad one is alone.
                    appendAll(pending.subList(0, pending.size() / 2));
                    pending = pending.subList(pending.size() / 2, pending.size());
                }
            }
        }
    }

    /** One round trip. The position before the batch's first; empty if the statement changed nothing, for a predecessor or the epoch was not there. */
    private OptionalLong send(List<Append> batch) throws SQLException {
        var columns = new Columns(batch);
        var statement = connection.statement(APPEND);
        var parameter = 0;
        statement.setLong(++parameter, columns.events);
        statement.setObject(++parameter, epoch);
        statement.setArray(++parameter, connection.uuids(columns.predecessorAggregates));
        statement.setArray(++parameter, connection.array("int8", columns.predecessorSequences.toArray()));
        statement.setLong(++parameter, columns.events);
        statement.setArray(++parameter, connection.array("bytea", columns.keyScopes.toArray(byte[][]::new)));
        statement.setArray(++parameter, connection.array("bytea", columns.keyBodies.toArray(byte[][]::new)));
        statement.setArray(++parameter, connection.array("int8", columns.keyFirsts.toArray()));
        statement.setArray(++parameter, connection.array("int8", columns.keyLasts.toArray()));
        statement.setArray(++parameter, connection.uuids(columns.aggregateIds));
        statement.setArray(++parameter, connection.uuids(columns.eventIds));
        statement.setArray(++parameter, connection.array("int8", columns.sequences));
        statement.setArray(++parameter, connection.array("int4", columns.types));
        statement.setArray(++parameter, connection.array("bytea", columns.payloads));
        statement.setArray(++parameter, connection.array("bytea", columns.metadata));
        statement.setLong(++parameter, columns.events);
        try (var rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private void settle(List<Append> batch, long base) {
        onRecorded.accept(base + events(batch));
        var last = base;
        for (var append : batch) {
            var first = last + 1;
            last += append.events.size();
            append.recorded(new Appended(epoch, first, last));
        }
    }

    private static int events(List<Append> batch) {
        return batch.stream().mapToInt(append -> append.events.size()).sum();
    }

    /**
     * After a unique index refused the batch: settles those whose events are in the log already, which were committed by an earlier try, and
     * those that lost against another's event or key. A used key counts before a conflict, for a repeated request meets both.
     */
    private List<Append> withoutCollisions(List<Append> batch) throws SQLException {
        var present = persistently(() -> find(batch, 0));
        var others = new ArrayList<Append>();
        for (var append : batch) {
            var first = append.events.getFirst();
            var found = present.get(new Place(first.aggregateId(), first.sequence()));
            if (found != null && found.eventId.equals(first.eventId())) {
                settle(List.of(append), found.position - 1);
                continue;
            }
            var used = keyUse(append);
            if (used.isPresent()) {
                append.failed(used.get());
                continue;
            }
            var conflict = append.firsts().stream()
                    .filter(event -> present.containsKey(Place.of(event, 0)))
                    .findFirst();
            if (conflict.isPresent()) append.failed(() -> conflict(conflict.get()));
            else others.add(append);
        }
        return others;
    }

    /** After the statement found a predecessor missing: asks again with fresh eyes and settles those whose predecessor is still missing. */
    private List<Append> withoutSkippers(List<Append> batch) throws SQLException {
        if (!persistently(this::epochIsOpen)) {
            failUnsettled(batch, () -> new EpochChanged(epoch));
            return List.of();
        }
        var present = persistently(() -> find(batch, 1));
        var others = new ArrayList<Append>();
        for (var append : batch) {
            var skipper = append.firsts().stream()
                    .filter(event -> event.sequence() > 0 && !present.containsKey(Place.of(event, 1)))
                    .findFirst();
            if (skipper.isPresent())
                append.failed(() -> new SequenceSkipped(
                        skipper.get().aggregateId(), skipper.get().sequence()));
            else others.add(append);
        }
        return others;
    }

    /** What the log holds where the appends' first events would go, or {@code before} that. */
    private Map<Place, Found> find(List<Append> batch, int before) throws SQLException {
        var places = batch.stream()
                .flatMap(append -> append.firsts().stream())
                .map(event -> Place.of(event, before))
                .toList();
        var statement = connection.statement(FIND_EVENTS);
        statement.setArray(
                1, connection.uuids(places.stream().map(Place::aggregateId).toList()));
        statement.setArray(
                2, connection.array("int8", places.stream().map(Place::sequence).toArray()));
        var present = new HashMap<Place, Found>();
        try (var rows = statement.executeQuery()) {
            while (rows.next())
                present.put(
                        new Place(rows.getObject(1, UUID.class), rows.getLong(2)),
                        new Found(rows.getObject(3, UUID.class), rows.getLong(4)));
        }
        return present;
    }

    private Optional<Supplier<KeyAlreadyUsed>> keyUse(Append append) throws SQLException {
        var key = append.key;
        return key == null ? Optional.empty() : persistently(() -> keyUse(key));
    }

    private Optional<Supplier<KeyAlreadyUsed>> keyUse(AppendKey key) throws SQLException {
        var statement = connection.statement(FIND_KEY);
        statement.setBytes(1, key.scope());
        try (var rows = statement.executeQuery()) {
            if (!rows.next()) return Optional.empty();
            var sameBody = Arrays.equals(rows.getBytes(1), key.body());
            var first = rows.getLong(2);
            var last = rows.getLong(3);
            return Optional.of(() -> new KeyAlreadyUsed(sameBody, first, last));
        }
    }

    private boolean epochIsOpen() throws SQLException {
        var statement = connection.statement(IN_EPOCH);
        statement.setObject(1, epoch);
        try (var rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** The two exceptions by which Axon's own engines report a conflict. */
    private static RuntimeException conflict(NewEvent event) {
        return event.sequence() == 0
                ? new AggregateStreamCreationException("aggregate " + event.aggregateId() + " exists already")
                : new ConcurrencyException(
                        "aggregate " + event.aggregateId() + " has an event " + event.sequence() + " already");
    }

    private <T> T persistently(LogConnection.Work<T> work) throws SQLException {
        return connection.persistently(work, onResend);
    }

    private static void failUnsettled(List<Append> batch, Supplier<? extends RuntimeException> why) {
        for (var append : batch) if (!append.isSettled()) append.failed(why);
    }

    @Override
    public void close() {
        connection.close();
    }

    private record Place(UUID aggregateId, long sequence) {
        static Place of(NewEvent event, int before) {
            return new Place(event.aggregateId(), event.sequence() - before);
        }
    }

    private record Found(UUID eventId, long position) {}

    /** A batch column by column, as the statement takes it. */
    private static final class Columns {
        final int events;
        final List<UUID> aggregateIds;
        final List<UUID> eventIds;
        final Long[] sequences;
        final Integer[] types;
        final byte[][] payloads;
        final byte[][] metadata;
        final List<UUID> predecessorAggregates = new ArrayList<>();
        final List<Long> predecessorSequences = new ArrayList<>();
        final List<byte[]> keyScopes = new ArrayList<>();
        final List<byte[]> keyBodies = new ArrayList<>();
        final List<Long> keyFirsts = new ArrayList<>();
        final List<Long> keyLasts = new ArrayList<>();

        Columns(List<Append> batch) {
            events = AppendStatement.events(batch);
            aggregateIds = new ArrayList<>(events);
            eventIds = new ArrayList<>(events);
            sequences = new Long[events];
            types = new Integer[events];
            payloads = new byte[events][];
            metadata = new byte[events][];
            var row = 0;
            for (var append : batch) {
                if (append.key != null) {
                    keyScopes.add(append.key.scope());
                    keyBodies.add(append.key.body());
                    keyFirsts.add(row + 1L);
                    keyLasts.add((long) row + append.events.size());
                }
                for (var first : append.firsts())
                    if (first.sequence() > 0) {
                        predecessorAggregates.add(first.aggregateId());
                        predecessorSequences.add(first.sequence() - 1);
                    }
                for (var event : append.events) {
                    aggregateIds.add(event.aggregateId());
                    eventIds.add(event.eventId());
                    sequences[row] = event.sequence();
                    types[row] = event.type();
                    payloads[row] = event.payload();
                    metadata[row] = event.metadata();
                    row++;
                }
            }
        }
    }
}
