package org.chaiwei.platform.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.chaiwei.eventstore.AppendKey;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.platform.command.CommandRefusal.IdempotencyKeyReused;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What earlier requests recorded under their keys, by whichever instance; answers are rebuilt from it. */
final class RecordedKeys {

    private final JdbcClient jdbc;
    private final EventLog log;
    private final PositionedEventStore store;
    private final ToldFacts told;

    RecordedKeys(JdbcClient jdbc, EventLog log, PositionedEventStore store, ToldFacts told) {
        this.jdbc = jdbc;
        this.log = log;
        this.store = store;
        this.told = told;
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
        return new Receipt(
                last.aggregateId(), last.sequence(), log.head().epoch(), lastPosition, true, fact(lastPosition));
    }

    /** Of the last event alone: who repeats a request whose last event tells nothing waits for nothing elsewhere. */
    private ConsistencyToken.@Nullable Fact fact(long lastPosition) {
        if (told == ToldFacts.NONE) return null;
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(lastPosition - 1))) {
            return stream.peek()
                    .map(event -> told.lastOf(List.of(event), lastPosition))
                    .orElse(null);
        }
    }
}
