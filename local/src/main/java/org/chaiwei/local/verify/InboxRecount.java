package org.chaiwei.local.verify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the inboxes from the cases' events: one notice for each recipient, and none for what somebody has done themselves. By rules of its own, not the
 * service's. Case by case, so memory does not grow with their number. Who has read what is in no event, and is not looked at.
 */
final class InboxRecount {

    static final String VIEW = "inbox";

    private static final String TABLE = "inbox_notice";
    private static final String LABEL = "demolition " + TABLE;

    private static final List<String> COLUMNS = List.of(
            "person",
            "role",
            "street",
            "kind",
            "deadline",
            "level",
            "rung",
            "act",
            "rule",
            "due_on",
            "provisional",
            "vacant",
            "occurred_on",
            "position",
            "recorded_at");

    /** What somebody higher or nearer has to hear, and as what. */
    private static final Map<String, String> TELLING = Map.of(
            "DeadlineReached", "DEADLINE_REACHED",
            "DeadlineEscalated", "DEADLINE_ESCALATED",
            "ClockPauseEscalated", "CLOCK_PAUSE_ESCALATED");

    private static final List<String> EVENTS = Stream.concat(
                    Stream.of("HandlerAssigned"), TELLING.keySet().stream().sorted())
            .toList();

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    InboxRecount(Connection snapshot, Differences differences) {
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
                snapshot, differences, TABLE, LABEL, Stream.concat(Stream.of("id", "violation"), COLUMNS.stream()));
        var query = StoredEvent.query(
                "EnforcementCase",
                StoredEvent.named(EVENTS),
                ViewPosition.of(snapshot, VIEW),
                "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var rows = TableRow.of(snapshot, TABLE, "id", COLUMNS, "ORDER BY violation, id")) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var expected = new TreeMap<String, Map<String, @Nullable String>>();
                for (var event : EntryIds.take(log, id)) take(event, expected);
                var found = EntryIds.take(rows, id);
                checked += found.size();
                compare(id, expected, found);
            }
        }
        return checked;
    }

    private static void take(StoredEvent event, Map<String, Map<String, @Nullable String>> notices) {
        var kind = TELLING.get(event.name());
        if (kind == null) {
            var by = event.text("by");
            for (var named : List.of("handler", "supervisor")) {
                var person = event.text(named);
                if (person == null || person.equals(by)) continue;
                var assigned = named.equals("handler") ? "HANDLER_ASSIGNED" : "SUPERVISOR_ASSIGNED";
                notices.put(id(event, person), notice(event, assigned, person, null));
            }
            return;
        }
        var person = event.text("toPerson");
        var role = person == null ? role(String.valueOf(event.text("to"))) : null;
        notices.put(id(event, person == null ? "role:" + role : person), told(event, kind, person, role));
    }

    private static Map<String, @Nullable String> told(
            StoredEvent event, String kind, @Nullable String person, @Nullable String role) {
        var row = notice(event, kind, person, role);
        for (var same : List.of("deadline", "level", "rung", "act", "rule")) row.put(same, event.text(same));
        row.put("due_on", event.text("dueOn"));
        row.put("provisional", String.valueOf("true".equals(event.text("provisional"))));
        var vacant = StreamSupport.stream(event.payload().path("vacant").spliterator(), false)
                .map(name -> name.asString())
                .toList();
        row.put("vacant", "{" + String.join(",", vacant) + "}");
        return row;
    }

    /** A notice without what only some say. */
    private static Map<String, @Nullable String> notice(
            StoredEvent event, String kind, @Nullable String person, @Nullable String role) {
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("person", person);
        row.put("role", role);
        row.put("street", event.text("street"));
        row.put("kind", kind);
        for (var none : List.of("deadline", "level", "rung", "act", "rule", "due_on")) row.put(none, null);
        row.put("provisional", "false");
        row.put("vacant", "{}");
        row.put("occurred_on", event.text("occurredOn"));
        row.put("position", Long.toString(event.position()));
        row.put("recorded_at", Long.toString(event.recordedAtMicros()));
        return row;
    }

    /** As tokens write the role of those to whom it goes. */
    private static String role(String to) {
        return switch (to) {
            case "STREET" -> "street";
            case "OFFICE" -> "office";
            case "LEADER" -> "leader";
            default -> "nobody: " + to;
        };
    }

    /** The same for the same event and recipient. */
    private static String id(StoredEvent event, String recipient) {
        var name = event.entry() + " " + event.sequence() + " " + recipient;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void compare(UUID id, Map<String, Map<String, @Nullable String>> expected, List<TableRow> found) {
        for (var row : found) {
            var recounted = expected.remove(row.key());
            var key = id + " " + row.key();
            if (recounted == null) differences.unexpected(LABEL, key);
            else differences.compare(LABEL, key, recounted, row.columns());
        }
        for (var missing : expected.keySet()) differences.missing(LABEL, id + " " + missing);
    }
}
