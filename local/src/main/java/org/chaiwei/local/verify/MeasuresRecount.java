package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.local.verify.ListRecount.Table;
import org.jspecify.annotations.Nullable;

/** Recounts accountability's measures (奖惩问责) from its own log: what happened to each, and where each is. Shares no code with the service. */
final class MeasuresRecount {

    static final String VIEW = "measures";

    /** Where an event takes a measure; what is not here leaves it where it is. */
    private static final Map<String, String> STAGES = Map.of(
            "MeasureProposed", "PROPOSED",
            "MeasureDropped", "DROPPED",
            "MeasureDecided", "DECIDED",
            "MeasureServed", "SERVED",
            "MeasureAppealed", "APPEALED",
            "MeasureReversed", "REVERSED",
            "MeasureClosed", "CLOSED");

    private static final Set<String> IN_FORCE = Set.of("DECIDED", "SERVED", "APPEALED");
    private static final Set<String> TOLD_TO_ALL = Set.of("SERVED", "CLOSED");
    private static final Set<String> PUBLIC_KINDS = Set.of("COMMENDATION", "REWARD", "CIRCULAR");

    private static final List<Table> TABLES = List.of(
            Table.ofEvents("measure_event", "measure", "position"),
            new Table(
                    "measure",
                    "measure",
                    "measure",
                    List.of(
                            "position",
                            "sequence",
                            "street",
                            "month",
                            "kind",
                            "ground",
                            "rule",
                            "stage",
                            "under_review",
                            "is_public",
                            "person",
                            "proposed_on",
                            "served_on",
                            "appeal_until",
                            "tables_position"),
                    MeasuresRecount::recounted));

    private final ListRecount recount;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    MeasuresRecount(Connection accountability, Differences differences) {
        this.recount = new ListRecount(accountability, differences);
    }

    /** Recounts and compares, up to where the view is. @return how many rows there are */
    long run() throws SQLException {
        return recount.run("Measure", VIEW, TABLES);
    }

    private static Map<String, Map<String, @Nullable String>> recounted(List<StoredEvent> events) {
        if (events.isEmpty()) return Map.of();
        var row = new LinkedHashMap<String, @Nullable String>();
        var first = events.getFirst();
        row.put("position", Long.toString(first.position()));
        row.put("street", first.text("street"));
        row.put("proposed_on", first.text("occurredOn"));
        row.put("ground", first.text("ground"));
        row.put("rule", first.text("rule"));
        for (var column : List.of("person", "served_on", "appeal_until")) row.put(column, null);
        var stage = "";
        var kind = "";
        var marked = false;
        var tables = 0L;
        for (var event : events) {
            row.put("sequence", Long.toString(event.sequence()));
            var at = event.payload().path("tablesPosition").asLong(0);
            switch (event.name()) {
                case "MeasureProposed" -> {
                    kind = event.text("kind");
                    tables = at;
                    row.put("month", StoredEvent.text(event.payload().path("evidence"), "month"));
                }
                case "MeasureDropped" -> tables = Math.max(tables, at);
                case "MeasureDecided" -> kind = event.text("kind");
                case "MeasureServed" -> {
                    row.put("person", event.text("person"));
                    row.put("served_on", event.text("servedOn"));
                    row.put("appeal_until", event.text("appealUntil"));
                }
                case "MeasureAppealDecided" ->
                    stage = event.payload().path("upheld").asBoolean() ? "UPHELD" : "SERVED";
                // A proposal that is forgiven in part stays as it was proposed, until somebody decides.
                case "GoodFaithErrorRecorded" -> {
                    if (IN_FORCE.contains(stage) && event.text("kind") != null) kind = event.text("kind");
                }
                case "MeasureMarkedForReview" -> {
                    marked = true;
                    tables = at;
                }
                case "MeasureReviewed" -> marked = false;
                default -> {}
            }
            stage = STAGES.getOrDefault(event.name(), stage);
        }
        var underReview = marked && IN_FORCE.contains(stage);
        row.put("kind", kind);
        row.put("stage", stage);
        row.put("under_review", Boolean.toString(underReview));
        row.put(
                "is_public",
                Boolean.toString(
                        kind != null && PUBLIC_KINDS.contains(kind) && !underReview && TOLD_TO_ALL.contains(stage)));
        row.put("tables_position", Long.toString(tables));
        return Map.of(first.entry().toString(), row);
    }
}
