package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Recounts the book's further chapters, which list what people have to decide: the demolitions that are not posted (未入账), and what was seen near closed entries
 * (疑似反弹). The events and both tables are read side by side, one entry at a time.
 */
final class ChapterRecount {

    private static final String UNPOSTED = "unposted_demolition";
    private static final String SUSPICION = "relapse_suspicion";
    private static final String EVENT = "event_store.event";

    private static final List<String> UNPOSTED_COLUMNS =
            List.of("ledger_number", "street", "area_m2", "remaining_m2", "reason", "occurred_on", "position");

    private static final List<String> SUSPICION_COLUMNS = List.of(
            "ledger_number",
            "street",
            "distance_m",
            "found_by",
            "photo",
            "party_id",
            "reported_by",
            "seen_at",
            "status",
            "decided_on",
            "relapse",
            "registered",
            "position");

    private static final List<String> EVENTS = List.of(
            "DemolitionNotPosted",
            "DemolitionPosted",
            "StreetReassigned",
            "RelapseSuspected",
            "RelapseSuspicionDismissed",
            "RelapseConfirmed",
            "LedgerClosingRevoked");

    private final Connection snapshot;
    private final Differences differences;
    private final long bookAt;

    // Of the entry at hand, by the demolition's and the sighting's id
    private final Map<String, Map<String, @Nullable String>> unposted = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable String>> suspicions = new LinkedHashMap<>();
    private long checked;

