package org.chaiwei.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/**
 * The event store that Axon's repositories and processors work with. A processor's stream pages through the log by position and is
 * woken when the log has grown, by whichever instance; its tokens are plain positions.
 */
public final class PositionedEventStore extends AbstractEventStore {

    private final RecentPages pages;
    private final HeadWatch watch;

    PositionedEventStore(PostgresEventStorageEngine engine, RecentPages pages, HeadWatch watch) {
        super(new Builder() {}.storageEngine(engine));
        this.pages = pages;
        this.watch = watch;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The stream holds no connection and no cursor between pages. Like Axon's own it is for one thread at a time. Streams that follow the log
     * together share what was read and decoded: its messages belong to all of them.
     */
    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        var stream = new PagedStream(PostgresEventStorageEngine.position(token));
        pages.forget();
        return stream;
    }

    private final class PagedStream implements TrackingEventStream {

        private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>();
        private long position;
        private Runnable stopCalling = () -> {};

        PagedStream(long position) {
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            fill();
            return Optional.ofNullable(page.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var deadline = System.nanoTime() + unit.toNanos(timeout);
            while (true) {
                fill();
                if (!page.isEmpty()) return true;
                var left = deadline - System.nanoTime();
                if (left <= 0 || !watch.awaitBeyond(position, Duration.ofNanos(left))) return false;
            }
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) if (Thread.interrupted()) throw new InterruptedException();
            return page.remove();
        }

        private void fill() {
            for (var head = watch.position(); page.isEmpty() && head > position; head = watch.position()) {
                var read = pages.after(position, head);
                position = read.lastPosition();
                page.addAll(read.messages());
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            stopCalling.run();
            stopCalling = watch.onAdvance(callback);
            return true;
        }

        @Override
        public void close() {
            stopCalling.run();
        }
    }
}
