package org.chaiwei.accountability.rating;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.rating.RatingState.Unfrozen;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the months that are frozen, each with all versions of its table and its appeals. Thread-safe. */
final class Ratings {

    private final JdbcClient jdbc;
    private final RatingRows rows;
    private final ViewPositions positions;

    Ratings(JdbcClient jdbc, RatingRows rows, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.positions = positions;
    }

    Optional<Frozen> find(YearMonth month) {
        return between(month, month).stream().findFirst();
    }

    /** Those from one month to another, both of them included, in their order. */
    List<Frozen> between(YearMonth first, YearMonth last) {
        var states = new LinkedHashMap<String, RatingState>();
        jdbc.sql("""
            SELECT month, type, body FROM rating_event
            WHERE month BETWEEN :first AND :last ORDER BY month, position""")
                .param("first", first.toString())
                .param("last", last.toString())
                .query(row -> {
                    var event = rows.read(row.getString("type"), row.getString("body"));
                    states.compute(event.month(), (_, state) -> (state == null ? new Unfrozen() : state).evolve(event));
                });
        var frozen = new ArrayList<Frozen>();
        for (var state : states.values()) if (state instanceof Frozen one) frozen.add(one);
        return frozen;
    }

    /** Waits until what the token's command did to ratings shows; see {@link ViewPositions#await(String, ConsistencyToken)}. */
    void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(RatingRows.VIEW, ownWrite);
    }
}
