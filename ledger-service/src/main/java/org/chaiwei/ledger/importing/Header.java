package org.chaiwei.ledger.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.ledger.importing.ImportRefusal.HeaderUnclear;
import org.chaiwei.ledger.importing.sheet.SheetCell;
import org.chaiwei.ledger.importing.sheet.SheetRow;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Where each column stands in one file, by the names in its first row. */
final class Header {

    /** What the download of wrong rows adds to them, so that it can be uploaded again once it is mended. */
    static final String ORIGINAL_ROW = "原行号";

    static final String REASON = "原因";
    static final String REMEDY = "处理办法";

    private static final Set<String> IGNORED = Set.of(ORIGINAL_ROW, REASON, REMEDY);
    private static final int NAMES_SHOWN = 10;
    private static final int NAME_CHARS_SHOWN = 20;

    private final Map<Column, Integer> indexes;
    private final List<@Nullable String> names;

    private Header(Map<Column, Integer> indexes, List<@Nullable String> names) {
        this.indexes = indexes;
        this.names = names;
    }

    /** @throws RefusedException with {@link HeaderUnclear} naming every column that is missing, unknown or there twice */
    static Header of(SheetRow row) {
        var indexes = new EnumMap<Column, Integer>(Column.class);
        var names = new ArrayList<@Nullable String>();
        var unknown = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        for (int i = 0; i < row.cells().size(); i++) {
            var name = row.cell(i).text();
            names.add(name);
            if (row.cell(i).isBlank() || IGNORED.contains(Column.plain(name))) continue;
            var column = Column.named(name);
            if (column.isEmpty()) unknown.add(shown(name));
            else if (indexes.putIfAbsent(column.get(), i) != null) doubled.add(column.get().title);
        }
        var missing = EnumSet.allOf(Column.class).stream()
                .filter(column -> column.required && !indexes.containsKey(column))
                .map(column -> column.title)
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty() || !doubled.isEmpty())
            throw new RefusedException(new HeaderUnclear(
                    missing, unknown.stream().limit(NAMES_SHOWN).toList(), List.copyOf(doubled)));
        return new Header(indexes, names);
    }

    SheetCell cell(SheetRow row, Column column) {
        var index = indexes.get(column);
        return index == null ? SheetCell.BLANK : row.cell(index);
    }

    /** The column's index in this file, from 0; -1 if the file has none. */
    int indexOf(Column column) {
        return indexes.getOrDefault(column, -1);
    }

    /** Whether a cell stands under a name, one of ours or an ignored one. */
    boolean covers(int index) {
        return index < names.size() && !names.get(index).isEmpty();
    }

    private static String shown(String name) {
        return name.length() > NAME_CHARS_SHOWN ? name.substring(0, NAME_CHARS_SHOWN) + "…" : name;
    }
}
