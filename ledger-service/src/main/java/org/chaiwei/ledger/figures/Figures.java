package org.chaiwei.ledger.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sums of movements. As known now, they come from the months' totals and the days of the broken months; as known earlier, from the
 * movements themselves. Both are the same sums, read in one snapshot together with the position that they cover.
 */
final class Figures {

    private final JdbcClient jdbc;
    private final TransactionOperations snapshot;
    private final List<String> streets;

    /**
     * @param snapshot a read-only transaction that sees one state throughout (repeatable read)
     * @param streets the codes of all streets
     */
    Figures(JdbcClient jdbc, TransactionOperations snapshot, List<String> streets) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.streets = streets;
    }

    /** @param knownAt a position that the view has reached, or null for all that it has */
    Summary summary(LocalDate asOf, @Nullable KnownAt knownAt) {
        return reading(
                knownAt,
                covered -> Summary.of(
                        asOf,
                        covered.at,
                        streets,
                        covered.isAll ? cellsOfTotals(asOf) : cellsOfMovements(asOf, covered.at)));
    }

    /**
     * @param street the street it is about, or null
     * @param within the streets that count, or null for all; {@code street} is one of them
     * @param from not after {@code to}
     * @param knownAt a position that the view has reached, or null for all that it has
     */
    Statement statement(
            @Nullable String street,
            @Nullable Set<String> within,
            @Nullable Use use,
            LocalDate from,
            LocalDate to,
            @Nullable KnownAt knownAt) {
        var counted = street == null ? within : Set.of(street);
        return reading(
                knownAt,
                covered -> Statement.of(
                        street,
                        use,
                        from,
                        to,
                        covered.at,
                        covered.isAll
                                ? cellsOfTotals(counted, use, from, to)
                                : cellsOfMovements(counted, use, from, to, covered.at)));
    }

    /** @param isAll nothing in the tables lies behind the point, so that the totals hold for it */
    private record Covered(KnownAt at, boolean isAll) {}

    private <T> T reading(@Nullable KnownAt knownAt, Function<Covered, T> read) {
        var answer = snapshot.execute(_ -> {
            var all = all();
            return read.apply(
                    knownAt == null
                            ? new Covered(all, true)
                            : new Covered(knownAt, knownAt.position() >= all.position()));
        });
        if (answer == null) throw new IllegalStateException("a figure was read as null");
        return answer;
    }

    private KnownAt all() {
        return jdbc.sql("SELECT position, recorded_at FROM figures_known_at")
                .query((row, _) -> new KnownAt(
                        row.getLong("position"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(KnownAt.NOTHING);
    }

    private List<Summary.Cell> cellsOfTotals(LocalDate asOf) {
        return jdbc.sql("""
                        SELECT street, use_class, line, sum(count) AS count, sum(area_m2) AS area_m2
                        FROM (SELECT street, use_class, line, count, area_m2 FROM month_total
                              WHERE month < :month
                              UNION ALL
                              SELECT street, use_class, line, count, area_m2 FROM movement
                              WHERE business_date >= :month AND business_date <= :asOf) AS moved
                        GROUP BY street, use_class, line""")
                .param("month", asOf.withDayOfMonth(1))
                .param("asOf", asOf)
                .query(Figures::summaryCell)
                .list();
    }

    private List<Summary.Cell> cellsOfMovements(LocalDate asOf, KnownAt knownAt) {
        return jdbc.sql("""
                        SELECT street, use_class, line, sum(count) AS count, sum(area_m2) AS area_m2
                        FROM movement
                        WHERE position <= :knownAt AND business_date <= :asOf
                        GROUP BY street, use_class, line""")
                .param("knownAt", knownAt.position())
                .param("asOf", asOf)
                .query(Figures::summaryCell)
                .list();
    }

    private List<Statement.Cell> cellsOfTotals(
            @Nullable Set<String> counted, @Nullable Use use, LocalDate from, LocalDate to) {
        var end = to.plusDays(1);
        var firstWhole = from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth());
        var endOfWhole = end.withDayOfMonth(1);
        var endOfHead = earlier(firstWhole, end);
        return jdbc.sql("""
                        SELECT month, line, sum(count) AS count, sum(area_m2) AS area_m2
                        FROM (-- before the period: whole months, then days
                              SELECT NULL::date AS month, street, use_class, line, count, area_m2 FROM month_total
                              WHERE month < :fromMonth
                              UNION ALL
                              SELECT NULL, street, use_class, line, count, area_m2 FROM movement
                              WHERE business_date >= :fromMonth AND business_date < :from
                              UNION ALL
                              -- the period: the days before its first whole month, whole months, the days after them
                              SELECT date_trunc('month', business_date)::date, street, use_class, line, count, area_m2 FROM movement
                              WHERE business_date >= :from AND business_date < :endOfHead
                              UNION ALL
                              SELECT month, street, use_class, line, count, area_m2 FROM month_total
                              WHERE month >= :firstWhole AND month < :endOfWhole
                              UNION ALL
                              SELECT date_trunc('month', business_date)::date, street, use_class, line, count, area_m2 FROM movement
                              WHERE business_date >= :startOfTail AND business_date < :end) AS moved
                        WHERE (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                          AND (:use::text IS NULL OR use_class = :use::text)
                        GROUP BY month, line""")
                .param("fromMonth", from.withDayOfMonth(1))
                .param("from", from)
                .param("endOfHead", endOfHead)
                .param("firstWhole", firstWhole)
                .param("endOfWhole", endOfWhole)
                .param("startOfTail", later(endOfHead, endOfWhole))
                .param("end", end)
                .param("streets", literal(counted))
                .param("use", use == null ? null : use.name())
                .query(Figures::statementCell)
                .list();
    }

    private List<Statement.Cell> cellsOfMovements(
            @Nullable Set<String> counted, @Nullable Use use, LocalDate from, LocalDate to, KnownAt knownAt) {
        return jdbc.sql("""
                        SELECT CASE WHEN business_date >= :from THEN date_trunc('month', business_date)::date END AS month,
                               line, sum(count) AS count, sum(area_m2) AS area_m2
                        FROM movement
                        WHERE position <= :knownAt AND business_date <= :to
                          AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                          AND (:use::text IS NULL OR use_class = :use::text)
                        GROUP BY 1, line""")
                .param("from", from)
                .param("to", to)
                .param("knownAt", knownAt.position())
                .param("streets", literal(counted))
                .param("use", use == null ? null : use.name())
                .query(Figures::statementCell)
                .list();
    }

    /** Codes are digits: nothing in them needs quoting. */
    private static @Nullable String literal(@Nullable Set<String> codes) {
        return codes == null ? null : "{" + String.join(",", codes) + "}";
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static Summary.Cell summaryCell(ResultSet row, int number) throws SQLException {
        return new Summary.Cell(
                row.getString("street"),
                Use.valueOf(row.getString("use_class")),
                Line.valueOf(row.getString("line")),
                amount(row));
    }

    private static Statement.Cell statementCell(ResultSet row, int number) throws SQLException {
        var month = row.getObject("month", LocalDate.class);
        return new Statement.Cell(
                month == null ? null : YearMonth.from(month), Line.valueOf(row.getString("line")), amount(row));
    }

    private static Amount amount(ResultSet row) throws SQLException {
        return new Amount(row.getLong("count"), row.getBigDecimal("area_m2"));
    }
}
