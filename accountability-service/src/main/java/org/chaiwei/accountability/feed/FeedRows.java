package org.chaiwei.accountability.feed;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code fact_feed}: the last facts only. Called within the caller's transaction, by several at a time. */
public final class FeedRows {

    /** How many are kept, and up to {@link #TIDIED_AFTER} more of each instance until it tidies up. */
    static final int KEPT = 10_000;

    private static final int TIDIED_AFTER = 500;

    private final JdbcTemplate jdbc;
    private final AtomicInteger sinceTidied = new AtomicInteger();

    FeedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The table, for whoever rebuilds it. */
    public static String table() {
        return "fact_feed";
    }

    /** Adds facts; one that is there already stays as it is. Of more than are kept only the last are added. */
    public void add(List<ShownFact> facts) {
        if (facts.isEmpty()) return;
        var last = facts.subList(Math.max(0, facts.size() - KEPT), facts.size());
        jdbc.update("""
                INSERT INTO fact_feed (service, epoch, position, fact, type, violation, street, ledger_number, area_m2, occurred_on, recorded_at)
                SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::date[], ?::timestamptz[])
                ON CONFLICT ON CONSTRAINT fact_feed_pkey DO NOTHING""", statement -> {
            array(statement, 1, "text", last, ShownFact::service);
            array(statement, 2, "uuid", last, ShownFact::epoch);
            array(statement, 3, "bigint", last, ShownFact::position);
            array(statement, 4, "uuid", last, ShownFact::fact);
            array(statement, 5, "text", last, ShownFact::type);
            array(statement, 6, "uuid", last, ShownFact::violation);
            array(statement, 7, "text", last, ShownFact::street);
            array(statement, 8, "text", last, ShownFact::ledgerNumber);
            array(statement, 9, "numeric", last, ShownFact::areaM2);
            array(statement, 10, "date", last, ShownFact::occurredOn);
            array(statement, 11, "timestamptz", last, fact -> fact.recordedAt().atOffset(ZoneOffset.UTC));
        });
        if (sinceTidied.addAndGet(last.size()) >= TIDIED_AFTER) tidy();
    }

    private void tidy() {
        sinceTidied.set(0);
        // Two that tidy up at once must not wait for each other.
        jdbc.update("""
                    DELETE FROM fact_feed WHERE (service, epoch, position) IN (
                        SELECT service, epoch, position FROM fact_feed
                        WHERE (transaction, number) < (SELECT f.transaction, f.number FROM fact_feed AS f
                                                       ORDER BY f.transaction DESC, f.number DESC OFFSET ? LIMIT 1)
                        FOR UPDATE SKIP LOCKED)""", KEPT - 1);
    }

    private static void array(
            PreparedStatement statement,
            int index,
            String type,
            List<ShownFact> facts,
            Function<ShownFact, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, facts.stream().map(value).toArray()));
    }
}
