package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the demolition service's list of open consultations from its events, case by case: the events and the rows are read side by side, so
 * memory does not grow with the number of cases.
 */
final class ConsultationRecount {

    static final String VIEW = "consultations";

    private static final String TABLE = "open_consultation";
    private static final String LABEL = "demolition " + TABLE;

    private static final List<String> COLUMNS =
            List.of("ledger_number", "street", "department", "asked_of", "asked_on", "due_on", "position");

    private static final List<String> EVENTS =
            List.of("LeadReceived", "EntryReassigned", "ConsultationAsked", "ConsultationAnswered");

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    ConsultationRecount(Connection snapshot, Differences differences) {
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
                Stream.concat(Stream.of("violation", "consultation"), COLUMNS.stream()));
        var query = StoredEvent.query(
                "EnforcementCase",
                StoredEvent.named(EVENTS),
                ViewPosition.of(snapshot, VIEW),
                "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var rows = TableRow.of(snapshot, TABLE, "consultation", COLUMNS, "ORDER BY violation, consultation")) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var open = open(EntryIds.take(log, id));
                for (var row : EntryIds.take(rows, id)) {
                    checked++;
                    var key = id + " " + row.key();
                    var recounted = open.remove(row.key());
                    if (recounted == null) differences.unexpected(LABEL, key);
                    else differences.compare(LABEL, key, recounted, row.columns());
                }
                for (var missing : open.keySet()) differences.missing(LABEL, id + " " + missing);
            }
        }
        return checked;
    }

    /** What a case has asked and nobody has answered, by the consultation's id. */
    private static Map<String, Map<String, @Nullable String>> open(List<StoredEvent> events) {
        var open = new TreeMap<String, Map<String, @Nullable String>>();
        @Nullable String ledgerNumber = null;
        @Nullable String street = null;
        for (var event : events) {
            var consultation = String.valueOf(event.text("consultation"));
            switch (event.name()) {
                case "LeadReceived" -> {
                    ledgerNumber = event.text("ledgerNumber");
                    street = event.text("street");
                }
                case "EntryReassigned" -> {
                    street = event.text("street");
                    for (var row : open.values()) {
                        row.put("street", street);
                        row.put("position", Long.toString(event.position()));
                    }
                }
                case "ConsultationAnswered" -> open.remove(consultation);
                default -> {
                    var row = new LinkedHashMap<String, @Nullable String>();
                    row.put("ledger_number", ledgerNumber);
                    row.put("street", street);
                    row.put("department", event.text("department"));
                    row.put("asked_of", event.text("askedOf"));
                    row.put("asked_on", event.text("occurredOn"));
                    row.put("due_on", event.text("dueOn"));
                    row.put("position", Long.toString(event.position()));
                    open.put(consultation, row);
                }
            }
        }
        return open;
    }
}
