package org.chaiwei.platform.fact;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which lives of a service's log a reader takes facts of. The first one ever met is taken for good; before any other the reader stands still until an
 * operator has looked at what the two have in common and accepts it: positions of one say nothing about the other's.
 */
final class FactEpochs {

    private final JdbcClient jdbc;
    private final Map<Key, Accepted> accepted = new ConcurrentHashMap<>();

    FactEpochs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String reader, String service, UUID epoch) {}

    /**
     * @param ordinal later ones follow earlier ones; facts of an earlier one that come after are repetitions
     * @param sharedPosition up to here the log is the same as the one before it: what was taken in then is not taken in again
     */
    record Accepted(int ordinal, long sharedPosition) {}

    /** A life of a log before which a reader stands still. */
    record Waiting(String reader, String service, UUID epoch, long firstPosition, Instant seenAt) {}

    /** The epoch as accepted; null if it is not: then it is remembered as waiting. */
    @Nullable
    Accepted meet(String reader, String service, UUID epoch, long position) {
        var key = new Key(reader, service, epoch);
        var known = accepted.get(key);
        if (known != null) return known;
        var found = find(key);
        // Twice, for another instance may have met another one first in the moment between.
        for (var tries = 0; tries < 2 && !found.present(); tries++) {
            remember(key, position);
            found = find(key);
        }
        if (found.accepted() != null) accepted.put(key, found.accepted());
        return found.accepted();
    }

    private record Found(boolean present, @Nullable Accepted accepted) {}

    private Found find(Key key) {
        return jdbc.sql("""
                        SELECT ordinal, shared_position FROM fact_epoch
                         WHERE reader = :reader AND service = :service AND epoch = :epoch""")
                .param("reader", key.reader())
                .param("service", key.service())
                .param("epoch", key.epoch())
                .query((row, _) -> {
                    var ordinal = row.getObject("ordinal", Integer.class);
                    return new Found(
                            true, ordinal == null ? null : new Accepted(ordinal, row.getLong("shared_position")));
                })
                .optional()
                .orElse(new Found(false, null));
    }

    private void remember(Key key, long position) {
        jdbc.sql("""
                        INSERT INTO fact_epoch (reader, service, epoch, ordinal, first_position, shared_position, accepted_at)
                        SELECT :reader, :service, :epoch, CASE WHEN known THEN NULL ELSE 0 END, :position, 0, CASE WHEN known THEN NULL ELSE clock_timestamp() END
                          FROM (SELECT EXISTS (SELECT 1 FROM fact_epoch WHERE reader = :reader AND service = :service) AS known) AS before
                        ON CONFLICT DO NOTHING""")
                .param("reader", key.reader())
                .param("service", key.service())
                .param("epoch", key.epoch())
                .param("position", position)
                .update();
    }

    /** Those that wait for an operator, of all readers. */
    List<Waiting> waiting() {
        return jdbc.sql("""
                        SELECT reader, service, epoch, first_position, seen_at FROM fact_epoch
                         WHERE ordinal IS NULL ORDER BY reader, service, seen_at""")
                .query((row, _) -> new Waiting(
                        row.getString("reader"),
                        row.getString("service"),
                        row.getObject("epoch", UUID.class),
                        row.getLong("first_position"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Accepts one that waits, as the newest of its service; false if none such waits. */
    boolean accept(String reader, String service, UUID epoch, long sharedPosition, String by) {
        return jdbc.sql("""
                        UPDATE fact_epoch
                           SET ordinal = (SELECT max(ordinal) + 1 FROM fact_epoch WHERE reader = :reader AND service = :service),
                               shared_position = :shared, accepted_by = :by, accepted_at = clock_timestamp()
                         WHERE reader = :reader AND service = :service AND epoch = :epoch AND ordinal IS NULL""")
                        .param("reader", reader)
                        .param("service", service)
                        .param("epoch", epoch)
                        .param("shared", sharedPosition)
                        .param("by", by)
                        .update()
                == 1;
    }
}
