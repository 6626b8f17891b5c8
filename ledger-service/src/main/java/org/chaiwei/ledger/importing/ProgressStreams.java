package org.chaiwei.ledger.importing;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.chaiwei.ledger.importing.ImportRefusal.TooManyWatchers;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Shows the progress of imports as server-sent events. It is read from the database, since another instance may be the one that
 * works; a line that changed is sent, a comment every 15 seconds keeps the connection, and the stream ends when everybody sees the
 * whole import.
 */
final class ProgressStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressStreams.class);
    private static final int WATCHERS_MAX = 64;
    private static final long RETRY_AFTER_SECONDS = 10;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int HEARTBEAT_LOOKS = 60;
    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private final ImportRecords records;
    private final LongSupplier viewsAt;
    private final Semaphore watchers = new Semaphore(WATCHERS_MAX);

    /** @param viewsAt the position that every view of the ledger has reached */
    ProgressStreams(ImportRecords records, LongSupplier viewsAt) {
        this.records = records;
        this.viewsAt = viewsAt;
    }

    Progress progressOf(ImportBatch batch) {
        return new Progress(
                batch.state(), batch.rowsDone(), batch.rowsTotal(), batch.lastPosition(), viewsAt.getAsLong());
    }

    /** @throws RefusedException with {@link TooManyWatchers} */
    SseEmitter open(UUID id) {
        if (!watchers.tryAcquire()) throw new RefusedException(new TooManyWatchers(RETRY_AFTER_SECONDS));
        var emitter = new SseEmitter(AT_MOST.toMillis());
        Thread.ofVirtual().name("import-progress").start(() -> {
            try {
                show(id, emitter);
                emitter.complete();
            } catch (IOException | IllegalStateException gone) {
                // Whoever was watching has left, or the stream's time is over.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("progress of import {} broke off", id, e);
                emitter.completeWithError(e);
            } finally {
                watchers.release();
            }
        });
        return emitter;
    }

    private void show(UUID id, SseEmitter emitter) throws IOException, InterruptedException {
        @Nullable Progress sent = null;
        for (int look = 1; ; look++) {
            var batch = found(id);
            if (batch != null) {
                if (batch.isEmpty()) return; // a preview that was thrown away
                var progress = progressOf(batch.get());
                if (!progress.equals(sent)) {
                    emitter.send(SseEmitter.event().name("progress").data(progress));
                    sent = progress;
                }
                if (progress.isOver()) return;
            }
            if (look % HEARTBEAT_LOOKS == 0) emitter.send(SseEmitter.event().comment("…"));
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Null while the database is away: the import goes on when it is back, and so does its progress. */
    private java.util.@Nullable Optional<ImportBatch> found(UUID id) {
        try {
            return records.find(id);
        } catch (DataAccessException e) {
            return null;
        }
    }
}
