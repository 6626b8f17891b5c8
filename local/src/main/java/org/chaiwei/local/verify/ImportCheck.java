package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.chaiwei.local.verify.Report.Amount;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Holds what the log says of each import as a whole against the entries that carry its id: none lost and none doubled, however often
 * the import was interrupted. An import that is still under way is left alone.
 */
final class ImportCheck {

    private static final String EVENT = "event_store.event";

    /** By import: the entries that it registered, and how many of these were withdrawn. */
    private final Map<String, Amount> registered = new HashMap<>();

    private final Map<String, Long> withdrawn = new HashMap<>();

    void registered(@Nullable String batch, BigDecimal areaM2) {
        if (batch != null) registered.merge(batch, new Amount(1, areaM2), Amount::plus);
    }

    void withdrawn(@Nullable String batch) {
        if (batch != null) withdrawn.merge(batch, 1L, Long::sum);
    }

    /**
     * Compares, once every entry has been counted.
     *
     * @param upTo the position up to which entries were counted
     * @return how many events of imports the log holds up to there
     */
    long run(Connection snapshot, Differences differences, long upTo) throws SQLException {
        var announced = new HashMap<String, JsonNode>();
        var events = 0L;
        try (var log =
                Rows.of(snapshot, StoredEvent.QUERY.formatted("ImportBatch", upTo, "e.position"), StoredEvent::of)) {
            while (log.hasNext()) {
                var event = log.take();
                events++;
                try {
                    compare(event, announced, differences);
                } catch (JacksonException | ArithmeticException e) {
                    differences.add(EVENT, event.key(), "payload", "readable", e.getMessage());
                }
            }
        }
        return events;
    }

    private void compare(StoredEvent event, Map<String, JsonNode> announced, Differences differences) {
        var batch = event.entry().toString();
        var payload = event.payload();
        var entries = registered.getOrDefault(batch, Amount.NONE);
        switch (event.type()) {
            case "ImportBatch/ImportStarted/1" -> announced.put(batch, payload);
            case "ImportBatch/ImportCommitted/1" -> {
                differences.compare(
                        EVENT,
                        event.key(),
                        "payload rows",
                        entries.count(),
                        payload.path("rows").longValue());
                var started = announced.get(batch);
                if (started == null) {
                    differences.add(EVENT, event.key(), "type", "an ImportStarted before it", event.type());
                    return;
                }
                var conflicting = payload.path("rowsConflicting").longValue();
                differences.compare(
                        EVENT,
                        event.key(),
                        "payload rows and rowsConflicting",
                        started.path("rows").longValue(),
                        payload.path("rows").longValue() + conflicting);
                if (conflicting == 0)
                    differences.compare(
                            EVENT,
                            event.key(),
                            "area of the entries",
                            started.path("areaM2").decimalValue().setScale(2),
                            entries.areaM2());
            }
            case "ImportBatch/ImportUndone/1" -> {
                var gone = withdrawn.getOrDefault(batch, 0L);
                var said = payload.path("rowsWithdrawn").longValue();
                // A person may have withdrawn some of them before.
                if (gone < said) differences.add(EVENT, event.key(), "payload rowsWithdrawn", "at most " + gone, said);
            }
            default -> {}
        }
    }
}
