package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What holds of a street's row in every frozen table, by what the row shows: a part that no appeal has changed is the sum of its lines, the
 * points are the sum of the parts', the score is points of what there was to get, and a rank is one more than the number of streets with a
 * higher score.
 */
final class RatingRowCheck {

    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private RatingRowCheck() {}

    /** @param rows of the same table, the row among them */
    static void check(JsonNode row, List<JsonNode> rows, String table, String key, Differences differences) {
        var street = key + " " + StoredEvent.text(row, "street");
        var points = NOTHING;
        var counted = NOTHING;
        for (var part : row.path("parts")) {
            points = points.add(orNothing(part.path("points")));
            counted = counted.add(part.path("counted").decimalValue());
            var lines = NOTHING;
            for (var line : part.path("lines")) lines = lines.add(orNothing(line.path("points")));
            if (!part.path("corrected").asBoolean())
                differences.compare(
                        table,
                        street + " " + StoredEvent.text(part, "part"),
                        "points",
                        lines,
                        orNothing(part.path("points")));
        }
        differences.compare(table, street, "points", points, decimal(row, "points"));
        differences.compare(table, street, "counted", counted, decimal(row, "counted"));
        differences.compare(
                table,
                street,
                "score",
                counted.signum() == 0 ? null : points.multiply(HUNDRED).divide(counted, 2, RoundingMode.DOWN),
                decimal(row, "score"));
        var score = decimal(row, "score");
        var unranked = row.hasNonNull("unranked");
        differences.compare(
                table,
                street,
                "rank",
                unranked || score == null ? null : Long.toString(1 + better(score, rows)),
                row.hasNonNull("rank") ? row.path("rank").asString() : null);
    }

    private static long better(BigDecimal score, List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> !row.hasNonNull("unranked"))
                .filter(row -> {
                    var other = decimal(row, "score");
                    return other != null && other.compareTo(score) > 0;
                })
                .count();
    }

    private static BigDecimal orNothing(JsonNode points) {
        return points.isNumber() ? points.decimalValue() : NOTHING;
    }

    private static @Nullable BigDecimal decimal(JsonNode of, String field) {
        return of.hasNonNull(field) ? of.path(field).decimalValue() : null;
    }
}
