package org.chaiwei.local.verify;

import static java.util.Comparator.comparing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads queries side by side in the order of the entries' ids, so that one entry at a time is in memory. */
final class EntryIds {

    /** PostgreSQL's order: byte by byte, without a sign. */
    static final Comparator<UUID> ORDER = comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private EntryIds() {}

    /** The first id that any of them has still to tell of; null at the end of all. */
    @SafeVarargs
    static @Nullable UUID next(Rows<? extends OfEntry>... queries) {
        return Stream.of(queries)
                .filter(Rows::hasNext)
                .map(rows -> rows.peek().entry())
                .min(ORDER)
                .orElse(null);
    }

    /** All that a query has of this id, and goes on behind it. */
    static <T extends OfEntry> List<T> take(Rows<T> rows, UUID id) throws SQLException {
        var taken = new ArrayList<T>();
        while (rows.hasNext() && rows.peek().entry().equals(id)) taken.add(rows.take());
        return taken;
    }
}
