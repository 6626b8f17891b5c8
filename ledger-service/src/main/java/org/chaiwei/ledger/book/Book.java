package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.LedgerKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the book: lists with their totals, single entries, the books' sizes. What belongs together is read in one snapshot. */
final class Book {

    /** Rows held in memory at a time while all rows of a filter are read. */
    private static final int FETCH_SIZE = 500;

    /**
     * Some entries of a list, and the totals of all of it.
     *
     * @param next the cursor of the next page, null on the last one
     */
    record Page(List<Entry> items, @Nullable String next, Total total) {}

    record Total(long count, BigDecimal areaM2, BigDecimal remainingM2) {}

    /**
     * One of the district's books.
     *
     * @param book a name of {@link LedgerKind}, or STREET for a sub-district's own book
     * @param street the sub-district's code, null for the books by kind
     * @param areaM2 recorded area
     * @param remaining entries that are not closed, and the area that still stands on the ledger
     */
    record Size(String book, @Nullable String street, long count, BigDecimal areaM2, Remaining remaining) {}

    record Remaining(long count, BigDecimal areaM2) {}

    private static final String STREET = "STREET";

    private final JdbcClient jdbc;
    private final TransactionOperations snapshot;
    private final Places places;

    /** @param snapshot a read-only transaction that sees one state throughout (repeatable read) */
    Book(JdbcClient jdbc, TransactionOperations snapshot, Places places) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.places = places;
    }

    Optional<Entry> entry(UUID id) {
        return jdbc.sql("SELECT " + EntryRows.NAMES + " FROM entry WHERE violation = :id")
                .param("id", id)
                .query((row, _) -> EntryRows.entry(row))
                .optional();
    }

    /** @param after the place from which on to read, null for the beginning */
    Page page(EntryFilter filter, @Nullable Cursor after, int limit) {
        var page = snapshot.execute(_ -> {
            var items = items(filter, after, limit + 1);
            var more = items.size() > limit;
            var shown = more ? items.subList(0, limit) : items;
            return new Page(
                    shown, more ? Cursor.behind(shown.getLast(), filter.order()).text(filter) : null, total(filter));
        });
        if (page == null) throw new IllegalStateException("a page was read as null");
        return page;
    }

    /** Hands on every entry of the filter in its order, a few at a time, all from one snapshot. */
    void each(EntryFilter filter, Consumer<Entry> use) {
        var where = filter.where();
        snapshot.executeWithoutResult(_ -> {
            try (var entries = jdbc
                    .sql("SELECT %s FROM entry WHERE %s ORDER BY %s"
                            .formatted(
                                    EntryRows.NAMES,
                                    where.clause(),
                                    filter.order().orderBy()))
                    .withFetchSize(FETCH_SIZE)
                    .params(where.parameters())
                    .query((row, _) -> EntryRows.entry(row))
                    .stream()) {
                entries.forEach(use);
            }
        });
    }

    /**
     * The books by kind, then those of the streets, empty ones too.
     *
     * @param streets the streets whose entries count, null for all
     */
    List<Size> sizes(@Nullable Set<String> streets) {
        var sizes = jdbc.sql("""
                        SELECT coalesce(ledger_kind, :streetBook) AS book, street, count(*) AS count, sum(area_m2) AS area_m2,
                               count(*) FILTER (WHERE status = 'OPEN') AS open, sum(remaining_m2) AS remaining_m2
                        FROM entry
                        WHERE status <> 'WITHDRAWN' AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                        GROUP BY GROUPING SETS ((ledger_kind), (street))""")
                .param("streetBook", STREET)
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .query((row, _) -> new Size(
                        row.getString("book"),
                        row.getString("street"),
                        row.getLong("count"),
                        row.getBigDecimal("area_m2"),
                        new Remaining(row.getLong("open"), row.getBigDecimal("remaining_m2"))))
                .list();
        return Stream.concat(
                        Arrays.stream(LedgerKind.values()).map(kind -> size(sizes, kind.name(), null)),
                        places.streets().stream()
                                .map(Street::code)
                                .filter(street -> streets == null || streets.contains(street))
                                .map(street -> size(sizes, STREET, street)))
                .toList();
    }

    private static Size size(List<Size> sizes, String book, @Nullable String street) {
        return sizes.stream()
                .filter(size -> size.book().equals(book) && Objects.equals(size.street(), street))
                .findFirst()
                .orElse(new Size(book, street, 0, new BigDecimal("0.00"), new Remaining(0, new BigDecimal("0.00"))));
    }

    private List<Entry> items(EntryFilter filter, @Nullable Cursor after, int limit) {
        var where = filter.where();
        if (after != null) {
            where.and(filter.order().after(), "afterNumber", after.ledgerNumber());
            where.parameters().put("afterKey", after.key());
        }
        return jdbc.sql("SELECT %s FROM entry WHERE %s ORDER BY %s LIMIT %d"
                        .formatted(
                                EntryRows.NAMES, where.clause(), filter.order().orderBy(), limit))
                .params(where.parameters())
                .query((row, _) -> EntryRows.entry(row))
                .list();
    }

    private Total total(EntryFilter filter) {
        var where = filter.where();
        return jdbc.sql("""
                        SELECT count(*) AS count, coalesce(sum(area_m2), 0.00) AS area_m2, coalesce(sum(remaining_m2), 0.00) AS remaining_m2
                        FROM entry WHERE """ + " " + where.clause())
                .params(where.parameters())
                .query((row, _) -> new Total(
                        row.getLong("count"), row.getBigDecimal("area_m2"), row.getBigDecimal("remaining_m2")))
                .single();
    }
}
