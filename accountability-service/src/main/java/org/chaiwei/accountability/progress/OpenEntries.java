package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.accountability.record.PointOfRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands open on the ledger, entry by entry, for whoever looks at the order in which it may go. Thread-safe. */
public final class OpenEntries {

    /** More than a district ever had; a larger ledger would be cut off, and is refused instead. */
    private static final int ENTRIES_MAX = 200_000;

    private final JdbcClient jdbc;

    OpenEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param areaM2 as it is recorded
     * @param standingM2 what of it is not demolished
     */
    public record Open(
            String street,
            String use,
            Set<String> tags,
            String ledgerKind,
            @Nullable String alley,
            int households,
            BigDecimal areaM2,
            BigDecimal standingM2) {}

    /**
     * At the end of a day, as known at a point of the record, in the order of their ids: the same for the same question.
     *
     * @param street null for the district
     */
    public List<Open> on(LocalDate day, PointOfRecord known, @Nullable String street) {
        Map<String, Set<String>> sets = new HashMap<>();
        var open = jdbc.sql("""
                SELECT street, use_class, array_to_string(tags, ',') AS tags, ledger_kind, alley, households,
                       sum(registered_m2) AS area_m2, sum(standing_m2) AS standing_m2
                FROM movement
                WHERE position <= :knownAt AND business_date <= :on AND NOT cleared_before_plan
                  AND (:street::text IS NULL OR street = :street::text)
                GROUP BY violation, street, use_class, tags, ledger_kind, alley, households
                HAVING sum(registered) > sum(closed)
                ORDER BY violation
                LIMIT :most""")
                .param("knownAt", known.position())
                .param("on", day)
                .param("street", street)
                .param("most", ENTRIES_MAX + 1)
                .query((row, _) -> new Open(
                        row.getString("street"),
                        row.getString("use_class"),
                        sets.computeIfAbsent(row.getString("tags"), text -> Set.of(text.split(","))),
                        row.getString("ledger_kind"),
                        row.getString("alley"),
                        row.getInt("households"),
                        row.getBigDecimal("area_m2"),
                        row.getBigDecimal("standing_m2")))
                .list();
        if (open.size() > ENTRIES_MAX)
            throw new IllegalStateException("more entries stand open than can be put in an order");
        return open;
    }
}
