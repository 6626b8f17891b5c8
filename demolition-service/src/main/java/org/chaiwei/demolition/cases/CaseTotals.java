package org.chaiwei.demolition.cases;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.demolition.cases.Cases.Total;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code case_total}: how many cases there are of each street, stage and track, and their areas, so that a list's totals need not
 * count it through. Called within the transaction that writes the cases' rows, by their view alone.
 */
final class CaseTotals {

    private static final String ADD = """
            INSERT INTO case_total AS kept (street, stage, track, count, area_m2, awaiting_m2, remaining_m2)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
            ON CONFLICT ON CONSTRAINT case_total_pkey DO UPDATE SET
                   count = kept.count + excluded.count, area_m2 = kept.area_m2 + excluded.area_m2,
                   awaiting_m2 = kept.awaiting_m2 + excluded.awaiting_m2, remaining_m2 = kept.remaining_m2 + excluded.remaining_m2""";

    private final JdbcTemplate jdbc;

    CaseTotals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param track empty before a case is filed: a part of a key can't be null */
    private record Kind(String street, String stage, String track) implements Comparable<Kind> {

        static Kind of(CaseRow row) {
            var track = row.filing().track();
            return new Kind(row.entry().street(), row.stage().name(), track == null ? "" : track);
        }

        @Override
        public int compareTo(Kind other) {
            var byStreet = street.compareTo(other.street);
            if (byStreet != 0) return byStreet;
            var byStage = stage.compareTo(other.stage);
            return byStage != 0 ? byStage : track.compareTo(other.track);
        }
    }

    /** Takes away what these cases were and adds what they are. */
    void change(Map<UUID, CaseRow> before, Collection<CaseRow> after) {
        var changes = new TreeMap<Kind, Total>();
        for (var row : after) {
            var earlier = before.get(row.violation());
            if (earlier != null) add(changes, earlier, true);
            add(changes, row, false);
        }
        changes.values().removeIf(Total::isNothing);
        if (changes.isEmpty()) return;
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(ADD);
            var kinds = changes.keySet();
            var totals = changes.values();
            var columns = new Object[][] {
                kinds.stream().map(Kind::street).toArray(),
                kinds.stream().map(Kind::stage).toArray(),
                kinds.stream().map(Kind::track).toArray(),
                totals.stream().map(Total::count).toArray(),
                totals.stream().map(Total::areaM2).toArray(),
                totals.stream().map(Total::awaitingM2).toArray(),
                totals.stream().map(Total::remainingM2).toArray()
            };
            var types = new String[] {"text", "text", "text", "bigint", "numeric", "numeric", "numeric"};
            for (var i = 0; i < columns.length; i++)
                statement.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
            return statement;
        });
    }

    private static void add(Map<Kind, Total> changes, CaseRow row, boolean taken) {
        var one = new Total(1, row.entry().areaM2(), row.works().awaitingM2(), row.remainingM2());
        changes.merge(Kind.of(row), taken ? one.negated() : one, Total::plus);
    }
}
