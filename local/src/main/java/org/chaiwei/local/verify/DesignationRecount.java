package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Recounts the ledger's list of 无违建小区、街巷: how far each place has come, and what was found inside last. What happened to the places and what opened an entry
 * in one of them is read in the order of the log, from the first place on. In memory are the places, some hundreds at most.
 */
final class DesignationRecount {

    private static final String TABLE = "designation";

    private static final List<String> COLUMNS = List.of(
            "kind",
            "street",
            "name",
            "state",
            "run",
            "started_on",
            "applied_on",
            "inspected_on",
            "photo",
            "designated_on",
            "revoked_on",
            "cause",
            "violation",
            "found_position",
            "found",
            "found_on",
            "found_relapse",
            "to_revoke",
            "position",
            "sequence");

    /** What can open an entry inside a place; and the closing that came with an entry from paper, which shows that it never stood there. */
    private static final List<String> OF_ENTRIES = List.of(
            "ViolationRegistered", "ViolationCorrected", "StreetReassigned", "LedgerClosingRevoked", "LedgerClosed");

    private final Connection snapshot;
    private final Differences differences;
    private final long bookAt;

    /** The rows, by the place's id. */
    private final Map<UUID, Map<String, @Nullable String>> places = new TreeMap<>(EntryIds.ORDER);

    /**
     * @param snapshot a transaction on the ledger's database that sees one state throughout, with auto-commit off
     * @param bookAt the position up to which the book has taken in the log, in the same snapshot
     */
    DesignationRecount(Connection snapshot, Differences differences, long bookAt) {
        this.snapshot = snapshot;
        this.differences = differences;
        this.bookAt = bookAt;
    }

    /**
     * Recounts and compares. What differs goes to the differences.
     *
     * @return how many rows there are
     */
    long run() throws SQLException {
        KnownColumns.require(
                snapshot, differences, TABLE, TABLE, Stream.concat(Stream.of("designation"), COLUMNS.stream()));
        try (var steps =
                Rows.of(snapshot, StoredEvent.QUERY.formatted("Designation", bookAt, "e.position"), StoredEvent::of)) {
            if (steps.hasNext()) recount(steps);
        }
        var checked = 0L;
        try (var rows = TableRow.of(snapshot, TABLE, "designation", "street", COLUMNS, "ORDER BY designation")) {
            while (rows.hasNext()) {
                var row = rows.take();
                checked++;
                var expected = places.remove(row.entry());
                if (expected == null) differences.unexpected(TABLE, row.entry());
                else differences.compare(TABLE, row.entry(), expected, row.columns());
            }
        }
        for (var missing : places.keySet()) differences.missing(TABLE, missing);
        return checked;
    }

    private void recount(Rows<StoredEvent> steps) throws SQLException {
        var which = StoredEvent.named(OF_ENTRIES) + " AND e.position > "
                + steps.peek().position();
        try (var entries =
                Rows.of(snapshot, StoredEvent.query("Violation", which, bookAt, "e.position"), StoredEvent::of)) {
            while (steps.hasNext()) {
                while (entries.hasNext()
                        && entries.peek().position() < steps.peek().position()) look(entries.take());
                step(steps.take());
            }
            while (entries.hasNext()) look(entries.take());
        }
    }

    // ---- what happened to a place

    private void step(StoredEvent event) {
        var day = event.text("occurredOn");
        var row = event.name().equals("ViolationFreeStarted") ? started(event) : places.get(event.entry());
        if (row == null) {
            differences.add(
                    "event_store.event", event.key(), "payload designation", "one that was started", event.entry());
            return;
        }
        switch (event.name()) {
            case "ViolationFreeStarted" -> {
                row.put("state", "STARTED");
                row.put("started_on", day);
            }
            case "ViolationFreeAppliedFor" -> {
                row.put("state", "APPLIED_FOR");
                row.put("applied_on", day);
            }
            case "ViolationFreeInspected" -> {
                row.put("state", event.payload().path("passed").asBoolean() ? "INSPECTED" : "STARTED");
                row.put("inspected_on", day);
                row.put("photo", event.text("photo"));
            }
            case "ViolationFreeDesignated" -> {
                row.put("state", "DESIGNATED");
                row.put("designated_on", day);
                var foundAt = Long.parseLong(String.valueOf(row.get("found_position")));
                row.put(
                        "to_revoke",
                        Boolean.toString(
                                foundAt > event.payload().path("checkedTo").asLong()));
            }
            case "ViolationFreeRevoked" -> {
                row.put("state", "REVOKED");
                row.put("revoked_on", day);
                row.put("cause", event.text("cause"));
                row.put("violation", event.text("violation"));
                row.put("to_revoke", "false");
            }
            default ->
                differences.add("event_store.event", event.key(), "type", "a type that verify knows", event.type());
        }
        row.put("sequence", Long.toString(event.sequence()));
    }

    /** A new run has nothing of the one before but what was found inside. */
    private Map<String, @Nullable String> started(StoredEvent event) {
        var before = places.get(event.entry());
        var row = new LinkedHashMap<String, @Nullable String>();
        for (var column : COLUMNS) row.put(column, null);
        row.put("kind", event.text("kind"));
        row.put("street", event.text("street"));
        row.put("name", event.text("place"));
        row.put("run", event.text("run"));
        row.put("found_position", "0");
        row.put("found_relapse", "false");
        row.put("to_revoke", "false");
        row.put("position", Long.toString(event.position()));
        if (before != null)
            for (var kept : List.of("found_position", "found", "found_on", "found_relapse"))
                row.put(kept, before.get(kept));
        places.put(event.entry(), row);
        return row;
    }

    // ---- what happened inside

    private void look(StoredEvent event) {
        var entry = event.payload().path("entry");
        var legacy = event.payload().path("legacy").asBoolean(false);
        for (var row : places.values()) {
            if (!stands(entry, row)) continue;
            switch (event.name()) {
                case "ViolationCorrected", "StreetReassigned" -> {
                    if (!stands(event.payload().path("before"), row)) found(row, event, entry);
                }
                case "LedgerClosed" -> {
                    if (legacy && event.entry().toString().equals(row.get("found"))) row.put("to_revoke", "false");
                }
                default -> {
                    // An entry from paper must not hide one that stood there: its closing follows at once.
                    if (!legacy || !"true".equals(row.get("to_revoke"))) found(row, event, entry);
                }
            }
        }
    }

    private static boolean stands(JsonNode entry, Map<String, @Nullable String> place) {
        var named = "ALLEY".equals(place.get("kind")) ? "alley" : "compound";
        return Objects.equals(StoredEvent.text(entry, "street"), place.get("street"))
                && Objects.equals(StoredEvent.text(entry, named), place.get("name"));
    }

    private static void found(Map<String, @Nullable String> row, StoredEvent event, JsonNode entry) {
        row.put("found_position", Long.toString(event.position()));
        row.put("found", event.entry().toString());
        row.put("found_on", event.text("occurredOn"));
        row.put("found_relapse", Boolean.toString("RELAPSE".equals(StoredEvent.text(entry, "origin"))));
        row.put("to_revoke", Boolean.toString("DESIGNATED".equals(row.get("state"))));
    }
}
