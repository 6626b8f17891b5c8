package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chaiwei.accountability.progress.StreetFigures.Size;
import org.chaiwei.accountability.progress.StreetFigures.Totals;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Sums of movements: each method is one query, for the district or one street, up to a day and as known at a point of the record. */
final class Sums {

    // In each, the two comments stand where a query for every street at once names the street; see byStreet.

    private static final String WALL_OPENINGS = """
            WITH alley_total AS (
                SELECT street, alley, sum(registered) AS registered, sum(closed) AS closed,
                       sum(closed * households) AS households_done
                FROM movement
                WHERE ledger_kind = 'WALL_OPENING' AND NOT cleared_before_plan
                  AND position <= :knownAt AND business_date <= :on
                  AND (:street::text IS NULL OR street = :street::text)
                GROUP BY street, alley)
            SELECT /*street*/ count(*) FILTER (WHERE alley IS NOT NULL AND registered > 0) AS alleys,
                   count(*) FILTER (WHERE alley IS NOT NULL AND registered > 0 AND closed = registered) AS done,
                   coalesce(sum(registered), 0) AS entries,
                   coalesce(sum(households_done), 0) AS households_done
            FROM alley_total /*by street*/""";

    private static final String NEW_CONSTRUCTIONS = """
            WITH built AS (
                SELECT /*street*/ violation, origin, min(business_date) AS registered_on, sum(registered) AS registered,
                       sum(closed) AS closed, sum(standing_m2) AS standing_m2
                FROM movement
                WHERE origin <> 'EXISTING' AND position <= :knownAt AND business_date <= :on
                  AND (:street::text IS NULL OR street = :street::text)
                GROUP BY /*street*/ violation, origin HAVING sum(registered) > 0),
            clocked AS (
                SELECT built.*,
                       coalesce((SELECT min(p.occurred_at) FROM procedure_fact AS p
                                 WHERE p.violation = built.violation AND p.kind = 'CONFIRMED' AND p.recorded_at < :before),
                                ((registered_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') - interval '60 minutes') AS confirmed_at,
                       coalesce((SELECT p.kind FROM procedure_fact AS p
                                 WHERE p.violation = built.violation AND p.kind IN ('REMOVED', 'STANDING_AGAIN')
                                   AND p.recorded_at < :before AND p.occurred_on <= :on
                                   AND (p.occurred_at IS NULL OR p.occurred_at <= :at)
                                 ORDER BY p.position DESC LIMIT 1) = 'REMOVED', false) AS removed
                FROM built)
            SELECT /*street*/ count(*) FILTER (WHERE origin = 'NEW') AS heard_of,
                   count(*) FILTER (WHERE origin = 'NEW' AND over_the_hour AND stands) AS standing,
                   count(*) FILTER (WHERE origin = 'RELAPSE' AND over_the_hour AND stands) AS relapses
            FROM (SELECT /*street*/ origin, confirmed_at < :at - interval '60 minutes' AS over_the_hour,
                         closed < registered AND standing_m2 > 0 AND NOT removed AS stands FROM clocked) AS judged /*by street*/""";

    private static final String RESTORATIONS = """
            WITH treated AS (
                SELECT /*street*/ violation, sum(closed) > 0 AS closed,
                       EXISTS (SELECT 1 FROM procedure_fact AS p
                               WHERE p.violation = movement.violation AND p.kind = 'RESTORED'
                                 AND p.recorded_at < :before AND p.occurred_on <= :on) AS restored
                FROM movement
                WHERE ledger_kind = :ledgerKind AND NOT cleared_before_plan
                  AND position <= :knownAt AND business_date <= :on
                  AND (:street::text IS NULL OR street = :street::text)
                GROUP BY /*street*/ violation HAVING sum(registered) > 0)
            SELECT /*street*/ count(*) FILTER (WHERE closed) AS closed, count(*) FILTER (WHERE closed AND restored) AS restored,
                   count(*) FILTER (WHERE restored) AS heard_of
            FROM treated /*by street*/""";

    private final JdbcClient jdbc;

    Sums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Entries of the plan's cohort that have the same tags and are of the same ledger.
     *
     * @param registeredM2 their recorded area
     * @param closedM2 that of the closed ones
     */
    record Group(
            Set<String> tags,
            String ledgerKind,
            long registered,
            BigDecimal registeredM2,
            long closed,
            BigDecimal closedM2) {}