    /**
     * @param snapshot a transaction on the ledger's database that sees one state throughout, with auto-commit off
     * @param bookAt the position up to which the book has taken in the log, in the same snapshot
     */
    ChapterRecount(Connection snapshot, Differences differences, long bookAt) {
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
                snapshot,
                differences,
                UNPOSTED,
                UNPOSTED,
                Stream.concat(Stream.of("violation", "demolition"), UNPOSTED_COLUMNS.stream()));
        KnownColumns.require(
                snapshot,
                differences,
                SUSPICION,
                SUSPICION,
                Stream.concat(Stream.of("violation", "sighting"), SUSPICION_COLUMNS.stream()));
        try (var log = Rows.of(
                        snapshot,
                        StoredEvent.query("Violation", StoredEvent.named(EVENTS), bookAt, "e.aggregate_id, e.sequence"),
                        StoredEvent::of);
                var waiting = TableRow.of(
                        snapshot, UNPOSTED, "demolition", UNPOSTED_COLUMNS, "ORDER BY violation, demolition");
                var seen = TableRow.of(
                        snapshot, SUSPICION, "sighting", SUSPICION_COLUMNS, "ORDER BY violation, sighting")) {
            for (var id = EntryIds.next(log, waiting, seen); id != null; id = EntryIds.next(log, waiting, seen)) {
                unposted.clear();
                suspicions.clear();
                for (var event : EntryIds.take(log, id)) take(event);
                for (var suspicion : suspicions.entrySet())
                    suspicion.getValue().put("registered", registered(id, suspicion.getKey(), suspicion.getValue()));
                compare(UNPOSTED, id, unposted, EntryIds.take(waiting, id));
                compare(SUSPICION, id, suspicions, EntryIds.take(seen, id));
            }
        }
        return checked;
    }

    private void take(StoredEvent event) {
        try {
            switch (event.name()) {
                case "DemolitionNotPosted" -> notPosted(event);
                case "DemolitionPosted" -> unposted.remove(String.valueOf(event.text("demolition")));
                case "StreetReassigned" -> {
                    for (var row : unposted.values()) row.put("street", entry(event, "street"));
                }
                case "RelapseSuspected" -> suspected(event);
                case "RelapseSuspicionDismissed" -> decided(event, "DISMISSED", null);
                case "RelapseConfirmed" -> {
                    decided(event, "CONFIRMED", event.text("relapse"));
                    lapse(event);
                }
                case "LedgerClosingRevoked" -> lapse(event);
                default -> {} // not asked for
            }
        } catch (DateTimeException | ArithmeticException e) {
            differences.add(EVENT, event.key(), "payload", "readable", e.getMessage());
        }
    }

    /** What was reported stands as it was first told; tried again, it says how much room there was and why that was not enough. */
    private void notPosted(StoredEvent event) {
        var row = unposted.computeIfAbsent(String.valueOf(event.text("demolition")), _ -> {
            var first = new LinkedHashMap<String, @Nullable String>();
            first.put("ledger_number", entry(event, "ledgerNumber"));
            first.put("street", entry(event, "street"));
            first.put("area_m2", String.valueOf(event.area("areaM2")));
            first.put("occurred_on", event.text("occurredOn"));
            return first;
        });
        row.put("remaining_m2", String.valueOf(event.area("remainingM2")));
        row.put("reason", event.text("reason"));
        row.put("position", Long.toString(event.position()));
    }

    private void suspected(StoredEvent event) {
        var row = suspicions.computeIfAbsent(String.valueOf(event.text("sighting")), _ -> {
            var first = new LinkedHashMap<String, @Nullable String>();
            first.put("ledger_number", entry(event, "ledgerNumber"));
            first.put("street", entry(event, "street"));
            var distance = event.payload().path("distanceM");
            first.put(
                    "distance_m",
                    distance.isNumber() ? distance.decimalValue().setScale(1).toPlainString() : null);
            first.put("found_by", event.text("foundBy"));
            first.put("photo", event.text("photo"));
            first.put("party_id", event.text("partyId"));
            first.put("reported_by", event.text("reportedBy"));
            first.put("seen_at", event.micros("occurredAt"));
            first.put("relapse", null);
            return first;
        });
        row.put("status", "OPEN");
        row.put("decided_on", null);
        row.put("position", Long.toString(event.position()));
    }

    private void decided(StoredEvent event, String status, @Nullable String relapse) {
        var row = suspicions.get(String.valueOf(event.text("sighting")));
        if (row == null) {
            differences.add(EVENT, event.key(), "payload sighting", "one that was suspected", event.text("sighting"));
            return;
        }
        row.put("status", status);
        row.put("decided_on", event.text("occurredOn"));
        row.put("relapse", relapse);
    }

    private void lapse(StoredEvent event) {
        for (var row : suspicions.values())
            if ("OPEN".equals(row.get("status"))) {
                row.put("status", "LAPSED");
                row.put("decided_on", event.text("occurredOn"));
            }
    }

    /** Whether the new entry says that it is this one's relapse. Few are ever confirmed, so each is looked up. */
    private String registered(UUID closed, String sighting, Map<String, @Nullable String> suspicion)
            throws SQLException {
        var relapse = suspicion.get("relapse");
        if (relapse == null) return "false";
        var detected = StoredEvent.query(
                "Violation",
                "e.aggregate_id = '" + UUID.fromString(relapse) + "' AND t.name = 'RelapseDetected'",
                bookAt,
                "e.sequence");
        try (var events = Rows.of(snapshot, detected, StoredEvent::of)) {
            while (events.hasNext()) {
                var event = events.take();
                if (closed.toString().equals(event.text("closedViolation")) && sighting.equals(event.text("sighting")))
                    return "true";
            }
        }
        return "false";
    }

    private void compare(
            String table, UUID id, Map<String, Map<String, @Nullable String>> expected, List<TableRow> found) {
        for (var row : found) {
            checked++;
            var wanted = expected.remove(row.key());
            if (wanted == null) differences.unexpected(table, id + " " + row.key());
            else differences.compare(table, id + " " + row.key(), wanted, row.columns());
        }
        for (var missing : expected.keySet()) differences.missing(table, id + " " + missing);
    }

    private static @Nullable String entry(StoredEvent event, String field) {
        JsonNode entry = event.payload().path("entry");
        return StoredEvent.text(entry, field);
    }
}
