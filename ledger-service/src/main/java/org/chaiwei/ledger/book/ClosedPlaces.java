package org.chaiwei.ledger.book;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The places of closed entries where something might stand again: demolished or sealed, and not relapsed yet. A box around the place
 * finds the few candidates by the index {@code entry_closed_place}; their distance is exact, on the sphere of WGS84's mean radius.
 */
public final class ClosedPlaces {

    /** More entries than a circle of 15 m ever holds; whoever reports can't look through more. */
    public static final int CANDIDATES_MAX = 20;

    /** Metres a degree of latitude, rounded down, so that the box always holds the circle. */
    static final String SEARCH = """
            SELECT * FROM (
                SELECT violation, ledger_number, street, coalesce(party_id = :party::uuid, false) AS same_party,
                       round((2 * 6371008.8 * asin(least(1, sqrt(
                           sin(radians(lat::float8 - :lat::float8) / 2) ^ 2
                           + cos(radians(:lat::float8)) * cos(radians(lat::float8)) * sin(radians(lon::float8 - :lon::float8) / 2) ^ 2
                       ))))::numeric, 1) AS distance_m
                FROM entry
                WHERE status = 'CLOSED' AND ground IN ('DEMOLISHED', 'SEALED') AND relapsed_into IS NULL AND lon IS NOT NULL
                  AND point(lon::float8, lat::float8) <@ box(
                        point(:lon::float8 - :radius::float8 / (111000 * cos(radians(:lat::float8))), :lat::float8 - :radius::float8 / 111000),
                        point(:lon::float8 + :radius::float8 / (111000 * cos(radians(:lat::float8))), :lat::float8 + :radius::float8 / 111000))
                  AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
            ) AS near
            WHERE distance_m <= :radius::numeric
            ORDER BY same_party DESC, distance_m, ledger_number
            LIMIT %d""".formatted(CANDIDATES_MAX);

    /**
     * @param sameParty whether the responsible person is the one that was asked for
     * @param distanceM metres, one decimal
     */
    public record Near(UUID violation, String ledgerNumber, String street, boolean sameParty, BigDecimal distanceM) {}

    private final JdbcClient jdbc;

    ClosedPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The closed entries within so many metres of a place: those of the same responsible person first, then the nearest.
     *
     * @param lon degrees, WGS84
     * @param partyId whoever was seen there; null if nobody is known
     * @param streets the streets whose entries count; null for all
     */
    public List<Near> within(
            BigDecimal radiusM, BigDecimal lon, BigDecimal lat, @Nullable UUID partyId, @Nullable Set<String> streets) {
        return jdbc.sql(SEARCH)
                .param("radius", radiusM)
                .param("lon", lon)
                .param("lat", lat)
                .param("party", partyId == null ? null : partyId.toString())
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .query((row, _) -> new Near(
                        row.getObject("violation", UUID.class),
                        row.getString("ledger_number"),
                        row.getString("street"),
                        row.getBoolean("same_party"),
                        row.getBigDecimal("distance_m")))
                .list();
    }
}
