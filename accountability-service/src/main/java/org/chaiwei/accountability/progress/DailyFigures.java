package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chaiwei.accountability.record.PointOfRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What moved on each day, for whoever looks at how a figure came about over time: all targets in one query. Thread-safe. */
public final class DailyFigures {

    private static final String QUERY = """
            SELECT greatest(business_date, :first - 1) AS day, array_to_string(tags, ',') AS tags, ledger_kind,
                   CASE WHEN ledger_kind = 'WALL_OPENING' THEN street END AS street,
                   CASE WHEN ledger_kind = 'WALL_OPENING' THEN alley END AS alley,
                   coalesce(sum(registered) FILTER (WHERE NOT cleared_before_plan), 0) AS registered,
                   coalesce(sum(registered_m2) FILTER (WHERE NOT cleared_before_plan), 0.00) AS registered_m2,
                   coalesce(sum(closed) FILTER (WHERE NOT cleared_before_plan), 0) AS closed,
                   coalesce(sum(closed_m2) FILTER (WHERE NOT cleared_before_plan), 0.00) AS closed_m2,
                   coalesce(sum(registered * households) FILTER (WHERE NOT cleared_before_plan), 0) AS households,
                   coalesce(sum(closed * households) FILTER (WHERE NOT cleared_before_plan), 0) AS households_done,
                   sum(demolished_m2 - taken_back_m2) AS net_m2
            FROM movement
            WHERE position <= :knownAt AND business_date <= :last
              AND (demolished_m2 <> 0 OR taken_back_m2 <> 0
                   OR (NOT cleared_before_plan
                       AND (tags && :tags::text[] OR ledger_kind = ANY (:ledgerKinds::text[]) OR ledger_kind = 'WALL_OPENING')))
              AND (:street::text IS NULL OR street = :street::text)
            GROUP BY 1, 2, 3, 4, 5
            ORDER BY 1""";

    private final JdbcClient jdbc;

    DailyFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What moved on a day among entries that are alike. Counts and recorded areas are of the plan's cohort, what was cleared before the plan left out.
     *
     * @param day the day before the first one, for all that moved until then
     * @param alley of a wall opening; null of other entries, and of wall openings without one
     * @param street of a wall opening; null of other entries
     * @param households of the entries, and {@code householdsDone} of the closed ones
     * @param netM2 demolished, less what was reversed and taken back
     */
    public record Moved(
            LocalDate day,
            Set<String> tags,
            String ledgerKind,
            @Nullable String street,
            @Nullable String alley,
            long registered,
            BigDecimal registeredM2,
            long closed,
            BigDecimal closedM2,
            long households,
            long householdsDone,
            BigDecimal netM2) {}

    /**
     * In the order of days.
     *
     * @param first all that moved before it comes as of the day before it
     * @param tags entries with one of these are told of, besides those of the ledgers, wall openings, and all that was demolished
     * @param street null for the district
     */
    public List<Moved> moved(
            LocalDate first,
            LocalDate last,
            Set<String> tags,
            Set<String> ledgerKinds,
            PointOfRecord known,
            @Nullable String street) {
        Map<String, Set<String>> sets = new HashMap<>();
        var moved = new ArrayList<Moved>();
        jdbc.sql(QUERY)
                .param("first", first)
                .param("last", last)
                .param("knownAt", known.position())
                .param("tags", ProgressRows.literal(tags))
                .param("ledgerKinds", ProgressRows.literal(ledgerKinds))
                .param("street", street)
                .query(row -> {
                    moved.add(new Moved(
                            row.getObject("day", LocalDate.class),
                            sets.computeIfAbsent(row.getString("tags"), text -> Set.of(text.split(","))),
                            row.getString("ledger_kind"),
                            row.getString("street"),
                            row.getString("alley"),
                            row.getLong("registered"),
                            row.getBigDecimal("registered_m2"),
                            row.getLong("closed"),
                            row.getBigDecimal("closed_m2"),
                            row.getLong("households"),
                            row.getLong("households_done"),
                            row.getBigDecimal("net_m2")));
                });
        return moved;
    }
}
