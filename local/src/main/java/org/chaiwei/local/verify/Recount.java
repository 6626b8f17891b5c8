package org.chaiwei.local.verify;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaiwei.local.verify.Report.Amount;
import org.chaiwei.local.verify.Report.Checked;
import org.chaiwei.local.verify.Report.Summary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Folds the raw events entry by entry and holds the result against the views, row by row. The events, the book and the movements are
 * read side by side in the order of the entries' ids, so that one entry at a time is in memory however large the ledger is.
 */
final class Recount {

    private static final String EVENT = "event_store.event";
    private static final String ENTRY = "entry";
    private static final String MOVEMENT = "movement";
    private static final String MONTH_TOTAL = "month_total";
    private static final String KNOWN_AT = "figures_known_at";

    private static final Map<String, @Nullable String> NO_ROW = Map.of();

    /** The uses in the plan's order. */
    private static final List<String> USES = List.of("RESIDENTIAL", "STORAGE", "COMMERCIAL", "OFFICE", "OTHER");

    private static final List<String> ENTRY_COLUMNS = Stream.concat(
                    Stream.of(
                            "ledger_number",
                            "ledger_kind",
                            "street",
                            "community",
                            "compound",
                            "alley",
                            "unit",
                            "address",
                            "lon",
                            "lat",
                            "use_class",
                            "area_m2",
                            "demolished_m2",
                            "remaining_m2",
                            "structure",
                            "storeys",
                            "year_built",
                            "discovered_on",
                            "found_by",
                            "origin",
                            "tags",
                            "households",
                            "party_id",
                            "status",
                            "registered_on",
                            "closed_on",
                            "ground",
                            "legacy",
                            "import_batch",
                            "accepted_m2",
                            "sequence",
                            "position",
                            "changed_at"),
                    RecountedEntry.COURSE.stream())
            .toList();

    private static final List<String> MOVEMENT_COLUMNS = List.of(
            "business_date", "street", "use_class", "ledger_kind", "origin", "kind", "line", "count", "area_m2");

    /** A view's row: which entry's, what identifies it, and its columns as text. */
    private record ViewRow(UUID entry, String key, long position, Map<String, @Nullable String> columns)
            implements OfEntry {}

    private record Cell(LocalDate month, String street, String use, String line) {
        @Override
        public String toString() {
            return String.join(" ", month.toString(), street, use, line);
        }
    }

    private final Connection snapshot;
    private final Differences differences;
    private final long bookAt;
    private final long figuresAt;
    private final LocalDate asOf;

    private final ImportCheck imports = new ImportCheck();
    private long events;
    private long entries;
    private long movements;
    private long lastLedgerPosition;
    private long lastLedgerRecordedAtMicros;
    private final Map<Cell, Amount> months = new TreeMap<>(comparing(Cell::month)
            .thenComparing(Cell::street)
            .thenComparing(Cell::use)
            .thenComparing(Cell::line));
    private Amount registered = Amount.NONE;
    private Amount cleared = Amount.NONE;
    private final Map<String, Amount> remainingByUse = new LinkedHashMap<>();

    /**
     * @param snapshot a transaction that sees one state throughout, with auto-commit off
     * @param bookAt the position up to which the book has taken in the log, in the same snapshot
     * @param figuresAt the same of the figures
     * @param asOf the day whose figures {@link #summary} tells
     */
    Recount(Connection snapshot, Differences differences, long bookAt, long figuresAt, LocalDate asOf) {
        this.snapshot = snapshot;
        this.differences = differences;
        this.bookAt = bookAt;
        this.figuresAt = figuresAt;
        this.asOf = asOf;
        for (var use : USES) remainingByUse.put(use, Amount.NONE);
    }

