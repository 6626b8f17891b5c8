package org.chaiwei.platform.command;

import java.util.Arrays;
import java.util.Optional;
import org.chaiwei.eventstore.AppendKey;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.platform.command.CommandRefusal.IdempotencyKeyReused;
import org.chaiwei.platform.problem.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What earlier requests recorded under their keys, by whichever instance; answers are rebuilt from it. */
final class RecordedKeys {

    private final JdbcClient jdbc;
    private final EventLog log;

    RecordedKeys(JdbcClient jdbc, EventLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * The receipt of the request that recorded events under this key; empty if none did.
     *
     * @throws RefusedException if that request had another body
     */
    Optional<Receipt> find(AppendKey key) {
        return jdbc.sql("SELECT body, last_position FROM event_store.append_key WHERE scope = :scope")
                .param("scope", key.scope())
                .query((row, _) ->
                        rebuild(Arrays.equals(row.getBytes("body"), key.body()), row.getLong("last_position")))
                .optional();
    }

    Receipt rebuild(boolean sameBody, long lastPosition) {
        if (!sameBody) throw new RefusedException(new IdempotencyKeyReused());
        var last = log.read(lastPosition - 1, 1).getFirst();
        return new Receipt(last.aggregateId(), last.sequence(), log.head().epoch(), lastPosition, true);
    }
}
