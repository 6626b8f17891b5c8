package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingEventStream;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The log from its first event, for one view. Up to the head of its beginning a thread of its own reads and decodes ahead of what is written; what comes after that
 * is little, and read when it is asked for. Holds no snapshot: the log is paged by position.
 */
final class LogReplay implements RebuildSource.Replay {

    /** Chunks that are decoded and wait to be written. */
    private static final int AHEAD = 2;

    private static final Duration LOG_KNOWN_WITHIN = Duration.ofSeconds(2);

    private final View view;
    private final PostgresEventStore store;
    private final ViewPositionTable table;
    private final UUID holder = UUID.randomUUID();
    private final TrackingEventStream stream;
    private final BlockingQueue<Read> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private boolean readerDone;
    private long done;
    private long heldAt;

    /** What the reader has: events, or why it ended; both empty at its end. */
    private record Read(List<Recorded> events, @Nullable Throwable failure) {}

    LogReplay(View view, PostgresEventStore store, ViewPositionTable table) {
        this.view = view;
        this.store = store;
        this.table = table;
        this.stream = store.axon().openStream(new GlobalSequenceTrackingToken(0));
        var head = store.log().head().position();
        this.reader = Thread.ofPlatform()
                .daemon()
                .name("rebuild-reader-" + view.name())
                .start(() -> readAhead(head));
    }

    private void readAhead(long head) {
        try {
            var position = 0L;
            while (position < head && stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                var events = ViewFeed.nextBatch(stream, View.REBUILD_BATCH_MAX);
                position = events.getLast().position();
                ahead.put(new Read(events, null));
            }
            ahead.put(new Read(List.of(), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | Error e) {
            ahead.clear();
            var _ = ahead.offer(new Read(List.of(), e));
        }
    }

    @Override
    public Optional<RebuildSource.Chunk> next() throws InterruptedException {
        if (!readerDone) {
            var read = ahead.take();
            if (read.failure != null) throw new IllegalStateException("the log can't be read", read.failure);
            if (!read.events.isEmpty()) return Optional.of(chunk(read.events));
            readerDone = true;
        }
        var patience = done < heldAt ? LOG_KNOWN_WITHIN : Duration.ZERO;
        if (stream.hasNextAvailable(Math.toIntExact(patience.toMillis()), TimeUnit.MILLISECONDS))
            return Optional.of(chunk(ViewFeed.nextBatch(stream, View.REBUILD_BATCH_MAX)));
        if (done < heldAt) throw new IllegalStateException("the log ends before what the view has taken in");
        return Optional.empty();
    }

    private RebuildSource.Chunk chunk(List<Recorded> events) {
        done = events.getLast().position();
        return () -> view.apply(events);
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long head() {
        return Math.max(done, store.knownPosition());
    }

    @Override
    public void hold() {
        heldAt = table.hold(view.name(), holder);
    }

    @Override
    public void move(JdbcClient swap) {
        ViewPositionTable.moveHeld(swap, view.name(), holder, done);
    }

    @Override
    public void release() {
        heldAt = 0;
        table.releaseHeld(view.name(), holder);
    }

    @Override
    public void close() {
        reader.interrupt();
        stream.close();
    }
}
