package org.chaiwei.demolition.growth;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums up what stands, and what came and went. */
final class Growth {

    /**
     * What of the new constructions stands in a street. A construction is counted while any of it stands: opening + came − went = standing;
     * so are the areas. One that was assigned to another street went here and came there.
     *
     * @param relapses how many of those standing stand at the place of a closed entry; the rating's new violations leave them out
     * @param opening how many stood at the beginning
     * @param came how many stand, or stood in the meantime, that did not at the beginning
     * @param went how many stand no longer
     * @param cameM2 also what was added to one that stood
     * @param wentM2 also what was taken off one that still stands
     */
    record Line(
            String street,
            long standing,
            BigDecimal standingM2,
            long relapses,
            long opening,
            BigDecimal openingM2,
            long came,
            BigDecimal cameM2,
            long went,
            BigDecimal wentM2) {}

    private final JdbcClient jdbc;

    Growth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The streets in which any new construction has stood by then, in the order of their codes. A correction of an entry that is closed by
     * then changes no day on which it stood.
     *
     * @param since the day after which what came and went is counted
     * @param position the last position that is known
     * @param recordedBy what was recorded later is not known; null for no such bound
     * @param streets those that count; null for all
     */
    List<Line> lines(
            LocalDate since,
            LocalDate asOf,
            long position,
            @Nullable Instant recordedBy,
            @Nullable Set<String> streets) {
        return jdbc.sql("""
                        WITH construction AS (
                            SELECT street, violation, origin,
                                   greatest(sum(standing_m2), 0.00) AS standing_m2,
                                   greatest(coalesce(sum(standing_m2) FILTER (WHERE business_date <= :since), 0.00), 0.00) AS opening_m2,
                                   coalesce(sum(standing_m2) FILTER (WHERE business_date > :since AND standing_m2 > 0), 0.00) AS came_m2,
                                   coalesce(-sum(standing_m2) FILTER (WHERE business_date > :since AND standing_m2 < 0), 0.00) AS went_m2
                            FROM growth_movement
                            WHERE business_date <= :asOf AND position <= :position
                              AND (:recordedBy::timestamptz IS NULL OR recorded_at <= :recordedBy::timestamptz)
                              AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                            GROUP BY street, violation, origin)
                        SELECT street,
                               count(*) FILTER (WHERE standing_m2 > 0) AS standing,
                               sum(standing_m2) AS standing_m2,
                               count(*) FILTER (WHERE standing_m2 > 0 AND origin = 'RELAPSE') AS relapses,
                               count(*) FILTER (WHERE opening_m2 > 0) AS opening,
                               sum(opening_m2) AS opening_m2,
                               count(*) FILTER (WHERE opening_m2 = 0 AND came_m2 > 0) AS came,
                               sum(came_m2) AS came_m2,
                               count(*) FILTER (WHERE standing_m2 = 0 AND (opening_m2 > 0 OR came_m2 > 0)) AS went,
                               sum(went_m2) AS went_m2
                        FROM construction GROUP BY street ORDER BY street""")
                .param("since", since)
                .param("asOf", asOf)
                .param("position", position)
                .param("recordedBy", recordedBy == null ? null : recordedBy.atOffset(ZoneOffset.UTC))
                .param("streets", streets == null ? null : streets.toArray(String[]::new))
                .query((row, _) -> new Line(
                        row.getString("street"),
                        row.getLong("standing"),
                        row.getBigDecimal("standing_m2"),
                        row.getLong("relapses"),
                        row.getLong("opening"),
                        row.getBigDecimal("opening_m2"),
                        row.getLong("came"),
                        row.getBigDecimal("came_m2"),
                        row.getLong("went"),
                        row.getBigDecimal("went_m2")))
                .list();
    }
}