    /**
     * The groups of entries that have one of the tags or are of one of the ledgers, as of each of the days, in one reading of the table.
     *
     * @param days not empty
     */
    Map<LocalDate, List<Group>> groups(
            SortedSet<LocalDate> days,
            Set<String> tags,
            Set<String> ledgerKinds,
            PointOfRecord known,
            @Nullable String street) {
        return upToEach(List.copyOf(days), cells(days, tags, ledgerKinds, known, street));
    }

    /** The same of every street that has any, in one reading for all. */
    Map<String, Map<LocalDate, List<Group>>> groupsByStreet(
            SortedSet<LocalDate> days, Set<String> tags, Set<String> ledgerKinds, PointOfRecord known) {
        var byStreet =
                cells(days, tags, ledgerKinds, known, null).stream().collect(Collectors.groupingBy(Cell::street));
        var groups = new HashMap<String, Map<LocalDate, List<Group>>>();
        byStreet.forEach((street, cells) -> groups.put(street, upToEach(List.copyOf(days), cells)));
        return groups;
    }

    /** @param bucket of a day: the number of days whose end lies before it. What a day sees is all buckets up to its own */
    private record Cell(String street, int bucket, Group group) {}

    private List<Cell> cells(
            SortedSet<LocalDate> days,
            Set<String> tags,
            Set<String> ledgerKinds,
            PointOfRecord known,
            @Nullable String street) {
        return scoped("""
                        SELECT street, width_bucket(business_date, :ends::date[]) AS bucket, tags, ledger_kind,
                               sum(registered) AS registered, sum(registered_m2) AS registered_m2,
                               sum(closed) AS closed, sum(closed_m2) AS closed_m2
                        FROM movement
                        WHERE position <= :knownAt AND business_date <= :last
                          AND NOT cleared_before_plan
                          AND (tags && :tags::text[] OR ledger_kind = ANY (:ledgerKinds::text[]))
                          AND (:street::text IS NULL OR street = :street::text)
                        GROUP BY 1, 2, 3, 4""", known, street)
                .param("ends", "{" + String.join(",", ends(List.copyOf(days))) + "}")
                .param("last", days.last())
                .param("tags", ProgressRows.literal(tags))
                .param("ledgerKinds", ProgressRows.literal(ledgerKinds))
                .query((row, _) -> new Cell(
                        row.getString("street"),
                        row.getInt("bucket"),
                        new Group(
                                Set.of((String[]) row.getArray("tags").getArray()),
                                row.getString("ledger_kind"),
                                row.getLong("registered"),
                                row.getBigDecimal("registered_m2"),
                                row.getLong("closed"),
                                row.getBigDecimal("closed_m2"))))
                .list();
    }

    private static Map<LocalDate, List<Group>> upToEach(List<LocalDate> inOrder, List<Cell> cells) {
        var groups = new HashMap<LocalDate, List<Group>>();
        for (int i = 0; i < inOrder.size(); i++) {
            var upTo = i;
            groups.put(
                    inOrder.get(i),
                    cells.stream()
                            .filter(cell -> cell.bucket() <= upTo)
                            .map(Cell::group)
                            .toList());
        }
        return groups;
    }

