package org.chaiwei.platform.view;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.chaiwei.platform.view.RebuildSource.Replay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One view built anew beside the one that serves. The new tables stand in a schema of their own; the view's own code fills them, because in its
 * transactions that schema comes first in the search path. What has happened meanwhile is taken in while the old view goes on; only for the last
 * of it is the old view held, for some milliseconds in most cases, and then tables and position change in one transaction.
 *
 * <p>Whatever fails before that transaction leaves the old view serving. If the instance dies, its claim runs out and the new tables are removed
 * by whichever instance looks next.
 */
final class Rebuild implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    /** Tries to swap, each after a second in which the view is fed again. Longer than the longest export holds a table. */
    private static final int SWAPS_MAX = 120;

    private static final Duration BETWEEN_SWAPS = Duration.ofSeconds(1);

    /** How long the old view is held for readers that have begun before the last rows were there. */
    private static final Duration OLD_READERS = Duration.ofMillis(500);

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** What all rebuilds of an instance share. */
    record Means(
            DataSource owner,
            JdbcClient jdbc,
            TransactionOperations transactions,
            RebuildTable table,
            Consumer<RebuildPhaseEntered> listener) {}

    private final RebuildSource source;
    private final UUID id;
    private final Means means;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile RebuildPhase phase = RebuildPhase.PREPARING;
    private volatile long done;
    private volatile long head;
    private volatile boolean claimLost;
    private volatile @Nullable ShadowTables shadow;

    Rebuild(RebuildSource source, UUID id, Means means) {
        this.source = source;
        this.id = id;
        this.means = means;
    }

    /** Gives up at the next step; the old view serves on. */
    void stop() {
        stop.countDown();
        var open = shadow;
        if (phase == RebuildPhase.INDEXING && open != null)
            try {
                open.abort(); // or the stop would wait for the index
            } catch (SQLException e) {
                log.debug("the owner's connection was gone already", e);
            }
    }

    @Override
    public void run() {
        var beat = Thread.ofVirtual().name("rebuild-beat").start(this::beat);
        try {
            build();
            log.info("view {} is rebuilt, up to {}", source.view(), done);
        } catch (Exception | Error e) {
            fail(e);
        } finally {
            beat.interrupt();
        }
    }

    private void build() throws SQLException, InterruptedException {
        enter(RebuildPhase.PREPARING);
        try (var tables = ShadowTables.create(means.owner, source.tables());
                var replay = source.replay()) {
            shadow = tables;
            enter(RebuildPhase.FILLING);
            takeInWhatThereIs(replay);
            enter(RebuildPhase.INDEXING);
            tables.index();
            for (var tries = 1; ; tries++) {
                enter(RebuildPhase.CATCHING_UP);
                if (tries > 1 && stop.await(BETWEEN_SWAPS.toMillis(), TimeUnit.MILLISECONDS)) throw stopped();
                takeInWhatThereIs(replay);
                enter(RebuildPhase.SWAPPING);
                if (swap(tables, replay)) break;
                if (tries == SWAPS_MAX) throw new RebuildFailed("the tables were in use at each of many tries");
            }
            entered(RebuildPhase.DONE);
        }
    }

    private void takeInWhatThereIs(Replay replay) throws InterruptedException {
        for (var chunk = replay.next(); chunk.isPresent(); chunk = replay.next()) {
            var events = chunk.get();
            means.transactions.executeWithoutResult(_ -> {
                means.table.requireClaim(source.view(), id);
                // A crash throws these rows away, and the swap's commit makes them durable with itself.
                means.jdbc
                        .sql(
                                "SELECT set_config('search_path', :path || ', ' || current_setting('search_path'), true), set_config('synchronous_commit', 'off', true)")
                        .param("path", ShadowTables.SCHEMA)
                        .query(row -> {});
                events.apply();
            });
            done = replay.done();
            head = replay.head();
            goOn();
        }
    }

    /** False if it met tables in use or a view that is fed again: then it may be tried once more. */
    private boolean swap(ShadowTables tables, Replay replay) throws InterruptedException {
        replay.hold();
        try {
            takeInWhatThereIs(replay);
            if (!awaitOldReaders()) return false;
            return tables.swap(swap -> {
                replay.move(swap);
                RebuildTable.done(swap, source.view(), id, replay.done());
            });
        } catch (ClaimLost held) {
            log.info("view {} was held for too long, and is fed again", source.view());
            return false;
        } finally {
            replay.release();
        }
    }

    /**
     * Waits for the transactions that have a snapshot already: one that keeps it (REPEATABLE READ) and came to the tables only after the swap would not see
     * the last rows in them. False if one takes too long.
     */
    private boolean awaitOldReaders() throws InterruptedException {
        record Reader(int pid, String since) {}
        var readers = """
                SELECT pid, xact_start::text AS since FROM pg_stat_activity
                WHERE datname = current_database() AND usename = current_user AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()""";
        var deadline = System.nanoTime() + OLD_READERS.toNanos();
        List<Reader> before = means.jdbc.sql(readers).query(Reader.class).list();
        while (!before.isEmpty()) {
            if (System.nanoTime() > deadline) return false;
            if (stop.await(5, TimeUnit.MILLISECONDS)) throw stopped();
            var now = means.jdbc.sql(readers).query(Reader.class).list();
            before = before.stream().filter(now::contains).toList();
        }
        return true;
    }

    private void enter(RebuildPhase next) {
        goOn();
        phase = next;
        if (!means.table.progress(source.view(), id, next, done, head)) claimLost = true;
        goOn();
        entered(next);
    }

    private void entered(RebuildPhase next) {
        phase = next;
        means.listener.accept(new RebuildPhaseEntered(source.view(), id, next));
    }

    private void goOn() {
        if (stop.getCount() == 0) throw stopped();
        if (claimLost) throw new RebuildFailed("another instance has taken over");
    }

    private static RebuildFailed stopped() {
        return new RebuildFailed("the service was stopped");
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                try {
                    if (!phase.isEnd() && !means.table.progress(source.view(), id, phase, done, head))
                        claimLost = !phase.isEnd();
                } catch (RuntimeException e) {
                    log.debug("the progress of a rebuild can't be written", e); // the claim tells, if it lasts
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the rebuild has ended
        }
    }

    private void fail(Throwable why) {
        log.warn("view {} is not rebuilt, the old one serves on", source.view(), why);
        try {
            means.table.whileClaimed(source.view(), id, () -> ShadowTables.dropAll(means.owner));
            means.table.failed(source.view(), id, reason(why));
            phase = RebuildPhase.FAILED;
        } catch (Exception e) {
            log.warn("what a rebuild has left is removed later: {}", e.toString());
        }
        means.listener.accept(new RebuildPhaseEntered(source.view(), id, RebuildPhase.FAILED));
    }

    /** Our own words; of all else the kind alone, for a message may quote a row. */
    private static String reason(Throwable why) {
        if (why instanceof RebuildFailed ours) return String.valueOf(ours.getMessage());
        for (Throwable cause = why; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql)
                return why.getClass().getSimpleName() + ", SQLSTATE " + sql.getSQLState();
        return why.getClass().getSimpleName();
    }
}
