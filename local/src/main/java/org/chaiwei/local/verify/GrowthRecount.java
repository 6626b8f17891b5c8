package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recounts what of the new constructions stands from the cases' events: the account of each as it is now, and what each event moved. By rules of its own,
 * not the service's. Case by case, so memory does not grow with their number.
 */
final class GrowthRecount {

    static final String VIEW = "zero-growth";

    private static final String ACCOUNTS = "new_construction";
    private static final String ACCOUNTS_LABEL = "demolition " + ACCOUNTS;
    private static final List<String> ACCOUNT =
            List.of("street", "origin", "recorded_m2", "legacy_m2", "demolished_m2", "failed_m2", "ended");

    private static final String MOVEMENTS = "growth_movement";
    private static final String MOVEMENTS_LABEL = "demolition " + MOVEMENTS;
    private static final List<String> MOVEMENT =
            List.of("street", "origin", "business_date", "recorded_at", "standing_m2");

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private static final List<String> EVENTS = List.of(
            "LeadReceived",
            "EntryCorrected",
            "EntryReassigned",
            "EntryWithdrawn",
            "EntryClosed",
            "ClosingRevoked",
            "DemolitionPosted",
            "Demolished",
            "AcceptanceFailed",
            "AcceptancePassed");

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    GrowthRecount(Connection snapshot, Differences differences) {
        this.snapshot = snapshot;
        this.differences = differences;
    }

    /**
     * Recounts and compares, up to where the view is. What differs goes to the differences.
     *
     * @return how many rows there are in both tables
     */
    long run() throws SQLException {
        KnownColumns.require(
                snapshot,
                differences,
                ACCOUNTS,
                ACCOUNTS_LABEL,
                Stream.concat(Stream.of("violation"), ACCOUNT.stream()));
        KnownColumns.require(
                snapshot,
                differences,
                MOVEMENTS,
                MOVEMENTS_LABEL,
                Stream.concat(Stream.of("violation", "position", "ordinal"), MOVEMENT.stream()));
        var query = StoredEvent.query(
                "EnforcementCase",
                StoredEvent.named(EVENTS),
                ViewPosition.of(snapshot, VIEW),
                "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var accounts = TableRow.of(snapshot, ACCOUNTS, "''", ACCOUNT, "ORDER BY violation");
                var movements = TableRow.of(
                        snapshot,
                        MOVEMENTS,
                        "position || ' ' || ordinal",
                        MOVEMENT,
                        "ORDER BY violation, position, ordinal")) {
            for (var id = EntryIds.next(log, accounts, movements);
                    id != null;
                    id = EntryIds.next(log, accounts, movements)) {
                var account = new Account();
                for (var event : EntryIds.take(log, id)) account.take(event);
                var found = EntryIds.take(accounts, id);
                var moved = EntryIds.take(movements, id);
                checked += found.size() + moved.size();
                compare(id, account, found, moved);
            }
        }
        return checked;
    }

    private void compare(UUID id, Account account, List<TableRow> found, List<TableRow> moved) {
        var expected = account.row();
        for (var row : found) {
            if (expected == null) differences.unexpected(ACCOUNTS_LABEL, id);
            else differences.compare(ACCOUNTS_LABEL, id, expected, row.columns());
        }
        if (expected != null && found.isEmpty()) differences.missing(ACCOUNTS_LABEL, id);
        var left = new TreeMap<>(account.movements);
        for (var row : moved) {
            var recounted = left.remove(row.key());
            var key = id + " position " + row.key();
            if (recounted == null) differences.unexpected(MOVEMENTS_LABEL, key);
            else differences.compare(MOVEMENTS_LABEL, key, recounted, row.columns());
        }
        for (var missing : left.keySet()) differences.missing(MOVEMENTS_LABEL, id + " position " + missing);
    }

    /** One construction. */
    private static final class Account {

        /** By position and ordinal. */
        private final Map<String, Map<String, @Nullable String>> movements = new TreeMap<>();

        /** Null as long as it is none of these: on the ledger from before the plan. */
        private @Nullable String origin;

        private @Nullable String street;
        private BigDecimal recorded = NOTHING;
        private BigDecimal legacy = NOTHING;
        private BigDecimal demolished = NOTHING;
        private BigDecimal failed = NOTHING;
        private boolean ended;

        void take(StoredEvent event) {
            var isLead = event.name().equals("LeadReceived");
            if (origin == null && (!isLead || "EXISTING".equals(event.text("origin")))) return;
            var isFirst = origin == null;
            var from = street;
            var stood = isFirst ? NOTHING : stands();
            count(event);
            var day = isFirst ? event.text("discoveredOn") : event.text("occurredOn");
            if (from != null && from.equals(street)) {
                move(event, 0, from, day, stands().subtract(stood));
            } else {
                if (from != null) move(event, 0, from, day, stood.negate());
                move(event, 1, String.valueOf(street), day, stands());
            }
        }

        private void count(StoredEvent event) {
            var area = event.area("areaM2");
            var given = area == null ? NOTHING : area;
            switch (event.name()) {
                case "LeadReceived" -> {
                    origin = event.text("origin");
                    street = event.text("street");
                    recorded = "EXISTING".equals(origin) ? NOTHING : given;
                    legacy = NOTHING;
                    ended = false;
                }
                case "EntryCorrected" -> recorded = given;
                case "EntryReassigned" -> street = event.text("street");
                case "EntryWithdrawn", "EntryClosed" -> ended = true;
                case "ClosingRevoked" -> ended = false;
                case "DemolitionPosted" -> {
                    if ("true".equals(event.text("legacy"))) legacy = legacy.add(given);
                }
                case "Demolished" -> demolished = demolished.add(given);
                case "AcceptanceFailed" -> failed = failed.add(given);
                case "AcceptancePassed" -> failed = NOTHING;
                default -> throw new IllegalStateException("not asked for: " + event.name());
            }
        }

        private BigDecimal stands() {
            if (ended) return NOTHING;
            return recorded.subtract(legacy).subtract(demolished).add(failed).max(NOTHING);
        }

        private void move(StoredEvent event, int ordinal, String in, @Nullable String day, BigDecimal areaM2) {
            if (areaM2.signum() == 0) return;
            var row = new LinkedHashMap<String, @Nullable String>();
            row.put("street", in);
            row.put("origin", origin);
            row.put("business_date", day);
            row.put("recorded_at", Long.toString(event.recordedAtMicros()));
            row.put("standing_m2", areaM2.toPlainString());
            movements.put(event.position() + " " + ordinal, row);
        }

        @Nullable
        Map<String, @Nullable String> row() {
            if (origin == null) return null;
            var row = new LinkedHashMap<String, @Nullable String>();
            row.put("street", street);
            row.put("origin", origin);
            row.put("recorded_m2", recorded.toPlainString());
            row.put("legacy_m2", legacy.toPlainString());
            row.put("demolished_m2", demolished.toPlainString());
            row.put("failed_m2", failed.toPlainString());
            row.put("ended", Boolean.toString(ended));
            return row;
        }
    }
}