    /** What was demolished from one day to another, both of them included. */
    Achieved achieved(LocalDate from, LocalDate to, PointOfRecord known, @Nullable String street) {
        return scoped("""
                          SELECT coalesce(sum(demolished_m2) FILTER (WHERE origin = 'EXISTING'), 0.00) AS on_ledger_m2,
                                 coalesce(sum(demolished_m2) FILTER (WHERE origin <> 'EXISTING'), 0.00) AS new_m2,
                                 coalesce(sum(taken_back_m2), 0.00) AS taken_back_m2
                          FROM movement
                          WHERE (demolished_m2 <> 0 OR taken_back_m2 <> 0)
                            AND position <= :knownAt AND business_date >= :from AND business_date <= :to
                            AND (:street::text IS NULL OR street = :street::text)""", known, street)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> achieved(row))
                .single();
    }

    /** The same of each street in which anything was demolished or taken back. */
    Map<String, Achieved> achievedByStreet(LocalDate from, LocalDate to, PointOfRecord known) {
        var byStreet = new HashMap<String, Achieved>();
        jdbc.sql("""
            SELECT street,
                   coalesce(sum(demolished_m2) FILTER (WHERE origin = 'EXISTING'), 0.00) AS on_ledger_m2,
                   coalesce(sum(demolished_m2) FILTER (WHERE origin <> 'EXISTING'), 0.00) AS new_m2,
                   sum(taken_back_m2) AS taken_back_m2
            FROM movement
            WHERE (demolished_m2 <> 0 OR taken_back_m2 <> 0)
              AND position <= :knownAt AND business_date >= :from AND business_date <= :to
            GROUP BY street""")
                .param("knownAt", known.position())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    byStreet.put(row.getString("street"), achieved(row));
                });
        return byStreet;
    }

    /** What each street demolished, closed and saw relapse from one day to another, both included; a street without any is not in it. */
    Map<String, Totals> totalsByStreet(LocalDate from, LocalDate to, PointOfRecord known) {
        var byStreet = new HashMap<String, Totals>();
        jdbc.sql("""
            SELECT street, sum(demolished_m2 - taken_back_m2) AS net_m2, sum(sign(taken_back_m2))::bigint AS relapses,
                   coalesce(sum(closed) FILTER (WHERE kind IN ('CLOSED', 'REVOKED', 'WITHDRAWN')), 0) AS closings
            FROM movement
            WHERE (demolished_m2 <> 0 OR taken_back_m2 <> 0 OR closed <> 0)
              AND position <= :knownAt AND business_date >= :from AND business_date <= :to
            GROUP BY street""")
                .param("knownAt", known.position())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    byStreet.put(
                            row.getString("street"),
                            new Totals(row.getBigDecimal("net_m2"), row.getLong("closings"), row.getLong("relapses")));
                });
        return byStreet;
    }

    /** How large each street is by a day; one that has never had an entry is not in it. */
    Map<String, Size> sizesByStreet(LocalDate on, PointOfRecord known) {
        var byStreet = new HashMap<String, Size>();
        jdbc.sql("""
            SELECT street, coalesce(sum(standing_m2) FILTER (WHERE business_date <= :baseline), 0.00) AS remaining_m2,
                   coalesce(sum(registered) FILTER (WHERE NOT cleared_before_plan), 0) AS entries
            FROM movement WHERE position <= :knownAt AND business_date <= :on GROUP BY street""")
                .param("knownAt", known.position())
                .param("baseline", Account.BASELINE)
                .param("on", on)
                .query(row -> {
                    byStreet.put(
                            row.getString("street"),
                            new Size(row.getBigDecimal("remaining_m2"), row.getLong("entries")));
                });
        return byStreet;
    }

    /** The position of the last fact of another service that is known; 0 before there is one. */
    long lastOf(String service, PointOfRecord known) {
        return jdbc.sql(
                        "SELECT coalesce(max(position), 0) FROM procedure_fact WHERE service = :service AND recorded_at < :before")
                .param("service", service)
                .param("before", before(known))
                .query(Long.class)
                .single();
    }

    /** What stands of the open entries' area at the end of a day, by street; a street without any is not in it. */
    SortedMap<String, BigDecimal> standingByStreet(LocalDate on, PointOfRecord known) {
        var byStreet = new TreeMap<String, BigDecimal>();
        jdbc.sql("""
            SELECT street, sum(standing_m2) AS standing_m2 FROM movement
            WHERE position <= :knownAt AND business_date <= :on GROUP BY street""").param("knownAt", known.position()).param("on", on).query(row -> {
            byStreet.put(row.getString("street"), row.getBigDecimal("standing_m2"));
        });
        return byStreet;
    }

    /** @param alleys those with a wall opening; {@code done} those of them in which none is open */
    record WallOpenings(long alleys, long done, long entries, long householdsDone) {
        static final WallOpenings NONE = new WallOpenings(0, 0, 0, 0);
    }

    WallOpenings wallOpenings(LocalDate on, PointOfRecord known, @Nullable String street) {
        return scoped(WALL_OPENINGS, known, street)
                .param("on", on)
                .query((row, _) -> wallOpenings(row))
                .single();
    }

    /** The same of every street that has any. */
    Map<String, WallOpenings> wallOpeningsByStreet(LocalDate on, PointOfRecord known) {
        var streets = new HashMap<String, WallOpenings>();
        scoped(byStreet(WALL_OPENINGS), known, null).param("on", on).query(row -> {
            streets.put(row.getString("street"), wallOpenings(row));
        });
        return streets;
    }

    private static WallOpenings wallOpenings(ResultSet row) throws SQLException {
        return new WallOpenings(
                row.getLong("alleys"), row.getLong("done"), row.getLong("entries"), row.getLong("households_done"));
    }

    /** Designated places by street; empty while nothing has been started anywhere. */
    Map<String, Designations.Counts> designations(LocalDate on, PointOfRecord known) {
        return Designations.byStreet(jdbc, on, known);
    }

    /** @param heardOf entries of origin NEW, whatever became of them; {@code standing} and {@code relapses} over the hour and not removed */
    record NewConstructions(long heardOf, long standing, long relapses) {}

    /**
     * What is not from the old ledger and was confirmed more than an hour before an instant, and stands then. Without an instant of
     * confirmation it counts from the end of the day on which it was registered.
     */
    NewConstructions newConstructions(LocalDate on, Instant at, PointOfRecord known, @Nullable String street) {
        return clocked(NEW_CONSTRUCTIONS, on, at, known, street)
                .query((row, _) -> newConstructions(row))
                .single();
    }

    /** The same of every street that has any. */
    Map<String, NewConstructions> newConstructionsByStreet(LocalDate on, Instant at, PointOfRecord known) {
        var streets = new HashMap<String, NewConstructions>();
        clocked(byStreet(NEW_CONSTRUCTIONS), on, at, known, null).query(row -> {
            streets.put(row.getString("street"), newConstructions(row));
        });
        return streets;
    }

    private StatementSpec clocked(String sql, LocalDate on, Instant at, PointOfRecord known, @Nullable String street) {
        return scoped(sql, known, street)
                .param("on", on)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("before", before(known));
    }

    private static NewConstructions newConstructions(ResultSet row) throws SQLException {
        return new NewConstructions(row.getLong("heard_of"), row.getLong("standing"), row.getLong("relapses"));
    }

    /** @param heardOf restorations of any entry of the ledger; {@code restored} of the closed ones */
    record Restorations(long closed, long restored, long heardOf) {
        static final Restorations NONE = new Restorations(0, 0, 0);
    }

    Restorations restorations(String ledgerKind, LocalDate on, PointOfRecord known, @Nullable String street) {
        return treated(RESTORATIONS, ledgerKind, on, known, street)
                .query((row, _) -> restorations(row))
                .single();
    }

    /** The same of every street that has entries of the ledger kind. */
    Map<String, Restorations> restorationsByStreet(String ledgerKind, LocalDate on, PointOfRecord known) {
        var streets = new HashMap<String, Restorations>();
        treated(byStreet(RESTORATIONS), ledgerKind, on, known, null).query(row -> {
            streets.put(row.getString("street"), restorations(row));
        });
        return streets;
    }

    private StatementSpec treated(
            String sql, String ledgerKind, LocalDate on, PointOfRecord known, @Nullable String street) {
        return scoped(sql, known, street)
                .param("ledgerKind", ledgerKind)
                .param("on", on)
                .param("before", before(known));
    }

    private static Restorations restorations(ResultSet row) throws SQLException {
        return new Restorations(row.getLong("closed"), row.getLong("restored"), row.getLong("heard_of"));
    }

    /** A query for every street at once, of one that is written for the district or one street. */
    private static String byStreet(String sql) {
        return sql.replace("/*street*/", "street,").replace("/*by street*/", "GROUP BY street");
    }

    private StatementSpec scoped(String sql, PointOfRecord known, @Nullable String street) {
        return jdbc.sql(sql).param("knownAt", known.position()).param("street", street);
    }

    /** The end of time, where everything is known. */
    private static OffsetDateTime before(PointOfRecord known) {
        return known.before() == null
                ? OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC)
                : known.before().atOffset(ZoneOffset.UTC);
    }

    private static List<String> ends(List<LocalDate> days) {
        var ends = new ArrayList<String>();
        for (var day : days) ends.add(day.plusDays(1).toString());
        return ends;
    }

    /** The last instant of a business day. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(BusinessClock.ZONE).toInstant();
    }

    private static Achieved achieved(ResultSet row) throws SQLException {
        return Achieved.of(
                row.getBigDecimal("on_ledger_m2"), row.getBigDecimal("new_m2"), row.getBigDecimal("taken_back_m2"));
    }
}
