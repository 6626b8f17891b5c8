package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Recounts the tables of accountability that hold a fact as it came: {@code procedure_fact}, all of the kinds that the one-hour clock and the restorations are
 * counted by, and {@code fact_feed}, the last facts of all kinds. A service's log and both tables are read side by side in the order of positions.
 *
 * <p>Of the feed the oldest facts are dropped in the order in which they came, which no log tells. As each partition's come in the order of their positions, what came
 * behind its oldest ones must be there.
 */
final class FactRowsRecount {

    /** As many as the feed keeps at least. */
    static final int FEED_KEPT = 10_000;

    private static final String PROCEDURE = "procedure_fact";
    private static final String FEED = "fact_feed";
    private static final String PROCEDURES = "accountability " + PROCEDURE;
    private static final String SHOWN = "accountability " + FEED;
    private static final String READER = "progress";

    private static final List<String> PROCEDURE_COLUMNS =
            List.of("violation", "kind", "occurred_on", "occurred_at", "recorded_at");

    private static final List<String> FEED_COLUMNS =
            List.of("fact", "type", "violation", "street", "ledger_number", "area_m2", "occurred_on", "recorded_at");

    private static final int PARTITIONS = 6;

    /** Of each partition so many of those that came first say nothing about what must be there: an old fact that was parked comes late, as many as one release takes in. */
    private static final int UNCERTAIN = 1_000;

    private static final int NUMBERS_A_QUERY = 1_000;

    /** Facts that are shown with an area. */
    private static final Set<String> WITH_AREA = Set.of(
            "ViolationRegistered",
            "ViolationCorrected",
            "ViolationWithdrawn",
            "StreetReassigned",
            "DemolitionPosted",
            "DemolitionNotPosted",
            "DemolitionReversed",
            "LedgerClosed",
            "LedgerClosingRevoked",
            "Demolished",
            "AcceptancePassed",
            "AcceptanceFailed");

    private final Connection accountability;
    private final Differences differences;
    private long checked;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    FactRowsRecount(Connection accountability, Differences differences) throws SQLException {
        this.accountability = accountability;
        this.differences = differences;
        var place = List.of("service", "epoch", "position");
        KnownColumns.require(
                accountability,
                differences,
                PROCEDURE,
                PROCEDURES,
                Stream.concat(place.stream(), PROCEDURE_COLUMNS.stream()));
        KnownColumns.require(
                accountability,
                differences,
                FEED,
                SHOWN,
                Stream.concat(
                        Stream.of("transaction", "number"), Stream.concat(place.stream(), FEED_COLUMNS.stream())));
    }

    /** A service whose facts are shown. */
    enum Teller {
        LEDGER("ledger", "Violation"),
        DEMOLITION("demolition", "EnforcementCase");

        private final String service;
        private final String aggregate;

        Teller(String service, String aggregate) {
            this.service = service;
            this.aggregate = aggregate;
        }
    }

    /**
     * Recounts and compares what one service told. What differs goes to the differences.
     *
     * @param log a transaction on the teller's database that sees one state throughout, with auto-commit off
     * @param upTo a position of its log up to which accountability has taken in every fact
     * @param telling which fact each event is
     * @param fewFacts whether there are so few facts of all services that the feed has all of them
     */
    void run(Teller teller, Connection log, long upTo, TopicCheck.Publishing telling, boolean fewFacts)
            throws SQLException {
        var parked = parked(teller);
        var keptFrom = fewFacts ? new long[PARTITIONS] : keptFrom(teller);
        var of = " WHERE service = '" + teller.service + "' AND position <= " + upTo + " ORDER BY position";
        try (var events = Rows.of(
                        log, StoredEvent.QUERY.formatted(teller.aggregate, upTo, "e.position"), StoredEvent::of);
                var procedures = TableRow.of(accountability, PROCEDURE, "position", PROCEDURE_COLUMNS, of);
                var shown = TableRow.of(accountability, FEED, "position", FEED_COLUMNS, of)) {
            while (events.hasNext()) {
                var event = events.take();
                madeUp(procedures, event.position(), PROCEDURES, teller);
                madeUp(shown, event.position(), SHOWN, teller);
                var fact = telling.factOf(event.name(), event.payload());
                var excused = parked.contains(event.position());
                try {
                    compare(
                            PROCEDURES,
                            teller,
                            event,
                            teller == Teller.DEMOLITION ? procedure(event) : null,
                            procedures,
                            !excused);
                    compare(
                            SHOWN,
                            teller,
                            event,
                            fact == null ? null : shown(teller, event, nameOf(fact)),
                            shown,
                            !excused && event.position() > keptFrom[partition(event.entry())]);
                } catch (DateTimeException | ArithmeticException e) {
                    differences.add(
                            teller.service + " event_store.event", event.key(), "payload", "readable", e.getMessage());
                }
            }
            madeUp(procedures, Long.MAX_VALUE, PROCEDURES, teller);
            madeUp(shown, Long.MAX_VALUE, SHOWN, teller);
        }
        compareNumbers(teller, log);
    }

    /** How many rows were held against the events so far. */
    long checked() {
        return checked;
    }

    /** Rows of positions at which the log has no event. */
    private void madeUp(Rows<TableRow> rows, long before, String table, Teller teller) throws SQLException {
        while (rows.hasNext() && rows.peek().position() < before) {
            checked++;
            differences.unexpected(
                    table, teller.service + " position " + rows.take().key());
        }
    }

