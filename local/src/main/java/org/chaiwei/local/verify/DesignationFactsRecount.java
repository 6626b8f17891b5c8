package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recounts accountability's table {@code designation_fact} from the ledger's events: one row for each start, designation and revocation of a place. */
final class DesignationFactsRecount {

    /** The events of which others are told, and as what the table holds them. */
    static final Map<String, String> TOLD = Map.of(
            "ViolationFreeStarted", "STARTED",
            "ViolationFreeDesignated", "DESIGNATED",
            "ViolationFreeRevoked", "REVOKED");

    private static final String TABLE = "designation_fact";
    private static final String LABEL = "accountability " + TABLE;

    private static final List<String> COLUMNS = List.of(
            "fact", "recorded_at", "designation", "kind", "place_kind", "street", "place", "run", "business_date");

    private final Connection accountability;
    private final Differences differences;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    DesignationFactsRecount(Connection accountability, Differences differences) {
        this.accountability = accountability;
        this.differences = differences;
    }

    /**
     * Recounts and compares. What differs goes to the differences.
     *
     * @param ledger a transaction on its database that sees one state throughout, with auto-commit off
     * @param upTo a position of its log up to which accountability has taken in every fact
     * @return how many rows there are
     */
    long run(Connection ledger, long upTo) throws SQLException {
        KnownColumns.require(
                accountability,
                differences,
                TABLE,
                LABEL,
                Stream.concat(Stream.of("position", "epoch"), COLUMNS.stream()));
        var parked = parked();
        var checked = 0L;
        var which = StoredEvent.named(TOLD.keySet().stream().sorted().toList());
        try (var events =
                        Rows.of(ledger, StoredEvent.query("Designation", which, upTo, "e.position"), StoredEvent::of);
                var rows = TableRow.of(
                        accountability,
                        TABLE,
                        "designation",
                        "position",
                        COLUMNS,
                        "WHERE position <= " + upTo + " ORDER BY position")) {
            while (events.hasNext() || rows.hasNext()) {
                var told = events.hasNext() ? events.peek().position() : Long.MAX_VALUE;
                var held = rows.hasNext() ? rows.peek().position() : Long.MAX_VALUE;
                if (held < told) {
                    differences.unexpected(LABEL, "position " + rows.take().key());
                    checked++;
                    continue;
                }
                var event = events.take();
                if (told < held) {
                    if (!parked.contains(told)) differences.missing(LABEL, event.key() + " " + event.name());
                    continue;
                }
                differences.compare(
                        LABEL, event.key(), recounted(event), rows.take().columns());
                checked++;
            }
        }
        return checked;
    }

    private static Map<String, @Nullable String> recounted(StoredEvent event) {
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("fact", event.id().toString());
        row.put("recorded_at", Long.toString(event.recordedAtMicros()));
        row.put("designation", event.entry().toString());
        row.put("kind", TOLD.get(event.name()));
        row.put("place_kind", event.text("kind"));
        row.put("street", event.text("street"));
        row.put("place", event.text("place"));
        row.put("run", event.text("run"));
        row.put("business_date", event.text("occurredOn"));
        return row;
    }

    /** Facts that accountability could not take in and keeps aside. */
    private Set<Long> parked() throws SQLException {
        var parked = new HashSet<Long>();
        try (var rows = Rows.of(
                accountability,
                "SELECT position FROM parked_fact WHERE position IS NOT NULL AND reader = 'progress' AND service = 'ledger'",
                row -> row.getLong(1))) {
            while (rows.hasNext()) parked.add(rows.take());
        }
        return parked;
    }
}
