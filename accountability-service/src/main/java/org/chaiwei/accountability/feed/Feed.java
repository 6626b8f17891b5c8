package org.chaiwei.accountability.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the last facts. Thread-safe. */
final class Feed {

    private static final String COLUMNS = """
        transaction::text::bigint AS transaction, number, service, epoch, position, fact, type, violation, street, ledger_number,
        area_m2, occurred_on, recorded_at""";

    private final JdbcClient jdbc;

    Feed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A fact with its place in the feed. */
    record Placed(FeedCursor cursor, ShownFact fact) {}

    /**
     * The latest facts first.
     *
     * @param before those that came before this one; null for the very latest
     * @param streets those that count; null for all
     */
    List<Placed> latest(@Nullable FeedCursor before, @Nullable Set<String> streets, int limit) {
        return jdbc.sql("""
            SELECT %s FROM fact_feed
            WHERE (:transaction::text IS NULL OR (transaction, number) < (:transaction::text::xid8, :number::bigint))
              AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
            ORDER BY fact_feed.transaction DESC, number DESC LIMIT :limit""".formatted(COLUMNS))
                .param("transaction", before == null ? null : Long.toString(before.transaction()))
                .param("number", before == null ? null : before.number())
                .param("streets", literal(streets))
                .param("limit", limit)
                .query(Feed::placed)
                .list();
    }

    /**
     * The facts that came next, in their order, as far as it is settled: no fact that comes later will ever stand before one of these.
     *
     * @param after those that came behind this one
     * @param streets those that count; null for all
     */
    List<Placed> next(FeedCursor after, @Nullable Set<String> streets, int limit) {
        return jdbc.sql("""
            SELECT %s FROM fact_feed
            WHERE (transaction, number) > (:transaction::text::xid8, :number::bigint)
              AND transaction < pg_snapshot_xmin(pg_current_snapshot())
              AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
            ORDER BY fact_feed.transaction, number LIMIT :limit""".formatted(COLUMNS))
                .param("transaction", Long.toString(after.transaction()))
                .param("number", after.number())
                .param("streets", literal(streets))
                .param("limit", limit)
                .query(Feed::placed)
                .list();
    }

    /** The place behind all that is settled by now. */
    FeedCursor end() {
        return jdbc.sql("""
            SELECT transaction::text::bigint AS transaction, number FROM fact_feed
            WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY fact_feed.transaction DESC, number DESC LIMIT 1""")
                .query((row, _) -> new FeedCursor(row.getLong("transaction"), row.getLong("number")))
                .optional()
                .orElse(FeedCursor.BEGINNING);
    }

    /** Whether facts behind this place may have been dropped already. */
    boolean hasForgotten(FeedCursor cursor) {
        return jdbc.sql("""
            SELECT transaction::text::bigint AS transaction, number FROM fact_feed
            ORDER BY fact_feed.transaction, number LIMIT 1""")
                .query((row, _) -> new FeedCursor(row.getLong("transaction"), row.getLong("number")))
                .optional()
                .map(oldest -> cursor.compareTo(oldest) < 0)
                .orElse(false);
    }

    /** Codes are digits: nothing in them needs quoting. */
    private static @Nullable String literal(@Nullable Set<String> codes) {
        return codes == null ? null : "{" + String.join(",", codes) + "}";
    }

    private static Placed placed(ResultSet row, int number) throws SQLException {
        return new Placed(
                new FeedCursor(row.getLong("transaction"), row.getLong("number")),
                new ShownFact(
                        row.getString("service"),
                        row.getObject("epoch", UUID.class),
                        row.getLong("position"),
                        row.getObject("fact", UUID.class),
                        row.getString("type"),
                        row.getObject("violation", UUID.class),
                        row.getString("street"),
                        row.getString("ledger_number"),
                        row.getBigDecimal("area_m2"),
                        row.getObject("occurred_on", LocalDate.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()));
    }
}