    /** Recounts and compares. What differs goes to the differences. */
    Checked run() throws SQLException {
        KnownColumns.require(
                snapshot, differences, ENTRY, ENTRY, Stream.concat(Stream.of("violation"), ENTRY_COLUMNS.stream()));
        KnownColumns.require(
                snapshot,
                differences,
                MOVEMENT,
                MOVEMENT,
                Stream.concat(Stream.of("position", "ordinal", "violation"), MOVEMENT_COLUMNS.stream()));
        var upTo = Math.max(bookAt, figuresAt);
        try (var log = Rows.of(
                        snapshot,
                        StoredEvent.QUERY.formatted("Violation", upTo, "e.aggregate_id, e.sequence"),
                        StoredEvent::of);
                var book = Rows.of(snapshot, ENTRIES, Recount::entry);
                var account = Rows.of(snapshot, MOVEMENTS, Recount::movement)) {
            while (log.hasNext() || book.hasNext() || account.hasNext()) {
                var id = Stream.of(log, book, account)
                        .filter(Rows::hasNext)
                        .map(rows -> rows.peek().entry())
                        .min(EntryIds.ORDER)
                        .orElseThrow();
                recount(id, log, book, account);
            }
        }
        events += imports.run(snapshot, differences, upTo);
        var tasks = new ChapterRecount(snapshot, differences, bookAt).run()
                + new DesignationRecount(snapshot, differences, bookAt).run();
        var totals = compareMonths();
        compareKnownAt();
        return new Checked(events, entries, movements, totals, tasks);
    }

    /** The figures of the day, by the recounted movements. */
    Summary summary() {
        return new Summary(asOf, registered, cleared, registered.minus(cleared), new LinkedHashMap<>(remainingByUse));
    }

    // ---- one entry

    private void recount(UUID id, Rows<StoredEvent> log, Rows<ViewRow> book, Rows<ViewRow> account)
            throws SQLException {
        var recounted = new RecountedEntry(id, differences);
        var expected = new ArrayList<ExpectedMovement>();
        var expectedRow = NO_ROW;
        while (isAt(log, id)) {
            var event = log.take();
            events++;
            try {
                var moved = recounted.take(event, imports);
                if (event.position() <= bookAt && recounted.exists()) expectedRow = recounted.row();
                if (event.position() <= figuresAt) expected.addAll(moved);
            } catch (JacksonException | DateTimeException | ArithmeticException e) {
                differences.add(EVENT, event.key(), "payload", "readable", e.getMessage());
            }
            if (event.position() <= figuresAt && event.position() > lastLedgerPosition) {
                lastLedgerPosition = event.position();
                lastLedgerRecordedAtMicros = event.recordedAtMicros();
            }
        }
        compareEntry(id, expectedRow, book);
        compareMovements(id, expected, account);
        expected.forEach(this::count);
    }

    private void compareEntry(UUID id, Map<String, @Nullable String> expected, Rows<ViewRow> book) throws SQLException {
        var found = false;
        while (isAt(book, id)) {
            var row = book.take();
            entries++;
            if (found || expected.isEmpty()) differences.unexpected(ENTRY, row.key());
            else differences.compare(ENTRY, row.key(), expected, row.columns());
            found = true;
        }
        if (!found && !expected.isEmpty()) differences.missing(ENTRY, id + " " + expected.get("ledger_number"));
    }

    /** Within one event the order of the effects says nothing: they are paired by what they say. */
    private void compareMovements(UUID id, List<ExpectedMovement> expected, Rows<ViewRow> account) throws SQLException {
        var wanted = expected.stream()
                .collect(Collectors.groupingBy(ExpectedMovement::position, TreeMap::new, Collectors.toList()));
        var found = new TreeMap<Long, List<ViewRow>>();
        while (isAt(account, id)) {
            movements++;
            var row = account.take();
            found.computeIfAbsent(row.position(), _ -> new ArrayList<>()).add(row);
        }
        var positions = new TreeSet<>(wanted.keySet());
        positions.addAll(found.keySet());
        for (var position : positions)
            compareMovements(
                    position,
                    wanted.getOrDefault(position, List.of()).stream()
                            .map(ExpectedMovement::row)
                            .toList(),
                    found.getOrDefault(position, List.of()));
    }

    private void compareMovements(long position, List<Map<String, @Nullable String>> wanted, List<ViewRow> found) {
        var left = new ArrayList<>(wanted);
        var wrong = new ArrayList<ViewRow>();
        for (var row : found) if (!left.remove(row.columns())) wrong.add(row);
        for (var row : wrong) {
            if (left.isEmpty()) differences.unexpected(MOVEMENT, row.key());
            else differences.compare(MOVEMENT, row.key(), left.removeFirst(), row.columns());
        }
        for (var missing : left) differences.missing(MOVEMENT, "position " + position + " " + missing);
    }

    // ---- sums

