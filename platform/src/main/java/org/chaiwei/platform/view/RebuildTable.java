package org.chaiwei.platform.view;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.ViewRefusal.RebuildRunning;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The table {@code view_rebuild}: what the last rebuild of each view is doing or came to, and the claim that makes it the only one. Whoever lost the claim
 * can write into the new tables no more: {@link #requireClaim} is part of each transaction that does.
 */
final class RebuildTable {

    /** A claim not renewed for so long is over: the instance is gone. */
    static final Duration CLAIM = Duration.ofSeconds(10);

    /** Claims and sweeps come one after the other, in all instances. */
    private static final String ONE_AFTER_THE_OTHER =
            "SELECT pg_advisory_xact_lock(hashtextextended('chaiwei.view_rebuild', 0))";

    private static final String LOST = "the instance that did it is gone";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    RebuildTable(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** @param seconds it has taken so far, or took */
    record Row(
            String view,
            UUID id,
            RebuildPhase phase,
            long done,
            long head,
            double seconds,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    /** @throws RefusedException with {@link RebuildRunning} if there is one under way, of whichever view in whichever instance */
    void claim(String view, UUID id, String startedBy) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(ONE_AFTER_THE_OTHER).query(row -> {});
            endLost();
            jdbc.sql("SELECT view FROM view_rebuild WHERE running")
                    .query(String.class)
                    .optional()
                    .ifPresent(other -> {
                        throw new RefusedException(new RebuildRunning(other));
                    });
            jdbc.sql("""
                            INSERT INTO view_rebuild (view, id, running, claimed_until, phase, started_by)
                            VALUES (:view, :id, true, clock_timestamp() + :claim * interval '1 second', 'PREPARING', :by)
                            ON CONFLICT (view) DO UPDATE SET id = excluded.id, running = true, claimed_until = excluded.claimed_until, phase = excluded.phase,
                                done = 0, head = 0, started_by = excluded.started_by, started_at = excluded.started_at, ended_at = NULL, failure = NULL""")
                    .param("view", view)
                    .param("id", id)
                    .param("claim", CLAIM.toSeconds())
                    .param("by", startedBy)
                    .update();
        });
    }

    /** Does something while no rebuild can begin, if none is under way; ends those whose instance is gone. */
    void whileNoneRuns(Runnable work) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(ONE_AFTER_THE_OTHER).query(row -> {});
            endLost();
            if (jdbc.sql("SELECT count(*) FROM view_rebuild WHERE running")
                            .query(Long.class)
                            .single()
                    == 0) work.run();
        });
    }

    /** Work that may throw what JDBC throws. */
    @FunctionalInterface
    interface SqlWork {
        void run() throws SQLException;
    }

    /** Does something while nobody can take the claim; nothing if somebody has. */
    void whileClaimed(String view, UUID id, SqlWork work) {
        transactions.executeWithoutResult(_ -> {
            if (isClaimed(view, id))
                try {
                    work.run();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
        });
    }

    /** Whether there are tables of a rebuild, of one that runs or of one that is gone. */
    boolean areTablesLeft() {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema)")
                .param("schema", ShadowTables.SCHEMA)
                .query(Boolean.class)
                .single();
    }

    /** FOR UPDATE waits for a transaction that has required the claim: nobody writes any more when this has ended it. */
    private void endLost() {
        jdbc.sql("""
                        UPDATE view_rebuild SET running = false, phase = 'FAILED', ended_at = clock_timestamp(), failure = :why
                        WHERE view IN (SELECT view FROM view_rebuild WHERE running AND claimed_until < clock_timestamp() FOR UPDATE)
                          AND running AND claimed_until < clock_timestamp()""").param("why", LOST).update();
    }

    /** Says how far it is, and keeps the claim. False if the claim is lost. */
    boolean progress(String view, UUID id, RebuildPhase phase, long done, long head) {
        return jdbc.sql("""
                        UPDATE view_rebuild SET phase = :phase, done = :done, head = :head, claimed_until = clock_timestamp() + :claim * interval '1 second'
                        WHERE view = :view AND id = :id AND running""")
                        .param("view", view)
                        .param("id", id)
                        .param("phase", phase.name())
                        .param("done", done)
                        .param("head", head)
                        .param("claim", CLAIM.toSeconds())
                        .update()
                == 1;
    }

    /**
     * Within a transaction that writes into the new tables: nobody can take the claim until it ends.
     *
     * @throws RebuildFailed if somebody has taken it already
     */
    void requireClaim(String view, UUID id) {
        if (!isClaimed(view, id)) throw lost();
    }

    private boolean isClaimed(String view, UUID id) {
        return jdbc.sql("SELECT 1 FROM view_rebuild WHERE view = :view AND id = :id AND running FOR KEY SHARE")
                .param("view", view)
                .param("id", id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * Within the transaction that swaps the tables.
     *
     * @throws RebuildFailed if somebody has taken the claim
     */
    static void done(JdbcClient swap, String view, UUID id, long done) {
        if (swap.sql("""
                        UPDATE view_rebuild SET running = false, phase = 'DONE', done = :done, head = :done, ended_at = clock_timestamp()
                        WHERE view = :view AND id = :id AND running""")
                        .param("view", view)
                        .param("id", id)
                        .param("done", done)
                        .update()
                != 1) throw lost();
    }

    void failed(String view, UUID id, String why) {
        jdbc.sql("""
                        UPDATE view_rebuild SET running = false, phase = 'FAILED', ended_at = clock_timestamp(), failure = :why
                        WHERE view = :view AND id = :id AND running""").param("view", view).param("id", id).param("why", why).update();
    }

    Optional<Row> find(String view) {
        return all().stream().filter(row -> row.view().equals(view)).findFirst();
    }

    List<Row> all() {
        return jdbc.sql("""
                        SELECT view, id, CASE WHEN running AND claimed_until < clock_timestamp() THEN 'FAILED' ELSE phase END AS phase, done, head,
                               extract(epoch FROM coalesce(ended_at, clock_timestamp()) - started_at) AS seconds, started_at, ended_at,
                               CASE WHEN running AND claimed_until < clock_timestamp() THEN :lost ELSE failure END AS failure
                        FROM view_rebuild ORDER BY view""")
                .param("lost", LOST)
                .query((row, _) -> new Row(
                        row.getString("view"),
                        row.getObject("id", UUID.class),
                        RebuildPhase.valueOf(row.getString("phase")),
                        row.getLong("done"),
                        row.getLong("head"),
                        row.getDouble("seconds"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class) instanceof OffsetDateTime ended
                                ? ended.toInstant()
                                : null,
                        row.getString("failure")))
                .list();
    }

    private static RebuildFailed lost() {
        return new RebuildFailed("another instance has taken over");
    }
}
