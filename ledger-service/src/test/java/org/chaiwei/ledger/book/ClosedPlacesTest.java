package org.chaiwei.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.book.ClosedPlaces.Near;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Looking for closed places, in a district as dense as a real one: 20,000 closed entries, some ten metres from each other. */
class ClosedPlacesTest {

    private static final BigDecimal RADIUS_M = new BigDecimal("15");
    private static final BigDecimal LON = new BigDecimal("116.385000");
    private static final BigDecimal LAT = new BigDecimal("39.895000");
    private static final String DASHILAR = "110102013";

    private static LedgerDatabase database;
    private static ClosedPlaces places;

    /** And one more, far from all others. */
    @BeforeAll
    static void fill() throws SQLException {
        database = new LedgerDatabase();
        places = new ClosedPlaces(database.client);
        try (var connection = database.owner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO entry (violation, ledger_number, ledger_kind, street, address, lon, lat, use_class, area_m2, demolished_m2, remaining_m2,
                                       discovered_on, found_by, origin, tags, households, status, registered_on, closed_on, ground, legacy, sequence, position, changed_at)
                    SELECT gen_random_uuid(), 'T-' || n, 'GENERAL', '110102013', '某处', 116.37 + (n % 200) * 0.00015, 39.89 + (n / 200) * 0.0001, 'STORAGE', 10, 10, 0,
                           '2015-01-01', 'PATROL', 'EXISTING', '{}', 0, 'CLOSED', '2015-01-01', '2016-01-01', 'DEMOLISHED', false, 0, n, now()
                    FROM generate_series(1, 20000) AS n""");
            statement.execute("UPDATE entry SET lon = 116.48, lat = 40.05 WHERE ledger_number = 'T-1'");
            statement.execute("ANALYZE entry");
        }
    }

    @Test
    void the_index_finds_them_and_the_table_is_not_read_through() {
        var plan = String.join(
                "\n",
                new NamedParameterJdbcTemplate(database.jdbc)
                        .queryForList(
                                "EXPLAIN " + ClosedPlaces.SEARCH,
                                new MapSqlParameterSource()
                                        .addValue("radius", RADIUS_M)
                                        .addValue("lon", LON)
                                        .addValue("lat", LAT)
                                        .addValue("party", null)
                                        .addValue("streets", null),
                                String.class));
        assertThat(plan).contains("entry_closed_place").doesNotContain("Seq Scan");
    }

    @Test
    void all_within_the_radius_are_found_the_nearest_first_and_none_beyond_it() {
        var near = places.within(RADIUS_M, LON, LAT, null, null);
        assertThat(near).isNotEmpty().extracting(Near::distanceM).isSorted().allMatch(m -> m.compareTo(RADIUS_M) <= 0);
        var all = places.within(new BigDecimal("18"), LON, LAT, null, null);
        assertThat(all).hasSizeGreaterThan(near.size());
        assertThat(all.stream().filter(one -> one.distanceM().compareTo(RADIUS_M) <= 0))
                .containsExactlyElementsOf(near);
    }

    @Test
    void a_metre_of_latitude_and_one_of_longitude_are_a_metre() {
        // 0.0001 degrees north, and 0.0001 degrees east at this latitude, on a sphere of 6,371,008.8 m.
        assertThat(places.within(RADIUS_M, new BigDecimal("116.480000"), new BigDecimal("40.050100"), null, null))
                .extracting(Near::distanceM)
                .containsExactly(new BigDecimal("11.1"));
        assertThat(places.within(RADIUS_M, new BigDecimal("116.480100"), new BigDecimal("40.050000"), null, null))
                .extracting(Near::distanceM)
                .containsExactly(new BigDecimal("8.5"));
    }

    @Test
    void the_same_responsible_person_s_comes_first_and_at_most_twenty_are_given() {
        var party = UUID.randomUUID();
        var hundred = new BigDecimal("100");
        assertThat(places.within(hundred, LON, LAT, null, null)).hasSize(ClosedPlaces.CANDIDATES_MAX);
        var farthest = places.within(hundred, LON, LAT, null, null).getLast();
        database.jdbc.update("UPDATE entry SET party_id = ? WHERE violation = ?", party, farthest.violation());
        var first = places.within(hundred, LON, LAT, party, null).getFirst();
        assertThat(first.violation()).isEqualTo(farthest.violation());
        assertThat(first.sameParty()).isTrue();
    }

    @Test
    void what_is_open_relapsed_closed_on_paper_grounds_or_of_another_street_is_not_meant() {
        for (var change : List.of(
                "status = 'OPEN'",
                "ground = 'RECTIFIED'",
                "relapsed_into = gen_random_uuid()",
                "lon = NULL, lat = NULL"))
            database.transaction.executeWithoutResult(inner -> {
                database.jdbc.update("UPDATE entry SET " + change + " WHERE ledger_number = 'T-1'");
                assertThat(atTheEdge(null)).as(change).isEmpty();
                inner.setRollbackOnly();
            });
        assertThat(atTheEdge(Set.of("110102014"))).isEmpty();
        assertThat(atTheEdge(Set.of(DASHILAR))).hasSize(1);
    }

    private List<Near> atTheEdge(Set<String> streets) {
        return places.within(RADIUS_M, new BigDecimal("116.480000"), new BigDecimal("40.050000"), null, streets);
    }
}
