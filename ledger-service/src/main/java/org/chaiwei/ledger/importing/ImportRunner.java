package org.chaiwei.ledger.importing;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries on whatever commit or undo is under way, on one thread of every instance: at once when this instance was asked for it,
 * within a second when another was and died. Also throws away previews that nobody committed, and wrong rows that nobody fetched.
 */
final class ImportRunner implements SmartLifecycle {

    static final Duration PREVIEWS_KEPT = Duration.ofHours(24);
    static final Duration WRONG_ROWS_KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final ImportRecords records;
    private final ImportRun run;
    private final Previews previews;
    private final DataSource dataSource;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private Instant nextSweep = Instant.MIN;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    ImportRunner(ImportRecords records, ImportRun run, Previews previews, DataSource dataSource, Clock clock) {
        this.records = records;
        this.run = run;
        this.previews = previews;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** There is something to do: don't wait for the next look. */
    void wake() {
        wake.release();
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("imports").start(this::work);
    }

    /** Waits for the step under way, not for the import: another instance, or the next start, goes on with it. */
    @Override
    public synchronized void stop() {
        stopping = true;
        wake();
        var running = thread;
        if (running == null) return;
        try {
            running.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void work() {
        while (!stopping) {
            try {
                for (var id : records.running()) carryOn(id);
                var now = clock.instant();
                if (!now.isBefore(nextSweep)) {
                    nextSweep = now.plus(SWEEP_EVERY);
                    sweep(now);
                }
            } catch (RuntimeException | SQLException e) {
                // The database is away, or its answer was lost: what was done is looked up again at the next try.
                LOG.warn("imports interrupted, trying again: {}", e.toString());
            }
            try {
                if (wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) wake.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void carryOn(UUID id) throws SQLException {
        var lock = ImportLock.tryHold(dataSource, id);
        if (lock.isEmpty()) return;
        try (var held = lock.get()) {
            LOG.info("import {} goes on", id);
            while (!stopping && held.isHeld() && run.step(id)) {}
        } catch (ImportRun.ImportStuck e) {
            LOG.error("import {} failed", id, e);
            records.finish(id, ImportState.FAILED, clock.instant());
        }
    }

    void sweep(Instant now) {
        for (var id : records.previewsUploadedBefore(now.minus(PREVIEWS_KEPT)))
            if (previews.discard(id)) LOG.info("preview {} expired", id);
        records.forgetWrongRowsUploadedBefore(now.minus(WRONG_ROWS_KEPT));
    }
}
