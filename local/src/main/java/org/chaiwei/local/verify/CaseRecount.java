package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the demolition service's list of cases from its events, case by case: the events and the rows are read side by side, so memory does not grow with
 * the number of cases.
 */
final class CaseRecount {

    static final String VIEW = "cases";

    private static final String TABLE = "enforcement_case";
    private static final String LABEL = "demolition " + TABLE;
    private static final String EVENT = "demolition event_store.event";
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private static final List<String> COLUMNS = List.of(
            "ledger_number",
            "ledger_kind",
            "street",
            "use_class",
            "tags",
            "households",
            "origin",
            "relapse_of",
            "discovered_on",
            "alley",
            "stage",
            "track",
            "standing",
            "case_number",
            "confirmed_at",
            "filed_on",
            "area_m2",
            "legacy_m2",
            "awaiting_m2",
            "accepted_m2",
            "remaining_m2",
            "sealing_awaiting",
            "accepted_on",
            "failed_cause",
            "restored_on",
            "restored_as",
            "ended_on",
            "ground",
            "handler",
            "supervisor",
            "sequence",
            "position",
            "changed_at");

    private static final String TOTALS = "case_total";
    private static final String TOTALS_LABEL = "demolition " + TOTALS;
    private static final List<String> KIND = List.of("street", "stage", "track");
    private static final List<String> SUMS = List.of("area_m2", "awaiting_m2", "remaining_m2");

    private final Connection snapshot;
    private final Differences differences;

