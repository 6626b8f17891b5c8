package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view that belongs to an entry, its columns as the text that a recount writes: dates as ISO, areas with their two decimals, instants in
 * microseconds, lists joined by commas, sets in the order of the names in them.
 *
 * @param key what else identifies it, as text; empty where nothing else does
 */
record TableRow(UUID entry, String key, Map<String, @Nullable String> columns) implements OfEntry {

    /** What does not read as it should by itself. */
    private static String asText(String column) {
        return switch (column) {
            case "tags" -> "array_to_string(tags, ',')";
            case "standing" ->
                "array_to_string(ARRAY(SELECT act FROM unnest(standing) AS act ORDER BY act COLLATE \"C\"), ',')";
            case "changed_at",
                    "confirmed_at",
                    "seen_at",
                    "occurred_at",
                    "recorded_at",
                    "removed_at",
                    "stopped_at",
                    "next_finding" -> "(extract(epoch FROM " + column + ") * 1000000)::bigint::text";
            default -> column + "::text";
        };
    }

    /**
     * A table's rows.
     *
     * @param key a column or an expression
     * @param suffix of the query, with the order
     */
    static Rows<TableRow> of(Connection snapshot, String table, String key, List<String> columns, String suffix)
            throws SQLException {
        return of(snapshot, table, "violation", key, columns, suffix);
    }

    /**
     * The rows of a table that belong to something else than an entry.
     *
     * @param id the column that says to what
     */
    static Rows<TableRow> of(
            Connection snapshot, String table, String id, String key, List<String> columns, String suffix)
            throws SQLException {
        // Under other names than the columns', which an ORDER BY would take for the text.
        var read = IntStream.range(0, columns.size())
                .mapToObj(i -> asText(columns.get(i)) + " AS text_" + i)
                .collect(Collectors.joining(", "));
        return Rows.of(
                snapshot,
                "SELECT %s, (%s)::text AS key_text, %s FROM %s %s".formatted(id, key, read, table, suffix),
                row -> read(row, columns));
    }

    private static TableRow read(ResultSet row, List<String> columns) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < columns.size(); i++) values.put(columns.get(i), row.getString(3 + i));
        return new TableRow(row.getObject(1, UUID.class), row.getString(2), values);
    }

    long position() {
        return Long.parseLong(key);
    }
}
