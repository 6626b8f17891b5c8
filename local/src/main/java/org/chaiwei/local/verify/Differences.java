package org.chaiwei.local.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chaiwei.local.verify.Report.Difference;
import org.jspecify.annotations.Nullable;

/** Gathers what differs. Keeps the first so many and counts the rest, so that a view that is altogether wrong doesn't fill the memory. */
final class Differences {

    static final int KEPT = 1_000;

    private static final String ROW = "(row)";

    private final List<Difference> kept = new ArrayList<>();
    private long found;

    void add(String table, Object key, String column, @Nullable Object expected, @Nullable Object foundValue) {
        if (found++ < KEPT)
            kept.add(new Difference(
                    table,
                    key.toString(),
                    column,
                    expected == null ? null : expected.toString(),
                    foundValue == null ? null : foundValue.toString()));
    }

    void missing(String table, Object key) {
        add(table, key, ROW, "a row", "none");
    }

    void unexpected(String table, Object key) {
        add(table, key, ROW, "none", "a row");
    }

    /** Compares two values of one column. */
    void compare(String table, Object key, String column, @Nullable Object expected, @Nullable Object foundValue) {
        if (!Objects.equals(expected, foundValue)) add(table, key, column, expected, foundValue);
    }

    /** Compares the columns of one row, in the order of what is expected. */
    void compare(
            String table, Object key, Map<String, @Nullable String> expected, Map<String, @Nullable String> foundRow) {
        expected.forEach((column, value) -> compare(table, key, column, value, foundRow.get(column)));
    }

    List<Difference> kept() {
        return List.copyOf(kept);
    }

    long found() {
        return found;
    }
}