    /** By street, stage and track, in the order of {@link #KIND}: how many there are, and the {@link #SUMS}. */
    private final Map<List<String>, List<BigDecimal>> totals = new HashMap<>();

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    CaseRecount(Connection snapshot, Differences differences) {
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
        KnownColumns.require(
                snapshot,
                differences,
                TOTALS,
                TOTALS_LABEL,
                Stream.of(KIND, List.of("count"), SUMS).flatMap(List::stream));
        var upTo = ViewPosition.of(snapshot, VIEW);
        var checked = 0L;
        try (var log = Rows.of(
                        snapshot,
                        StoredEvent.QUERY.formatted("EnforcementCase", upTo, "e.aggregate_id, e.sequence"),
                        StoredEvent::of);
                var rows = TableRow.of(snapshot, TABLE, "''", COLUMNS, "ORDER BY violation")) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var recounted = new Case();
                for (var event : EntryIds.take(log, id)) take(event, recounted);
                var found = EntryIds.take(rows, id);
                checked += found.size();
                compare(id, recounted, found);
                if (recounted.isLead()) addToTotals(recounted.row());
            }
        }
        compareTotals();
        return checked;
    }

    private void addToTotals(Map<String, @Nullable String> row) {
        var kind = KIND.stream()
                .map(column -> Objects.requireNonNullElse(row.get(column), ""))
                .toList();
        var before = totals.getOrDefault(kind, List.of(BigDecimal.ZERO, NOTHING, NOTHING, NOTHING));
        var after = new ArrayList<BigDecimal>();
        after.add(before.getFirst().add(BigDecimal.ONE));
        for (var i = 0; i < SUMS.size(); i++)
            after.add(before.get(i + 1).add(new BigDecimal(Objects.requireNonNull(row.get(SUMS.get(i))))));
        totals.put(kind, after);
    }

    /** A kind that no case is of any more may stay, with nothing in it. */
    private void compareTotals() throws SQLException {
        try (var statement = snapshot.createStatement();
                var rows = statement.executeQuery(
                        "SELECT street, stage, track, count, area_m2, awaiting_m2, remaining_m2 FROM case_total")) {
            while (rows.next()) {
                var kind = List.of(rows.getString(1), rows.getString(2), rows.getString(3));
                var expected = Objects.requireNonNullElse(
                        totals.remove(kind), List.of(BigDecimal.ZERO, NOTHING, NOTHING, NOTHING));
                for (var i = 0; i < expected.size(); i++)
                    if (rows.getBigDecimal(4 + i).compareTo(expected.get(i)) != 0)
                        differences.add(
                                TOTALS_LABEL,
                                String.join(" ", kind),
                                i == 0 ? "count" : SUMS.get(i - 1),
                                expected.get(i),
                                rows.getBigDecimal(4 + i));
            }
        }
        for (var kind : totals.keySet()) differences.missing(TOTALS_LABEL, String.join(" ", kind));
    }

    private void take(StoredEvent event, Case recounted) {
        try {
            if (!recounted.take(event))
                differences.add(EVENT, event.key(), "type", "an event that verify recounts", event.type());
        } catch (DateTimeException | ArithmeticException e) {
            differences.add(EVENT, event.key(), "payload", "readable", e.getMessage());
        }
    }

    private void compare(UUID id, Case recounted, List<TableRow> found) {
        if (!recounted.isLead()) {
            for (var row : found) differences.unexpected(LABEL, key(row));
        } else if (found.isEmpty()) {
            differences.missing(LABEL, id + " " + recounted.row().get("ledger_number"));
        } else {
            differences.compare(
                    LABEL,
                    key(found.getFirst()),
                    recounted.row(),
                    found.getFirst().columns());
        }
    }

    private static String key(TableRow row) {
        return row.entry() + " " + row.columns().get("ledger_number");
    }

    /** A case as its events leave it. */
    static final class Case {

        /** What a column says that one event sets, or another clears. */
        private final Map<String, @Nullable String> said = new LinkedHashMap<>();

        private BigDecimal areaM2 = NOTHING;
        private BigDecimal legacyM2 = NOTHING;
        private BigDecimal awaitingM2 = NOTHING;
        private BigDecimal acceptedM2 = NOTHING;
        private boolean sealingAwaiting;
        private final ActsRecount acts = new ActsRecount();
        private @Nullable StoredEvent last;

        /** A relapse may be told of before the entry that it is; until then there is no row. */
        boolean isLead() {
            return last != null;
        }

        /** @return whether it is known what such an event changes; one that isn't changes nothing but who was last */
        boolean take(StoredEvent event) {
            var name = event.name();
            if (last == null && !name.equals("LeadReceived")) return true;
            last = event;
            acts.take(event);
            switch (name) {
                case "LeadReceived" -> {
                    copy(event, "ledger_number", "ledgerNumber");
                    copy(event, "ledger_kind", "ledgerKind");
                    copy(event, "street", "street");
                    copy(event, "use_class", "use");
                    copy(event, "households", "households");
                    copy(event, "origin", "origin");
                    copy(event, "relapse_of", "relapseOf");
                    copy(event, "discovered_on", "discoveredOn");
                    copy(event, "alley", "alley");
                    tags(event);
                    areaM2 = area(event);
                    legacyM2 = NOTHING;
                    end(null, null);
                }
                case "EntryCorrected" -> {
                    copy(event, "ledger_kind", "ledgerKind");
                    copy(event, "use_class", "use");
                    copy(event, "households", "households");
                    copy(event, "alley", "alley");
                    areaM2 = area(event);
                }
                case "EntryReassigned" -> {
                    copy(event, "street", "street");
                    copy(event, "alley", "alley");
                }
                case "EntryTagged" -> tags(event);
                case "RelapseLinked" -> copy(event, "relapse_of", "closedViolation");
                case "EntryWithdrawn" -> end(event.text("occurredOn"), null);
                case "EntryClosed" -> end(event.text("occurredOn"), event.text("ground"));
                case "ClosingRevoked" -> end(null, null);
                case "DemolitionPosted" -> {
                    if (event.payload().path("legacy").asBoolean(false)) legacyM2 = legacyM2.add(area(event));
                }
                case "CaseFiled" -> {
                    copy(event, "case_number", "caseNumber");
                    copy(event, "track", "track");
                    copy(event, "filed_on", "occurredOn");
                    if (said.get("handler") == null) copy(event, "handler", "filedBy");
                }
                case "HandlerAssigned" -> {
                    copy(event, "handler", "handler");
                    copy(event, "supervisor", "supervisor");
                }
                case "DiscoveryConfirmed" -> said.put("confirmed_at", event.micros("occurredAt"));
                case "Demolished" -> {
                    awaitingM2 = awaitingM2.add(area(event));
                    said.put("restored_on", null);
                    said.put("restored_as", null);
                }
                case "WallSealed" -> {
                    sealingAwaiting = true;
                    said.put("restored_on", null);
                    said.put("restored_as", null);
                }
                case "AcceptancePassed" -> {
                    acceptedM2 = acceptedM2.add(area(event));
                    awaitingM2 = NOTHING;
                    sealingAwaiting = false;
                    copy(event, "accepted_on", "occurredOn");
                    said.put("failed_cause", null);
                }
                case "AcceptanceFailed" -> copy(event, "failed_cause", "cause");
                case "RestorationCompleted" -> {
                    copy(event, "restored_on", "occurredOn");
                    copy(event, "restored_as", "kind");
                }
                case "BuildingFoundFinished" -> said.put("track", "EXISTING");
                case "DemolitionNotPosted",
                        "DemolitionReversed",
                        "AcceptanceSigned",
                        "RestrictionAcknowledged",
                        "RestrictionRefused",
                        "RestrictionLifted",
                        "ConsultationAsked",
                        "ConsultationAnswered",
                        "SupportAsked",
                        "SupportDone",
                        "SiteDispatched",
                        "SiteReached",
                        "WorkStopped",
                        "ClockPaused",
                        "ClockResumed",
                        "OneHourClockMissed",
                        "ClockPauseEscalated",
                        "OneHourClockStopped",
                        "DeadlineReached",
                        "DeadlineEscalated" -> {} // only who was last
                default -> {
                    return ActsRecount.knows(name);
                }
            }
            return true;
        }

        private void copy(StoredEvent event, String column, String field) {
            said.put(column, event.text(field));
        }

        private void tags(StoredEvent event) {
            said.put(
                    "tags",
                    StreamSupport.stream(event.payload().path("tags").spliterator(), false)
                            .map(tag -> tag.asString(""))
                            .sorted()
                            .collect(Collectors.joining(",")));
        }

        private void end(@Nullable String on, @Nullable String ground) {
            said.put("ended_on", on);
            said.put("ground", ground);
        }

        private static BigDecimal area(StoredEvent event) {
            var area = event.area("areaM2");
            return area == null ? NOTHING : area;
        }

        private BigDecimal remainingM2() {
            if (said.get("ended_on") != null) return NOTHING;
            return areaM2.subtract(legacyM2)
                    .subtract(awaitingM2)
                    .subtract(acceptedM2)
                    .max(NOTHING);
        }

        /** What waits for acceptance comes first; then, while some of it stands, how far the procedure has come; then what was done on the spot. */
        private String stage() {
            if (said.get("ended_on") != null) return said.get("ground") == null ? "WITHDRAWN" : "CLOSED";
            if (sealingAwaiting || awaitingM2.signum() > 0) return "AWAITING_ACCEPTANCE";
            var procedure = acts.stage();
            if (procedure != null && remainingM2().signum() > 0) return procedure;
            if (said.get("restored_on") != null) return "RESTORED";
            if (said.get("accepted_on") != null) return "ACCEPTED";
            if (procedure != null) return procedure;
            if (said.get("filed_on") != null) return "FILED";
            return acts.stands("VERIFIED") ? "VERIFIED" : "LEAD";
        }

        Map<String, @Nullable String> row() {
            var by = last;
            if (by == null) throw new IllegalStateException("no lead");
            var row = new LinkedHashMap<String, @Nullable String>();
            for (var column : COLUMNS) row.put(column, said.get(column));
            row.put("stage", stage());
            row.put("standing", acts.text());
            row.put("area_m2", areaM2.toPlainString());
            row.put("legacy_m2", legacyM2.toPlainString());
            row.put("awaiting_m2", awaitingM2.toPlainString());
            row.put("accepted_m2", acceptedM2.toPlainString());
            row.put("remaining_m2", remainingM2().toPlainString());
            row.put("sealing_awaiting", Boolean.toString(sealingAwaiting));
            row.put("sequence", Long.toString(by.sequence()));
            row.put("position", Long.toString(by.position()));
            row.put("changed_at", Long.toString(by.recordedAtMicros()));
            return row;
        }
    }
}
