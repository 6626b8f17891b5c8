package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the log itself: positions 1 to the head and sequences from 0 without a hole, record times that never run back, nothing staged that no
 * import will ever append. What the events say of an entry is seen in {@link Recount}.
 */
final class LogCheck {

    private static final String HEAD = "event_store.head";
    private static final String EVENT = "event_store.event";
    private static final String THE_ONLY_ONE = "the only row";

    private final Connection snapshot;
    private final Differences differences;

    LogCheck(Connection snapshot, Differences differences) {
        this.snapshot = snapshot;
        this.differences = differences;
    }

    /** Checks and answers the head's position. */
    long run() throws SQLException {
        var head = head();
        holesAndTimes();
        sequences();
        unknownTypes();
        appendKeys(head);
        stagedWithoutImport();
        return head;
    }

    private record Head(
            long position,
            long events,
            long lastPosition,
            @Nullable String lastRecordedAt,
            String recordedAt,
            boolean inTime) {}

    private long head() throws SQLException {
        try (var rows = Rows.of(
                snapshot,
                """
                SELECT h.position, e.events, e.last_position, e.last_recorded_at::text, h.recorded_at::text,
                       coalesce(e.last_recorded_at <= h.recorded_at, true)
                  FROM event_store.head h,
                       (SELECT count(*) AS events, coalesce(max(position), 0) AS last_position, max(recorded_at) AS last_recorded_at
                          FROM event_store.event) e""",
                row -> new Head(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6)))) {
            if (!rows.hasNext()) {
                differences.missing(HEAD, THE_ONLY_ONE);
                return 0;
            }
            var head = rows.take();
            differences.compare(HEAD, THE_ONLY_ONE, "position", head.lastPosition, head.position);
            differences.compare(HEAD, THE_ONLY_ONE, "number of events", head.events, head.position);
            if (!head.inTime)
                differences.add(
                        HEAD, THE_ONLY_ONE, "recorded_at", "not before " + head.lastRecordedAt, head.recordedAt);
            return head.position;
        }
    }

    private record Step(
            long position,
            long previous,
            String recordedAt,
            @Nullable String previouslyAt,
            boolean inTime) {}

    private void holesAndTimes() throws SQLException {
        try (var rows = Rows.of(
                snapshot,
                """
                SELECT position, previous, recorded_at::text, previously_at::text, in_time
                  FROM (SELECT position, recorded_at,
                               lag(position, 1, 0::bigint) OVER in_order AS previous,
                               lag(recorded_at) OVER in_order AS previously_at,
                               coalesce(recorded_at >= lag(recorded_at) OVER in_order, true) AS in_time
                          FROM event_store.event WINDOW in_order AS (ORDER BY position)) AS step
                 WHERE position <> previous + 1 OR NOT in_time
                 ORDER BY position""",
                row -> new Step(
                        row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getBoolean(5)))) {
            while (rows.hasNext()) {
                var step = rows.take();
                var key = "position " + step.position;
                differences.compare(EVENT, key, "position", step.previous + 1, step.position);
                if (!step.inTime)
                    differences.add(EVENT, key, "recorded_at", "not before " + step.previouslyAt, step.recordedAt);
            }
        }
    }

    private record Numbered(long position, long expectedSequence, long sequence, long previousPosition) {}

    private void sequences() throws SQLException {
        try (var rows = Rows.of(
                snapshot, """
                SELECT position, expected_sequence, sequence, previous
                  FROM (SELECT position, sequence,
                               lag(sequence, 1, -1::bigint) OVER of_aggregate + 1 AS expected_sequence,
                               lag(position, 1, 0::bigint) OVER of_aggregate AS previous
                          FROM event_store.event WINDOW of_aggregate AS (PARTITION BY aggregate_id ORDER BY sequence)) AS numbered
                 WHERE sequence <> expected_sequence OR position <= previous
                 ORDER BY position""", row -> new Numbered(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))) {
            while (rows.hasNext()) {
                var numbered = rows.take();
                var key = "position " + numbered.position;
                differences.compare(EVENT, key, "sequence", numbered.expectedSequence, numbered.sequence);
                if (numbered.position <= numbered.previousPosition)
                    differences.add(EVENT, key, "position", "after " + numbered.previousPosition, numbered.position);
            }
        }
    }

    private void unknownTypes() throws SQLException {
        try (var rows = Rows.of(snapshot, """
                SELECT position, type FROM event_store.event e
                 WHERE NOT EXISTS (SELECT FROM event_store.event_type t WHERE t.id = e.type) ORDER BY position""", row -> new long[] {row.getLong(1), row.getLong(2)})) {
            while (rows.hasNext()) {
                var row = rows.take();
                differences.add(EVENT, "position " + row[0], "type", "an id of event_store.event_type", row[1]);
            }
        }
    }

    private record Claim(String scope, long first, long last) {}

    private void appendKeys(long head) throws SQLException {
        try (var rows = Rows.of(
                snapshot, """
                SELECT encode(scope, 'hex'), first_position, last_position FROM event_store.append_key
                 WHERE first_position < 1 OR last_position < first_position OR last_position > %d ORDER BY scope""".formatted(head), row -> new Claim(row.getString(1), row.getLong(2), row.getLong(3)))) {
            while (rows.hasNext()) {
                var claim = rows.take();
                differences.add(
                        "event_store.append_key",
                        claim.scope,
                        "first_position, last_position",
                        "within 1 to " + head,
                        claim.first + ", " + claim.last);
            }
        }
    }

    private record Staged(UUID batch, long events) {}

    /** An import stages at its preview; one that failed keeps the rest until it is undone. */
    private void stagedWithoutImport() throws SQLException {
        try (var rows = Rows.of(snapshot, """
                SELECT s.batch, count(*) FROM event_store.staged_event s
                 WHERE NOT EXISTS (SELECT FROM import_block k JOIN import_batch b ON b.id = k.import_id
                                    WHERE k.staged = s.batch AND NOT k.done AND b.state IN ('PREVIEWED', 'COMMITTING', 'UNDOING', 'FAILED'))
                 GROUP BY s.batch ORDER BY s.batch""", row -> new Staged(row.getObject(1, UUID.class), row.getLong(2)))) {
            while (rows.hasNext()) {
                var staged = rows.take();
                differences.add(
                        "event_store.staged_event",
                        "batch " + staged.batch,
                        "number of rows",
                        "0, for no import of it is open",
                        staged.events);
            }
        }
    }
}