    private void count(ExpectedMovement movement) {
        var amount = new Amount(movement.count(), movement.areaM2());
        months.merge(
                new Cell(
                        movement.day().withDayOfMonth(1),
                        movement.account().street(),
                        movement.account().use(),
                        movement.line()),
                amount,
                Amount::plus);
        if (movement.day().isAfter(asOf) || movement.line().equals("TAKEN_BACK")) return;
        switch (movement.line()) {
            case "ADDED", "CORRECTED" -> registered = registered.plus(amount);
            default -> cleared = cleared.minus(amount);
        }
        remainingByUse.merge(movement.account().use(), amount, Amount::plus);
    }

    private long compareMonths() throws SQLException {
        var compared = 0L;
        try (var totals = Rows.of(
                snapshot,
                MONTH_TOTALS,
                row -> Map.entry(
                        new Cell(
                                row.getObject(1, LocalDate.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)),
                        new Amount(row.getLong(5), row.getBigDecimal(6))))) {
            while (totals.hasNext()) {
                var total = totals.take();
                compared++;
                var expected = months.remove(total.getKey());
                if (expected == null) {
                    differences.unexpected(MONTH_TOTAL, total.getKey());
                } else {
                    differences.compare(
                            MONTH_TOTAL,
                            total.getKey(),
                            "count",
                            expected.count(),
                            total.getValue().count());
                    differences.compare(
                            MONTH_TOTAL,
                            total.getKey(),
                            "area_m2",
                            expected.areaM2(),
                            total.getValue().areaM2());
                }
            }
        }
        for (var missing : months.keySet()) differences.missing(MONTH_TOTAL, missing);
        return compared;
    }

    /** It says up to where the figures go: at least to the last event of the ledger that they must hold, at most to the view's position. */
    private void compareKnownAt() throws SQLException {
        try (var rows = Rows.of(
                snapshot,
                "SELECT position, (extract(epoch FROM recorded_at) * 1000000)::bigint FROM figures_known_at",
                row -> new long[] {row.getLong(1), row.getLong(2)})) {
            if (!rows.hasNext()) {
                if (lastLedgerPosition > 0) differences.missing(KNOWN_AT, "the only one");
                return;
            }
            var row = rows.take();
            if (row[0] < lastLedgerPosition || row[0] > figuresAt)
                differences.add(KNOWN_AT, "the only one", "position", lastLedgerPosition + " to " + figuresAt, row[0]);
            else if (row[0] == lastLedgerPosition)
                differences.compare(KNOWN_AT, "the only one", "recorded_at", lastLedgerRecordedAtMicros, row[1]);
        }
    }

    // ---- reading

    private static final String ENTRIES = "SELECT violation, "
            + ENTRY_COLUMNS.stream().map(Recount::asText).collect(Collectors.joining(", "))
            + " FROM entry ORDER BY violation";

    private static final String MOVEMENTS = "SELECT violation, position, ordinal, "
            + MOVEMENT_COLUMNS.stream().map(Recount::asText).collect(Collectors.joining(", "))
            + " FROM movement ORDER BY violation, position, ordinal";

    private static final String MONTH_TOTALS =
            "SELECT month, street, use_class, line, count, area_m2 FROM month_total ORDER BY month, street, use_class, line";

    /** Every column as the text that the recount writes: dates as ISO, areas with their two decimals, instants in microseconds. */
    private static String asText(String column) {
        return switch (column) {
            case "tags" -> "array_to_string(tags, ',')";
            case "changed_at" -> "(extract(epoch FROM changed_at) * 1000000)::bigint::text";
            default -> column + "::text";
        };
    }

    private static ViewRow entry(ResultSet row) throws SQLException {
        var id = row.getObject(1, UUID.class);
        return new ViewRow(id, id + " " + row.getString(2), 0, columns(ENTRY_COLUMNS, 2, row));
    }

    private static ViewRow movement(ResultSet row) throws SQLException {
        return new ViewRow(
                row.getObject(1, UUID.class),
                "position " + row.getLong(2) + " ordinal " + row.getInt(3),
                row.getLong(2),
                columns(MOVEMENT_COLUMNS, 4, row));
    }

    private static Map<String, @Nullable String> columns(List<String> names, int first, ResultSet row)
            throws SQLException {
        var columns = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < names.size(); i++) columns.put(names.get(i), row.getString(first + i));
        return columns;
    }

    private static boolean isAt(Rows<? extends OfEntry> rows, UUID id) {
        return rows.hasNext() && rows.peek().entry().equals(id);
    }
}
