package org.chaiwei.local.verify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recounts a list that accountability keeps of one kind of aggregate, from its own log: each aggregate's events and its rows are read side by
 * side, so memory does not grow with their number. How the events become rows is said by whoever asks.
 */
final class ListRecount {

    private static final String RECORDED_AT = "recorded_at";
    private static final String BODY = "body";

    /**
     * A table and how its rows follow from the events.
     *
     * @param of the column with the aggregate's id
     * @param key the column that tells an aggregate's rows apart
     * @param columns the others
     * @param recounted from an aggregate's events, in their order, the rows by their key; a column that it leaves out is not compared
     */
    record Table(
            String name,
            String of,
            String key,
            List<String> columns,
            Function<List<StoredEvent>, Map<String, Map<String, @Nullable String>>> recounted) {

        /** The table that holds each event as it came. @param more columns beside those that all such tables have */
        static Table ofEvents(String name, String of, String... more) {
            return new Table(
                    name,
                    of,
                    "sequence",
                    Stream.concat(Stream.of(more), Stream.of(RECORDED_AT, "type", BODY))
                            .toList(),
                    Table::asTheyCame);
        }

        private static Map<String, Map<String, @Nullable String>> asTheyCame(List<StoredEvent> events) {
            var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
            for (var event : events) {
                var row = new LinkedHashMap<String, @Nullable String>();
                row.put("position", Long.toString(event.position()));
                row.put(RECORDED_AT, Long.toString(event.recordedAtMicros()));
                row.put("type", event.name());
                row.put(BODY, RatingsRecount.sorted(event.payload()));
                rows.put(Long.toString(event.sequence()), row);
            }
            return rows;
        }
    }

    /** A row, its columns as text; an instant in microseconds since 1970. @param entry the aggregate */
    private record Row(UUID entry, String key, Map<String, @Nullable String> columns) implements OfEntry {}

    private final Connection accountability;
    private final Differences differences;

    /** @param accountability a transaction on its database that sees one state throughout, with auto-commit off */
    ListRecount(Connection accountability, Differences differences) {
        this.accountability = accountability;
        this.differences = differences;
    }

    /**
     * Recounts and compares, up to where the view is. What differs goes to the differences.
     *
     * @return how many rows there are
     */
    long run(String aggregateType, String view, List<Table> tables) throws SQLException {
        var upTo = ViewPosition.of(accountability, view);
        var checked = 0L;
        for (var table : tables) checked += compare(aggregateType, upTo, table);
        return checked;
    }

    private long compare(String aggregateType, long upTo, Table table) throws SQLException {
        var label = "accountability " + table.name;
        KnownColumns.require(
                accountability,
                differences,
                table.name,
                label,
                Stream.concat(Stream.of(table.of, table.key), table.columns.stream()));
        var checked = 0L;
        try (var log = Rows.of(
                        accountability,
                        StoredEvent.QUERY.formatted(aggregateType, upTo, "e.aggregate_id, e.sequence"),
                        StoredEvent::of);
                var rows = rows(table)) {
            for (var id = EntryIds.next(log, rows); id != null; id = EntryIds.next(log, rows)) {
                var left = new TreeMap<>(table.recounted.apply(EntryIds.take(log, id)));
                for (var row : EntryIds.take(rows, id)) {
                    checked++;
                    var expected = left.remove(row.key);
                    if (expected == null) differences.unexpected(label, key(row.entry, row.key));
                    else
                        for (var column : table.columns)
                            if (expected.containsKey(column))
                                differences.compare(
                                        label,
                                        key(row.entry, row.key),
                                        column,
                                        expected.get(column),
                                        row.columns.get(column));
                }
                for (var missing : left.keySet()) differences.missing(label, key(id, missing));
            }
        }
        return checked;
    }

    /** How a difference names the row: by its aggregate, and by what else tells it apart. */
    private static String key(UUID of, String key) {
        return key.equals(of.toString()) ? key : of + " " + key;
    }

    private Rows<Row> rows(Table table) throws SQLException {
        // Under other names than the columns', which an ORDER BY would take for the text.
        var read = Stream.concat(Stream.of(table.key), table.columns.stream())
                .map(column -> column.equals(RECORDED_AT)
                        ? "(extract(epoch FROM recorded_at) * 1000000)::bigint::text AS text_recorded_at"
                        : column + "::text AS text_" + column)
                .collect(Collectors.joining(", "));
        return Rows.of(
                accountability,
                "SELECT %s, %s FROM %s ORDER BY %s, %s".formatted(table.of, read, table.name, table.of, table.key),
                row -> row(row, table));
    }

    private static Row row(ResultSet row, Table table) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < table.columns.size(); i++) {
            var column = table.columns.get(i);
            var text = row.getString(3 + i);
            // jsonb keeps its members in an order of its own, and a number's digits as they are.
            values.put(
                    column,
                    text != null && column.equals(BODY)
                            ? RatingsRecount.sorted(StoredEvent.read(text.getBytes(StandardCharsets.UTF_8)))
                            : text);
        }
        return new Row(row.getObject(1, UUID.class), row.getString(2), values);
    }
}
