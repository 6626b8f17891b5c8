package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the demolition service's list of restrictions from its events, case by case: the events and the rows are read side by side, so memory does not grow
 * with the number of cases.
 */
final class RestrictionRecount {

    static final String VIEW = "restrictions";

    private static final String TABLE = "restriction";
    private static final String LABEL = "demolition " + TABLE;

    private static final List<String> COLUMNS =
            List.of("ledger_number", "street", "kind", "state", "requested_on", "changed_on", "cause", "position");

    /** What becomes of one, and the state that it is in then. */
    private static final Map<String, String> STATES = Map.of(
            "RestrictionAcknowledged", "ACKNOWLEDGED",
            "RestrictionRefused", "REFUSED",
            "RestrictionLifted", "LIFTED");

    private static final List<String> EVENTS = Stream.concat(
                    Stream.of("EntryReassigned", "RestrictionRequested"),
                    STATES.keySet().stream().sorted())
            .toList();

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    RestrictionRecount(Connection snapshot, Differences differences) {
        this.snapshot = snapshot;
        this.differences = differences;
    }

    /**
     * Recounts and compares, up to where the view is. What differs goes to the differences.
     *
     * @return how many rows there are
     */
    long run() throws SQLException {
        KnownColumns.require(
                snapshot,
                differences,
                TABLE,
                LABEL,
                Stream.concat(Stream.of("violation", "restriction"), COLUMNS.stream()));
        var query = StoredEvent.query(
                "EnforcementCase",
                StoredEvent.named(EVENTS),
                ViewPosition.of(snapshot, VIEW),
                "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var rows = TableRow.of(snapshot, TABLE, "restriction", COLUMNS, "ORDER BY violation, restriction")) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var expected = recounted(EntryIds.take(log, id));
                var found = EntryIds.take(rows, id);
                checked += found.size();
                compare(id, expected, found);
            }
        }
        return checked;
    }

    /** The rows of one case, by the restriction's id. */
    private static Map<String, Map<String, @Nullable String>> recounted(List<StoredEvent> events) {
        var rows = new TreeMap<String, Map<String, @Nullable String>>();
        for (var event : events) {
            var position = Long.toString(event.position());
            if (event.name().equals("EntryReassigned")) {
                for (var row : rows.values()) {
                    row.put("street", event.text("street"));
                    row.put("position", position);
                }
                continue;
            }
            var row = rows.computeIfAbsent(
                    String.valueOf(event.text("restriction")), _ -> new LinkedHashMap<String, @Nullable String>());
            var day = event.text("occurredOn");
            if (event.name().equals("RestrictionRequested")) {
                row.put("ledger_number", event.text("ledgerNumber"));
                row.put("street", event.text("street"));
                row.put("kind", event.text("kind"));
                row.put("requested_on", day);
            }
            row.put("state", STATES.getOrDefault(event.name(), "REQUESTED"));
            row.put("changed_on", day);
            row.put("cause", event.text("cause"));
            row.put("position", position);
        }
        return rows;
    }

    private void compare(UUID id, Map<String, Map<String, @Nullable String>> expected, List<TableRow> found) {
        var left = new TreeMap<>(expected);
        for (var row : found) {
            var recounted = left.remove(row.key());
            var key = id + " " + row.key();
            if (recounted == null) differences.unexpected(LABEL, key);
            else differences.compare(LABEL, key, recounted, row.columns());
        }
        for (var missing : left.keySet()) differences.missing(LABEL, id + " " + missing);
    }
}
