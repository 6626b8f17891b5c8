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

/**
 * Holds accountability's rows of the one-hour clocks against the demolition service's events: one for each confirmation, each miss and each
 * clock that stopped, and no other.
 */
final class ClockFactsRecount {

    static final String READER = "onehour";

    private static final String TABLE = "clock_fact";
    private static final String CLOCKS = "accountability " + TABLE;

    private static final List<String> COLUMNS =
            List.of("violation", "street", "kind", "milestone", "outcome", "occurred_on", "recorded_at");

    private final Connection accountability;
    private final Differences differences;
    private long checked;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    ClockFactsRecount(Connection accountability, Differences differences) throws SQLException {
        this.accountability = accountability;
        this.differences = differences;
        KnownColumns.require(
                accountability,
                differences,
                TABLE,
                CLOCKS,
                Stream.concat(Stream.of("epoch", "position"), COLUMNS.stream()));
    }

    /**
     * Recounts and compares. What differs goes to the differences.
     *
     * @param log a transaction on the demolition service's database that sees one state throughout, with auto-commit off
     * @param upTo a position of its log up to which accountability has taken in every fact
     * @return how many rows were held against the events
     */
    long run(Connection log, long upTo) throws SQLException {
        var parked = parked();
        try (var events = Rows.of(
                        log, StoredEvent.QUERY.formatted("EnforcementCase", upTo, "e.position"), StoredEvent::of);
                var rows = TableRow.of(
                        accountability,
                        TABLE,
                        "position",
                        COLUMNS,
                        " WHERE position <= " + upTo + " ORDER BY position")) {
            while (events.hasNext()) {
                var event = events.take();
                madeUp(rows, event.position());
                compare(event, expected(event), rows, !parked.contains(event.position()));
            }
            madeUp(rows, Long.MAX_VALUE);
        }
        return checked;
    }

    private void compare(
            StoredEvent event, @Nullable Map<String, @Nullable String> expected, Rows<TableRow> rows, boolean required)
            throws SQLException {
        var key = "demolition " + event.key();
        var found = false;
        while (rows.hasNext() && rows.peek().position() == event.position()) {
            var row = rows.take();
            checked++;
            if (found || expected == null) differences.unexpected(CLOCKS, key);
            else differences.compare(CLOCKS, key, expected, row.columns());
            found = true;
        }
        if (!found && expected != null && required) differences.missing(CLOCKS, key + " " + event.name());
    }

    /** Rows of positions at which the log has no event. */
    private void madeUp(Rows<TableRow> rows, long before) throws SQLException {
        while (rows.hasNext() && rows.peek().position() < before) {
            checked++;
            differences.unexpected(CLOCKS, "demolition position " + rows.take().key());
        }
    }

    private static @Nullable Map<String, @Nullable String> expected(StoredEvent event) {
        var kind = switch (event.name()) {
            case "DiscoveryConfirmed" -> "STARTED";
            case "OneHourClockMissed" -> "MISSED";
            case "OneHourClockStopped" -> "STOPPED";
            default -> null;
        };
        if (kind == null) return null;
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("violation", event.entry().toString());
        row.put("street", event.text("street"));
        row.put("kind", kind);
        row.put("milestone", event.text("milestone"));
        row.put("outcome", event.text("outcome"));
        row.put("occurred_on", event.text("occurredOn"));
        row.put("recorded_at", Long.toString(event.recordedAtMicros()));
        return row;
    }

    private Set<Long> parked() throws SQLException {
        var parked = new HashSet<Long>();
        try (var rows = Rows.of(
                accountability,
                "SELECT position FROM parked_fact WHERE position IS NOT NULL AND reader = '" + READER + "'",
                row -> row.getLong(1))) {
            while (rows.hasNext()) parked.add(rows.take());
        }
        return parked;
    }
}
