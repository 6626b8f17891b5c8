package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks both services the same question, at some days and some points of the ledger's log: what remains in each street and in the district, and how
 * much relapses have taken back. The ledger answers by its own account of the book, accountability by what facts told it; each street must be
 * the same, and the ledger's streets must sum to accountability's district.
 *
 * <p>The other recounts hold each service's rows against the events, by a rule for each; this one holds the two rules against each other.
 */
final class ConservationCheck {

    private static final String TABLE = "accountability's figures against the ledger's";

    /** Parts into which the log, and the days in it, are cut: the points lie between them, and at the end. */
    private static final int PARTS = 4;

    private static final String BY_THE_LEDGER = """
        SELECT street,
               coalesce(sum(count) FILTER (WHERE line <> 'TAKEN_BACK'), 0),
               coalesce(sum(area_m2) FILTER (WHERE line <> 'TAKEN_BACK'), 0.00),
               coalesce(sum(area_m2) FILTER (WHERE line = 'TAKEN_BACK'), 0.00)
          FROM movement WHERE position <= ? AND business_date <= ? GROUP BY street""";

    private static final String SUMS = "sum(registered - closed), sum(standing_m2), sum(taken_back_m2)";

    private static final String BY_ACCOUNTABILITY = "SELECT street, " + SUMS + """
          FROM movement WHERE position <= ? AND business_date <= ? GROUP BY street""";

    private static final String DISTRICT = "SELECT 'district', " + SUMS + """
          FROM movement WHERE position <= ? AND business_date <= ? HAVING count(*) > 0""";

    /** @param entries that remain */
    private record Figures(long entries, BigDecimal remainingM2, BigDecimal takenBackM2) {

        static final Figures NONE = new Figures(0, new BigDecimal("0.00"), new BigDecimal("0.00"));

        Figures plus(Figures other) {
            return new Figures(
                    entries + other.entries, remainingM2.add(other.remainingM2), takenBackM2.add(other.takenBackM2));
        }
    }

    private final Connection ledger;
    private final Connection accountability;
    private final Differences differences;
    private long checked;

    /**
     * @param ledger a transaction on the ledger's database that sees one state throughout, with auto-commit off
     * @param accountability the same on accountability's
     */
    ConservationCheck(Connection ledger, Connection accountability, Differences differences) {
        this.ledger = ledger;
        this.accountability = accountability;
        this.differences = differences;
    }

    /**
     * Asks and compares. What differs goes to the differences.
     *
     * @param upTo a position of the ledger's log up to which accountability has taken in every fact; the ledger's account may lie behind it
     * @return how many figures of a street or the district were held against each other
     */
    long run(long upTo) throws SQLException {
        var head = Math.min(upTo, number(ledger, "SELECT coalesce(max(position), 0) FROM figures_known_at"));
        var days = days(head);
        for (int part = 1; part <= PARTS; part++) for (var day : days) compare(head * part / PARTS, day);
        return checked;
    }

    private void compare(long knownAt, LocalDate asOf) throws SQLException {
        var byLedger = figures(ledger, BY_THE_LEDGER, knownAt, asOf);
        var byAccountability = figures(accountability, BY_ACCOUNTABILITY, knownAt, asOf);
        var streets = new TreeSet<>(byLedger.keySet());
        streets.addAll(byAccountability.keySet());
        var sum = Figures.NONE;
        for (var street : streets) {
            var expected = byLedger.getOrDefault(street, Figures.NONE);
            compare(street, knownAt, asOf, expected, byAccountability.getOrDefault(street, Figures.NONE));
            sum = sum.plus(expected);
        }
        var district = figures(accountability, DISTRICT, knownAt, asOf).getOrDefault("district", Figures.NONE);
        var key = compare("district", knownAt, asOf, sum, district);
        // By street only the sum need be the same: the new entry of a relapse may stand in another street than the
        // closed one.
        differences.compare(TABLE, key, "taken_back_m2", text(sum.takenBackM2), text(district.takenBackM2));
    }

    /** @return the key under which differences are told */
    private String compare(String place, long knownAt, LocalDate asOf, Figures expected, Figures found) {
        checked++;
        var key = "%s asOf %s knownAt %d".formatted(place, asOf, knownAt);
        differences.compare(TABLE, key, "entries", expected.entries, found.entries);
        differences.compare(TABLE, key, "remaining_m2", text(expected.remainingM2), text(found.remainingM2));
        return key;
    }

    private static String text(BigDecimal areaM2) {
        return areaM2.setScale(2).toPlainString();
    }

    /** Days on which something is dated, evenly among them, and the last one. */
    private List<LocalDate> days(long head) throws SQLException {
        var all = new ArrayList<LocalDate>();
        try (var query = ledger.prepareStatement(
                "SELECT DISTINCT business_date FROM movement WHERE position <= ? ORDER BY business_date")) {
            query.setLong(1, head);
            try (var rows = query.executeQuery()) {
                while (rows.next()) all.add(rows.getObject(1, LocalDate.class));
            }
        }
        var some = new TreeSet<LocalDate>();
        for (int part = 1; part <= PARTS && !all.isEmpty(); part++)
            some.add(all.get(Math.max(0, all.size() * part / PARTS - 1)));
        return List.copyOf(some);
    }

    private static Map<String, Figures> figures(Connection connection, String sql, long knownAt, LocalDate asOf)
            throws SQLException {
        var figures = new TreeMap<String, Figures>();
        try (var query = connection.prepareStatement(sql)) {
            query.setLong(1, knownAt);
            query.setObject(2, asOf);
            try (var rows = query.executeQuery()) {
                while (rows.next())
                    figures.put(
                            rows.getString(1),
                            new Figures(rows.getLong(2), rows.getBigDecimal(3), rows.getBigDecimal(4)));
            }
        }
        return figures;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
