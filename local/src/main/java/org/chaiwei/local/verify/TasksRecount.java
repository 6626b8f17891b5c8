package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chaiwei.local.verify.ListRecount.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Recounts accountability's supervised tasks (督办) from its own log: what happened to each, and where each stands. Shares no code with the
 * service. When there is something to tell next is held against the events where that takes no calendar of working days: on the last day in
 * time, on the day after it, and never once nobody has to answer.
 */
final class TasksRecount {

    static final String VIEW = "tasks";

    private static final String NEXT_ON = "next_on";

    private static final List<Table> TABLES = List.of(
            Table.ofEvents("supervised_task_event", "task"),
            new Table(
                    "supervised_task",
                    "task",
                    "task",
                    List.of(
                            "source",
                            "reference",
                            "unit",
                            "responsible",
                            "phase",
                            "assigned_on",
                            "due_on",
                            NEXT_ON,
                            "rungs",
                            "heard",
                            "answers",
                            "extension_to",
                            "remark",
                            "sequence"),
                    TasksRecount::recounted));

    private final ListRecount recount;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    TasksRecount(Connection accountability, Differences differences) {
        this.recount = new ListRecount(accountability, differences);
    }

    /** Recounts and compares, up to where the view is. @return how many rows there are */
    long run() throws SQLException {
        return recount.run("SupervisedTask", VIEW, TABLES);
    }

    private static Map<String, Map<String, @Nullable String>> recounted(List<StoredEvent> events) {
        if (events.isEmpty()) return Map.of();
        var row = new LinkedHashMap<String, @Nullable String>();
        var first = events.getFirst();
        for (var column : List.of("source", "reference", "unit", "responsible", "remark"))
            row.put(column, first.text(column));
        row.put("assigned_on", first.text("occurredOn"));
        row.put("extension_to", null);
        var heard = new LinkedHashSet<String>();
        var answers = 0;
        var told = "";
        var rungs = 0;
        for (var event : events) {
            row.put("sequence", Long.toString(event.sequence()));
            switch (event.name()) {
                case "TaskAssigned", "TaskReturned", "TaskExtended" -> {
                    row.put("due_on", event.text("dueOn"));
                    row.put("phase", "OPEN");
                    row.put("extension_to", null);
                    told = "";
                    rungs = 0;
                }
                case "TaskAcknowledged" -> row.put("responsible", event.text("responsible"));
                case "TaskAnswered" -> {
                    answers++;
                    row.put("phase", "ANSWERED");
                    row.put("extension_to", null);
                }
                case "TaskVerified", "TaskWithdrawn" -> {
                    row.put("phase", event.name().equals("TaskVerified") ? "VERIFIED" : "WITHDRAWN");
                    row.put("extension_to", null);
                }
                case "TaskExtensionAsked" -> row.put("extension_to", event.text("dueOn"));
                case "TaskExtensionRefused" -> row.put("extension_to", null);
                case "TaskReminded" -> told = Objects.requireNonNullElse(event.text("level"), "");
                case "TaskOverdue" -> told = "OVERDUE";
                case "TaskEscalated" -> {
                    rungs = Math.max(rungs, event.payload().path("rung").asInt(0));
                    event.payload().path("to").forEach((JsonNode to) -> heard.add(to.asString()));
                }
                default -> {}
            }
        }
        row.put("rungs", Integer.toString(rungs));
        row.put("heard", "{" + String.join(",", heard) + "}");
        row.put("answers", Integer.toString(answers));
        if (!"OPEN".equals(row.get("phase"))) row.put(NEXT_ON, null);
        else if (told.equals("DUE_SOON")) row.put(NEXT_ON, row.get("due_on"));
        else if (told.equals("DUE"))
            row.put(
                    NEXT_ON,
                    LocalDate.parse(Objects.requireNonNull(row.get("due_on")))
                            .plusDays(1)
                            .toString());
        return Map.of(first.entry().toString(), row);
    }
}
