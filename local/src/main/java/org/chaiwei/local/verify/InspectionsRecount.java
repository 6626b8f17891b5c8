package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.local.verify.ListRecount.Table;
import org.jspecify.annotations.Nullable;

/**
 * Recounts accountability's inspections (督查) from its own log: what happened in each, and the lists of inspections, of findings and of the
 * tasks that were said to be given. Shares no code with the service.
 */
final class InspectionsRecount {

    static final String VIEW = "inspections";

    private static final List<Table> TABLES = List.of(
            Table.ofEvents("inspection_event", "inspection"),
            new Table(
                    "inspection",
                    "inspection",
                    "inspection",
                    List.of("unit", "opened_on", "closed_on"),
                    InspectionsRecount::opened),
            new Table(
                    "inspection_finding",
                    "inspection",
                    "finding",
                    List.of("unit", "kind", "severity", "standing", "recorded_on", "decided_on"),
                    InspectionsRecount::findings),
            new Table("inspection_task", "inspection", "task", List.of("body"), InspectionsRecount::tasks));

    private final ListRecount recount;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    InspectionsRecount(Connection accountability, Differences differences) {
        this.recount = new ListRecount(accountability, differences);
    }

    /** Recounts and compares, up to where the view is. @return how many rows there are */
    long run() throws SQLException {
        return recount.run("Inspection", VIEW, TABLES);
    }

    private static Map<String, Map<String, @Nullable String>> opened(List<StoredEvent> events) {
        var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
        for (var event : events) {
            var row =
                    rows.computeIfAbsent(event.entry().toString(), _ -> new LinkedHashMap<String, @Nullable String>());
            if (event.name().equals("InspectionOpened")) {
                row.put("unit", event.text("unit"));
                row.put("opened_on", event.text("occurredOn"));
                row.put("closed_on", null);
            }
            if (event.name().equals("InspectionClosed")) row.put("closed_on", event.text("occurredOn"));
        }
        return rows;
    }

    private static Map<String, Map<String, @Nullable String>> findings(List<StoredEvent> events) {
        var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
        for (var event : events) {
            var standing = switch (event.name()) {
                case "FindingRecorded" -> "OPEN";
                case "FindingConfirmed" -> "CONFIRMED";
                case "FindingWithdrawn" -> "WITHDRAWN";
                default -> null;
            };
            if (standing == null) continue;
            var row = rows.computeIfAbsent(
                    String.valueOf(event.text("finding")), _ -> new LinkedHashMap<String, @Nullable String>());
            row.put("standing", standing);
            if (standing.equals("OPEN")) {
                for (var column : List.of("unit", "kind", "severity")) row.put(column, event.text(column));
                row.put("recorded_on", event.text("occurredOn"));
                row.put("decided_on", null);
            } else row.put("decided_on", event.text("occurredOn"));
        }
        return rows;
    }

    private static Map<String, Map<String, @Nullable String>> tasks(List<StoredEvent> events) {
        var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
        for (var event : events)
            if (event.name().equals("FindingTasked")) {
                var row = new LinkedHashMap<String, @Nullable String>();
                row.put("body", RatingsRecount.sorted(event.payload()));
                rows.put(String.valueOf(event.text("task")), row);
            }
        return rows;
    }
}