    private void compare(
            String table,
            Teller teller,
            StoredEvent event,
            @Nullable Map<String, @Nullable String> expected,
            Rows<TableRow> rows,
            boolean required)
            throws SQLException {
        var key = teller.service + " " + event.key();
        var found = false;
        while (rows.hasNext() && rows.peek().position() == event.position()) {
            var row = rows.take();
            checked++;
            if (found || expected == null) differences.unexpected(table, key);
            else differences.compare(table, key, expected, row.columns());
            found = true;
        }
        if (!found && expected != null && required) differences.missing(table, key + " " + event.name());
    }

    private static @Nullable Map<String, @Nullable String> procedure(StoredEvent event) {
        var area = event.area("areaM2");
        var kind = switch (event.name()) {
            case "DiscoveryConfirmed" -> "CONFIRMED";
            case "Demolished" -> event.payload().path("whole").asBoolean(false) ? "REMOVED" : null;
            case "AcceptanceFailed" -> area != null && area.signum() > 0 ? "STANDING_AGAIN" : null;
            case "RestorationCompleted" -> "RESTORED";
            default -> null;
        };
        if (kind == null) return null;
        var clocked = kind.equals("CONFIRMED") || kind.equals("REMOVED");
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("violation", event.entry().toString());
        row.put("kind", kind);
        row.put("occurred_on", event.text("occurredOn"));
        row.put("occurred_at", clocked ? event.micros("occurredAt") : null);
        row.put("recorded_at", Long.toString(event.recordedAtMicros()));
        return row;
    }

    /** Without the ledger number, which a fact of the demolition service does not carry. */
    private static Map<String, @Nullable String> shown(Teller teller, StoredEvent event, String fact) {
        var entry = event.payload().path("entry");
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("fact", event.id().toString());
        row.put("type", fact);
        row.put("violation", event.entry().toString());
        row.put("street", teller == Teller.LEDGER ? StoredEvent.text(entry, "street") : event.text("street"));
        if (teller == Teller.LEDGER) row.put("ledger_number", StoredEvent.text(entry, "ledgerNumber"));
        row.put("area_m2", areaOf(event, fact));
        row.put("occurred_on", event.text("occurredOn"));
        row.put("recorded_at", Long.toString(event.recordedAtMicros()));
        return row;
    }

    private static @Nullable String areaOf(StoredEvent event, String fact) {
        BigDecimal area = null;
        if (fact.equals("RelapseDetected")) area = event.area("takenBackM2");
        else if (WITH_AREA.contains(fact)) area = event.area("areaM2");
        return area == null ? null : area.toPlainString();
    }

    /** Such as {@code LedgerClosed} of {@code org.chaiwei.ledger.LedgerClosed.v1}. */
    private static String nameOf(String fact) {
        var words = fact.split("\\.", -1);
        return words[words.length - 2];
    }

    private static int partition(UUID key) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(key.toString()))) % PARTITIONS;
    }

    private Set<Long> parked(Teller teller) throws SQLException {
        var parked = new HashSet<Long>();
        try (var rows = Rows.of(
                accountability,
                "SELECT position FROM parked_fact WHERE position IS NOT NULL AND reader = '%s' AND service = '%s'"
                        .formatted(READER, teller.service),
                row -> row.getLong(1))) {
            while (rows.hasNext()) parked.add(rows.take());
        }
        return parked;
    }

    /** By partition, the position behind which every fact must be in the feed. */
    private long[] keptFrom(Teller teller) throws SQLException {
        var from = new long[PARTITIONS];
        var seen = new int[PARTITIONS];
        try (var rows = Rows.of(
                accountability,
                "SELECT violation, position FROM fact_feed WHERE service = '" + teller.service
                        + "' ORDER BY transaction, number",
                row -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))) {
            while (rows.hasNext()) {
                var row = rows.take();
                var partition = partition(row.getKey());
                if (seen[partition]++ < UNCERTAIN) from[partition] = Math.max(from[partition], row.getValue());
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++)
            if (seen[partition] == 0) from[partition] = Long.MAX_VALUE;
        return from;
    }

    /** Where a fact of the demolition service is shown with a ledger number it is the one that its case has been given. */
    private void compareNumbers(Teller teller, Connection log) throws SQLException {
        if (teller != Teller.DEMOLITION) return;
        try (var rows = Rows.of(
                accountability,
                "SELECT position, violation, ledger_number FROM fact_feed WHERE service = 'demolition' AND ledger_number IS NOT NULL",
                row -> new Numbered(row.getLong(1), row.getObject(2, UUID.class), row.getString(3)))) {
            while (rows.hasNext()) {
                var page = new ArrayList<Numbered>();
                while (rows.hasNext() && page.size() < NUMBERS_A_QUERY) page.add(rows.take());
                var numbers = numbers(
                        log, page.stream().map(Numbered::violation).distinct().toList());
                for (var row : page)
                    if (numbers.containsKey(row.violation))
                        differences.compare(
                                SHOWN,
                                "demolition position " + row.position,
                                "ledger_number",
                                numbers.get(row.violation),
                                row.number);
            }
        }
    }

    private record Numbered(long position, UUID violation, String number) {}

    private static Map<UUID, String> numbers(Connection log, List<UUID> cases) throws SQLException {
        var ids = Arrays.toString(cases.stream().map(id -> "'" + id + "'").toArray());
        var numbers = new LinkedHashMap<UUID, String>();
        try (var leads = Rows.of(
                log,
                StoredEvent.query(
                        "EnforcementCase",
                        "t.name = 'LeadReceived' AND e.aggregate_id = ANY (ARRAY" + ids + "::uuid[])",
                        Long.MAX_VALUE,
                        "e.position"),
                StoredEvent::of)) {
            while (leads.hasNext()) {
                var lead = leads.take();
                var number = lead.text("ledgerNumber");
                if (number != null) numbers.put(lead.entry(), number);
            }
        }
        return numbers;
    }
}
