package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recounts the one-hour clocks from the cases' events, with all that a row keeps of its clock. By rules of its own, not the service's. Case by case, so
 * memory does not grow with their number.
 *
 * <p>When a clock has something to tell next follows from rules that this does not know: of {@code next_finding} it sees only that there is none before
 * the confirmation and after the stop.
 */
final class ClockRecount {

    static final String VIEW = "onehour";

    private static final String TABLE = "one_hour_clock";
    private static final String LABEL = "demolition " + TABLE;

    private static final List<String> COLUMNS = List.of(
            "ledger_number",
            "street",
            "removed_at",
            "clock",
            "confirmed_at",
            "outcome",
            "stopped_at",
            "next_finding",
            "position");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String REMOVED = "REMOVED";

    /** What is entered on a clock, and the milestone that it means. */
    private static final Map<String, String> MILESTONES =
            Map.of("SiteDispatched", "DISPATCHED", "SiteReached", "ON_SITE", "WorkStopped", "STOPPED");

    /** Grounds of closing that say that it never was one. */
    private static final Set<String> NEVER_ONE = Set.of("DISMISSED", "DUPLICATE", "ORDER_REVOKED");

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    ClockRecount(Connection snapshot, Differences differences) {
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
                snapshot, differences, TABLE, LABEL, Stream.concat(Stream.of("violation"), COLUMNS.stream()));
        var query = StoredEvent.QUERY.formatted(
                "EnforcementCase", ViewPosition.of(snapshot, VIEW), "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var rows = TableRow.of(snapshot, TABLE, "''", COLUMNS, "ORDER BY violation")) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var recounted = new Row();
                for (var event : EntryIds.take(log, id)) recounted.take(event);
                var found = EntryIds.take(rows, id);
                checked += found.size();
                compare(id, recounted, found);
            }
        }
        return checked;
    }

    private void compare(UUID id, Row recounted, List<TableRow> found) {
        for (var row : found) {
            if (!recounted.exists) {
                differences.unexpected(LABEL, id);
                continue;
            }
            var columns = new LinkedHashMap<>(row.columns());
            var json = columns.get("clock");
            if (json != null) columns.put("clock", Clock.text(JSON.readTree(json)));
            differences.compare(LABEL, id, recounted.columns(), columns);
            if (recounted.tellsNothingMore())
                differences.compare(LABEL, id, "next_finding", null, columns.get("next_finding"));
        }
        if (recounted.exists && found.isEmpty()) differences.missing(LABEL, id);
    }

    private static String micros(String time) {
        var instant = OffsetDateTime.parse(time).toInstant();
        return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    private static final class Row {

        private boolean exists;
        private @Nullable String ledgerNumber;
        private @Nullable String street;
        private @Nullable String removedAt;
        private @Nullable Clock clock;
        private @Nullable String stoppedAt;
        private long position;

        void take(StoredEvent event) {
            if (!exists) {
                if (!event.name().equals("LeadReceived") || !"NEW".equals(event.text("origin"))) return;
                exists = true;
            }
            var before = columns();
            switch (event.name()) {
                case "LeadReceived" -> {
                    ledgerNumber = event.text("ledgerNumber");
                    street = event.text("street");
                    position = event.position();
                }
                case "EntryReassigned" -> {
                    street = event.text("street");
                    position = event.position();
                }
                case "DiscoveryConfirmed" -> {
                    clock = new Clock(String.valueOf(event.micros("occurredAt")));
                    if (removedAt != null) clock.reached.put(REMOVED, removedAt);
                }
                case "Demolished" -> {
                    if (clock == null && removedAt == null && isWhole(event)) removedAt = event.micros("occurredAt");
                    else if (clock != null) clock.take(event);
                }
                default -> {
                    if (clock != null) clock.take(event);
                    if (clock != null && event.name().equals("OneHourClockStopped"))
                        stoppedAt = event.micros("occurredAt");
                }
            }
            if (!before.equals(columns())) position = event.position();
        }

        private static boolean isWhole(StoredEvent event) {
            return "true".equals(event.text("whole"));
        }

        boolean tellsNothingMore() {
            return clock == null || clock.outcome != null;
        }

        /** All but when it tells something next. */
        Map<String, @Nullable String> columns() {
            var row = new LinkedHashMap<String, @Nullable String>();
            row.put("ledger_number", ledgerNumber);
            row.put("street", street);
            row.put("removed_at", removedAt);
            row.put("clock", clock == null ? null : clock.text());
            row.put("confirmed_at", clock == null ? null : clock.confirmedAt);
            row.put("outcome", clock == null ? null : clock.outcome);
            row.put("stopped_at", stoppedAt);
            row.put("position", Long.toString(position));
            return row;
        }
    }

    /** What its events say of a clock; times in microseconds since 1970. */
    private static final class Clock {

        private final String confirmedAt;
        private final Map<String, String> reached = new TreeMap<>();
        private final List<String> pauses = new ArrayList<>();
        private final Set<String> missed = new TreeSet<>();
        private @Nullable String pausedSince;
        private @Nullable String end;
        private @Nullable String outcome;
        private @Nullable String rung;

        Clock(String confirmedAt) {
            this.confirmedAt = confirmedAt;
        }

        void take(StoredEvent event) {
            var at = event.micros("occurredAt");
            switch (event.name()) {
                case "SiteDispatched", "SiteReached", "WorkStopped" ->
                    reached.putIfAbsent(Objects.requireNonNull(MILESTONES.get(event.name())), String.valueOf(at));
                case "Demolished" -> {
                    if (Row.isWhole(event)) reached.putIfAbsent(REMOVED, String.valueOf(at));
                }
                case "ClockPaused" -> {
                    pausedSince = at;
                    rung = null;
                }
                case "ClockResumed" -> {
                    if (pausedSince != null) pauses.add(pausedSince + "-" + at);
                    pausedSince = null;
                    rung = null;
                }
                case "ClockPauseEscalated" -> rung = event.text("rung");
                case "OneHourClockMissed" -> missed.add(String.valueOf(event.text("milestone")));
                case "OneHourClockStopped" -> outcome = event.text("outcome");
                case "EntryWithdrawn", "CaseDismissed" -> ends("NEVER_WAS");
                case "EntryClosed" ->
                    ends(NEVER_ONE.contains(String.valueOf(event.text("ground"))) ? "NEVER_WAS" : "GOES_ON");
                case "BuildingFoundFinished" -> ends("GOES_ON");
                default -> {} // not of the clock
            }
        }

        private void ends(String by) {
            if (end == null) end = by;
        }

        String text() {
            var all = new ArrayList<>(pauses);
            if (pausedSince != null) all.add(pausedSince + "-");
            return text(confirmedAt, reached, all, end, missed, outcome, rung);
        }

        /** The same of what a row keeps. */
        static String text(JsonNode kept) {
            var reached = new TreeMap<String, String>();
            for (var entry : kept.path("reached").properties())
                reached.put(entry.getKey(), micros(entry.getValue().asString()));
            var pauses = new ArrayList<String>();
            for (var pause : kept.path("pauses")) {
                var to = StoredEvent.text(pause, "to");
                pauses.add(micros(pause.path("from").asString()) + "-" + (to == null ? "" : micros(to)));
            }
            var missed = new TreeSet<String>();
            for (var milestone : kept.path("missed")) missed.add(milestone.asString());
            return text(
                    micros(kept.path("confirmedAt").asString()),
                    reached,
                    pauses,
                    StoredEvent.text(kept, "end"),
                    missed,
                    StoredEvent.text(kept, "outcome"),
                    StoredEvent.text(kept, "pauseRung"));
        }

        private static String text(
                String confirmedAt,
                Map<String, String> reached,
                List<String> pauses,
                @Nullable String end,
                Set<String> missed,
                @Nullable String outcome,
                @Nullable String rung) {
            return "confirmed %s, reached %s, paused %s, end %s, missed %s, outcome %s, told %s"
                    .formatted(confirmedAt, reached, pauses, end, missed, outcome, rung);
        }
    }
}
