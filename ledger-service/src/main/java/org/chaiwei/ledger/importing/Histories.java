package org.chaiwei.ledger.importing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedObject;
import org.chaiwei.eventstore.EventSerializer;
import org.chaiwei.ledger.violation.ImportRules;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what the log holds of many entries at once, in the format that {@link org.chaiwei.eventstore.EventLog} specifies: one query
 * for many rows of a spreadsheet, where asking entry by entry would take as many.
 */
final class Histories {

    /** What can be the last event of a withdrawn entry: facts of the demolition service may come after the withdrawal. */
    private static final Set<String> LAST_OF_WITHDRAWN = Set.of(
            "ViolationWithdrawn",
            "DemolitionNotPosted",
            "WallSealingPosted",
            "AcceptancePosted",
            "AcceptanceFailurePosted",
            "CaseFilingPosted",
            "RestorationPosted");

    private final JdbcClient jdbc;
    private final EventSerializer serializer;

    Histories(JdbcClient jdbc, EventSerializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * The histories of those entries that have one. Of an entry that stands only the length is read: its number is taken, whatever
     * happened to it.
     */
    Map<UUID, History> forRegistration(Collection<UUID> violations) {
        var histories = new HashMap<UUID, History>();
        var withdrawn = new ArrayList<UUID>();
        jdbc.sql("""
                        SELECT DISTINCT ON (e.aggregate_id) e.aggregate_id, e.sequence, t.name
                          FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type
                         WHERE e.aggregate_id = ANY (:ids)
                         ORDER BY e.aggregate_id, e.sequence DESC
                        """).param("ids", violations.toArray(UUID[]::new)).query((ResultSet row) -> {
            var violation = row.getObject(1, UUID.class);
            if (LAST_OF_WITHDRAWN.contains(row.getString(3))) withdrawn.add(violation);
            else histories.put(violation, new History(row.getLong(2) + 1, true, List.of()));
        });
        if (!withdrawn.isEmpty()) histories.putAll(whole(withdrawn));
        return histories;
    }

    /** The whole histories of these entries. */
    Map<UUID, History> whole(Collection<UUID> violations) {
        var events = new HashMap<UUID, List<ViolationEvent>>();
        jdbc.sql("""
                        SELECT e.aggregate_id, t.name, t.revision, e.payload
                          FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type
                         WHERE e.aggregate_id = ANY (:ids)
                         ORDER BY e.aggregate_id, e.sequence
                        """).param("ids", violations.toArray(UUID[]::new)).query((ResultSet row) -> {
            events.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                    .add(event(row));
        });
        var histories = new HashMap<UUID, History>();
        events.forEach((violation, all) ->
                histories.put(violation, new History(all.size(), ImportRules.stands(all), List.copyOf(all))));
        return histories;
    }

    /**
     * Takes these entries' events out of a staged batch, in the caller's transaction: the log holds something else in their place.
     *
     * @return what was taken out
     */
    Map<UUID, List<ViolationEvent>> takeOutOfStaging(UUID batch, Collection<UUID> violations) {
        var events = new HashMap<UUID, List<ViolationEvent>>();
        jdbc.sql("""
                        WITH taken AS (
                            DELETE FROM event_store.staged_event
                             WHERE batch = :batch AND aggregate_id = ANY (:ids)
                            RETURNING ordinal, aggregate_id, type, payload)
                        SELECT taken.aggregate_id, t.name, t.revision, taken.payload
                          FROM taken JOIN event_store.event_type t ON t.id = taken.type
                         ORDER BY taken.ordinal
                        """)
                .param("batch", batch)
                .param("ids", violations.toArray(UUID[]::new))
                .query((ResultSet row) -> {
                    events.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                            .add(event(row));
                });
        return events;
    }

    private ViolationEvent event(ResultSet row) throws SQLException {
        return serializer.deserialize(new SimpleSerializedObject<>(
                row.getBytes(4), byte[].class, row.getString(2), Integer.toString(row.getInt(3))));
    }
}
