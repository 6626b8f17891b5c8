package org.chaiwei.demolition.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the list of cases and its totals, in one snapshot. */
final class Cases {

    /**
     * Some cases of a list, and the totals of all of it.
     *
     * @param next the cursor of the next page, null on the last one
     */
    record Page(List<CaseRow> items, @Nullable String next, Total total) {}

    /** @param areaM2 recorded area */
    record Total(long count, BigDecimal areaM2, BigDecimal awaitingM2, BigDecimal remainingM2) {

        Total plus(Total other) {
            return new Total(
                    count + other.count,
                    areaM2.add(other.areaM2),
                    awaitingM2.add(other.awaitingM2),
                    remainingM2.add(other.remainingM2));
        }

        Total negated() {
            return new Total(-count, areaM2.negate(), awaitingM2.negate(), remainingM2.negate());
        }

        @JsonIgnore
        boolean isNothing() {
            return count == 0 && areaM2.signum() == 0 && awaitingM2.signum() == 0 && remainingM2.signum() == 0;
        }
    }

    private static final String COUNTED = """
            SELECT count(*) AS count, coalesce(sum(area_m2), 0.00) AS area_m2,
                   coalesce(sum(awaiting_m2), 0.00) AS awaiting_m2, coalesce(sum(remaining_m2), 0.00) AS remaining_m2
              FROM enforcement_case""";

    private static final String ADDED_UP = """
            SELECT coalesce(sum(count), 0) AS count, coalesce(sum(area_m2), 0.00) AS area_m2,
                   coalesce(sum(awaiting_m2), 0.00) AS awaiting_m2, coalesce(sum(remaining_m2), 0.00) AS remaining_m2
              FROM case_total""";

    private final JdbcClient jdbc;
    private final TransactionOperations snapshot;

    /** @param snapshot a read-only transaction that sees one state throughout (repeatable read) */
    Cases(JdbcClient jdbc, TransactionOperations snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** @param after the place from which on to read, null for the beginning */
    Page page(CaseFilter filter, @Nullable Cursor after, int limit) {
        var page = snapshot.execute(_ -> {
            var items = items(filter, after, limit + 1);
            var more = items.size() > limit;
            var shown = more ? items.subList(0, limit) : items;
            return new Page(shown, more ? Cursor.behind(shown.getLast()).text(filter) : null, total(filter));
        });
        if (page == null) throw new IllegalStateException("a page was read as null");
        return page;
    }

    private List<CaseRow> items(CaseFilter filter, @Nullable Cursor after, int limit) {
        var where = filter.where();
        if (after != null) {
            where.conditions().add("(ledger_number, violation) > (:afterNumber, :afterViolation)");
            where.parameters().put("afterNumber", after.ledgerNumber());
            where.parameters().put("afterViolation", after.violation());
        }
        return jdbc.sql("SELECT %s FROM enforcement_case WHERE %s ORDER BY ledger_number, violation LIMIT %d"
                        .formatted(CaseRows.NAMES, where.clause(), limit))
                .params(where.parameters())
                .query((row, _) -> CaseRows.row(row))
                .list();
    }

    /** What is one person's or overdue is counted, for it is little; all else is added up already. */
    private Total total(CaseFilter filter) {
        var where = filter.where();
        return jdbc.sql((filter.isOfKindsAlone() ? ADDED_UP : COUNTED) + " WHERE " + where.clause())
                .params(where.parameters())
                .query((row, _) -> new Total(
                        row.getLong("count"),
                        row.getBigDecimal("area_m2"),
                        row.getBigDecimal("awaiting_m2"),
                        row.getBigDecimal("remaining_m2")))
                .single();
    }
}
