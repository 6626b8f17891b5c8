package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a table that a recount knows: one that came to a view without coming to the recount would be trusted unseen. */
final class KnownColumns {

    private KnownColumns() {}

    /** @param label how differences name the table */
    static void require(Connection snapshot, Differences differences, String table, String label, Stream<String> known)
            throws SQLException {
        var names = known.collect(Collectors.toSet());
        try (var columns = Rows.of(
                snapshot,
                "SELECT attname FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped",
                row -> row.getString(1))) {
            while (columns.hasNext()) {
                var column = columns.take();
                if (!names.contains(column))
                    differences.add(label, "every row", column, "a column that verify recounts", "one that it doesn't");
            }
        }
    }
}
