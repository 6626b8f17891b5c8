package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the list of papers again: each paper from its register's events, and whether it holds from what came after, in its register and in its case. By
 * rules of its own, not the service's.
 *
 * <p>Memory: the papers, and the events that end any.
 */
final class PapersRecount {

    static final String VIEW = "papers";

    private static final String TABLE = "paper";
    private static final List<String> COLUMNS = List.of(
            "register",
            "violation",
            "kind",
            "office",
            "number",
            "sha256",
            "template",
            "check_code",
            "supersedes",
            "issued_by",
            "issued_on",
            "status",
            "status_on",
            "position");

    /** What falls with a forced decision, and what besides with the order. */
    private static final Set<String> WITH_THE_DECISION = Set.of("FORCED_DEMOLITION_DECISION", "ANNOUNCEMENT");

    private static final Set<String> WITH_THE_ORDER =
            Set.of("NOTICE", "ORDER", "DEMAND", "FORCED_DEMOLITION_DECISION", "ANNOUNCEMENT");

    private final Connection snapshot;
    private final Differences differences;

    PapersRecount(Connection snapshot, Differences differences) {
        this.snapshot = snapshot;
        this.differences = differences;
    }

    /**
     * Compares all of it.
     *
     * @return how many rows there are
     */
    long run() throws SQLException {
        var expected = recounted(ViewPosition.of(snapshot, VIEW));
        var checked = 0L;
        try (var rows = Rows.of(
                snapshot,
                "SELECT paper::text, " + String.join("::text, ", COLUMNS) + "::text FROM paper ORDER BY paper",
                PapersRecount::row)) {
            while (rows.hasNext()) {
                var row = rows.take();
                checked++;
                var key = String.valueOf(row.get(TABLE));
                var paper = expected.remove(key);
                if (paper == null) differences.unexpected(TABLE, key);
                else differences.compare(TABLE, key, paper, row);
            }
        }
        for (var missing : expected.keySet()) differences.missing(TABLE, missing);
        return checked;
    }

    private Map<String, Map<String, @Nullable String>> recounted(long upTo) throws SQLException {
        var events = new TreeMap<Long, StoredEvent>();
        read(StoredEvent.QUERY.formatted("PaperRegister", upTo, "e.position"), events);
        var ends = StoredEvent.named(List.of("OrderRevoked", "ForcedDecisionRevoked", "RemedyEnded"));
        read(StoredEvent.query("EnforcementCase", ends, upTo, "e.position"), events);
        var papers = new TreeMap<String, Map<String, @Nullable String>>();
        for (var event : events.values()) take(event, papers);
        return papers;
    }

    private void read(String query, Map<Long, StoredEvent> into) throws SQLException {
        try (var log = Rows.of(snapshot, query, StoredEvent::of)) {
            while (log.hasNext()) {
                var event = log.take();
                into.put(event.position(), event);
            }
        }
    }

    private static void take(StoredEvent event, Map<String, Map<String, @Nullable String>> papers) {
        switch (event.name()) {
            case "PaperIssued" -> {
                papers.put(String.valueOf(event.text("paper")), issued(event));
                if (event.text("supersedes") != null) end(papers.get(event.text("supersedes")), "SUPERSEDED", event);
            }
            case "PaperWithdrawn" -> end(papers.get(String.valueOf(event.text("paper"))), "WITHDRAWN", event);
            case "OrderRevoked" -> fall(event, WITH_THE_ORDER, papers);
            case "ForcedDecisionRevoked" -> fall(event, WITH_THE_DECISION, papers);
            case "RemedyEnded" -> {
                var revokes = event.text("revokes");
                if (revokes != null)
                    fall(
                            event,
                            revokes.equals("FORCED_DEMOLITION_DECISION") ? WITH_THE_DECISION : WITH_THE_ORDER,
                            papers);
            }
            default -> {} // ends no paper
        }
    }

    private static Map<String, @Nullable String> issued(StoredEvent event) {
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("register", event.entry().toString());
        for (var same : List.of("violation", "kind", "office", "number", "sha256", "template", "supersedes"))
            row.put(same, event.text(same));
        row.put("check_code", event.text("check"));
        row.put("issued_by", event.text("by"));
        row.put("issued_on", event.text("occurredOn"));
        row.put("status", "VALID");
        row.put("status_on", null);
        row.put("position", Long.toString(event.position()));
        return row;
    }

    private static void fall(StoredEvent event, Set<String> kinds, Map<String, Map<String, @Nullable String>> papers) {
        for (var paper : papers.values())
            if (String.valueOf(paper.get("violation")).equals(event.entry().toString())
                    && kinds.contains(String.valueOf(paper.get("kind")))) end(paper, "WITHDRAWN", event);
    }

    private static void end(@Nullable Map<String, @Nullable String> paper, String status, StoredEvent event) {
        if (paper == null || !"VALID".equals(paper.get("status"))) return;
        paper.put("status", status);
        paper.put("status_on", event.text("occurredOn"));
    }

    private static Map<String, @Nullable String> row(ResultSet found) throws SQLException {
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put(TABLE, found.getString(1));
        for (int i = 0; i < COLUMNS.size(); i++) row.put(COLUMNS.get(i), found.getString(i + 2));
        return row;
    }
}
