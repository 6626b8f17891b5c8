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

    private static final int TIDIED_AFTER = 2_000;

    private static final String GIVEN = """
            unnest(?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::date[], ?::timestamptz[])
                AS given (service, epoch, position, fact, type, violation, street, ledger_number, area_m2, occurred_on, recorded_at)""";

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
        update("""
                INSERT INTO fact_feed (service, epoch, position, fact, type, violation, street, ledger_number, area_m2, occurred_on, recorded_at)
                SELECT given.* FROM %s ON CONFLICT ON CONSTRAINT fact_feed_pkey DO NOTHING""", last);
        if (sinceTidied.addAndGet(last.size()) >= TIDIED_AFTER) tidy();
    }

    /**
     * Adds facts to the table that is to take the feed's place: those that the feed has, each at the place that it has there. In what order facts came no fact tells,
     * and a reader who has been told up to some place must find the same behind it. The serving table alone has a schema's name here.
     */
    public void addAgain(List<ShownFact> facts) {
        if (facts.isEmpty()) return;
        update("""
                INSERT INTO fact_feed (transaction, number, service, epoch, position, fact, type, violation, street, ledger_number, area_m2, occurred_on, recorded_at)
                OVERRIDING SYSTEM VALUE
                SELECT feed.transaction, feed.number, service, epoch, position, given.fact, given.type, given.violation, given.street,
                       coalesce(given.ledger_number, feed.ledger_number), given.area_m2, given.occurred_on, given.recorded_at
                FROM %s JOIN public.fact_feed AS feed USING (service, epoch, position) ON CONFLICT ON CONSTRAINT fact_feed_pkey DO NOTHING""", facts);
    }

    /** @param sql into which the facts go in as {@code given} */
    private void update(String sql, List<ShownFact> facts) {
        jdbc.update(sql.formatted(GIVEN), statement -> {
            array(statement, 1, "text", facts, ShownFact::service);
            array(statement, 2, "uuid", facts, ShownFact::epoch);
            array(statement, 3, "bigint", facts, ShownFact::position);
            array(statement, 4, "uuid", facts, ShownFact::fact);
            array(statement, 5, "text", facts, ShownFact::type);
            array(statement, 6, "uuid", facts, ShownFact::violation);
            array(statement, 7, "text", facts, ShownFact::street);
            array(statement, 8, "text", facts, ShownFact::ledgerNumber);
            array(statement, 9, "numeric", facts, ShownFact::areaM2);
            array(statement, 10, "date", facts, ShownFact::occurredOn);
            array(statement, 11, "timestamptz", facts, fact -> fact.recordedAt().atOffset(ZoneOffset.UTC));
        });
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
