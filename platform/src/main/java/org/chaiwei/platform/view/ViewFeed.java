package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The thread that feeds one view: claims it, opens the log's stream where the view stands, and hands over whole batches, each in one
 * transaction with the view's position. Woken by the stream as soon as the log has grown. What fails is tried again after a pause that doubles,
 * from the position that is committed.
 *
 * <p>Reads Axon's stream directly. Axon's own processors hand events to handlers one by one, each in a unit of work, which costs as much as reading and
 * decoding them; buffer 1,024 at most; and forget between two tries that the first one failed, so that nobody could tell health.
 */
final class ViewFeed implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ViewFeed.class);

    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);

    /** How a feed tries to get its view back that it has just lost: a rebuild takes it for some milliseconds only. */
    private static final Duration RECLAIM_EVERY = Duration.ofMillis(20);

    private static final Duration RECLAIM_FOR = Duration.ofSeconds(3);
    private static final Duration RENEW_CLAIM_EVERY = Duration.ofSeconds(3);
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** How long an idle feed does not notice that it should stop. */
    private static final int STOP_NOTICED_MILLIS = 200;

    private final View view;
    private final PositionedEventStore store;
    private final ViewPositions positions;
    private final ViewPositionTable table;
    private final TransactionOperations transactions;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);

    private volatile @Nullable Throwable failure;
    private Duration pause = PAUSE_FIRST;

    ViewFeed(
            View view,
            PositionedEventStore store,
            ViewPositions positions,
            ViewPositionTable table,
            TransactionOperations transactions) {
        this.view = view;
        this.store = store;
        this.positions = positions;
        this.table = table;
        this.transactions = transactions;
        this.thread = Thread.ofPlatform().daemon().name("view-" + view.name()).unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Ends the feed after the batch at hand, and gives the view free for another instance. */
    void stop(Duration within) {
        stop.countDown();
        try {
            if (!thread.join(within)) log.warn("view {} did not stop within {}", view.name(), within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Why the last try failed; null if it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            var reclaimUntil = System.nanoTime();
            while (!isStopping()) {
                try {
                    var position = table.claim(view.name());
                    if (position.isPresent()) feed(position.getAsLong());
                    else rest(System.nanoTime() < reclaimUntil ? RECLAIM_EVERY : CLAIM_EVERY);
                } catch (ClaimLost lost) {
                    log.info("view {} is taken by another instance or a rebuild", view.name());
                    reclaimUntil = System.nanoTime() + RECLAIM_FOR.toNanos();
                } catch (RuntimeException | Error e) {
                    failed(e);
                    release();
                    rest(pause);
                    var doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
                }
            }
            release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the feed ends, and health says so
        }
    }

    private void feed(long from) throws InterruptedException {
        positions.advanced(view.name(), from);
        var position = from;
        var renewed = System.nanoTime();
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(position))) {
            while (!isStopping()) {
                if (stream.hasNextAvailable(STOP_NOTICED_MILLIS, TimeUnit.MILLISECONDS)) {
                    position = take(position, nextBatch(stream, View.BATCH_MAX));
                    renewed = System.nanoTime();
                } else if (System.nanoTime() - renewed > RENEW_CLAIM_EVERY.toNanos()) {
                    table.renew(view.name());
                    renewed = System.nanoTime();
                }
            }
        }
    }

    /** @return where the view stands then */
    private long take(long from, List<Recorded> batch) {
        var last = batch.getLast().position();
        transactions.executeWithoutResult(_ -> {
            view.apply(batch);
            table.move(view.name(), from, last);
        });
        if (failure != null) log.info("view {} goes on", view.name());
        failure = null;
        pause = PAUSE_FIRST;
        positions.advanced(view.name(), last);
        return last;
    }

    /** At least one event, and about {@code max} of them. What an upcaster made of one event stays together, for it has one position. */
    static List<Recorded> nextBatch(TrackingEventStream stream, int max) throws InterruptedException {
        var batch = new ArrayList<Recorded>();
        do batch.add(recorded(stream.nextAvailable()));
        while (stream.hasNextAvailable()
                && (batch.size() < max
                        || stream.peek().map(ViewFeed::position).orElse(-1L)
                                == batch.getLast().position()));
        return batch;
    }

    private static Recorded recorded(TrackedEventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event))
            throw new IllegalStateException("not an aggregate's event: " + message.getClass());
        return new Recorded(
                position(message),
                event.getTimestamp(),
                UUID.fromString(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                event.getPayload());
    }

    private static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    private void failed(Throwable why) {
        if (failure == null)
            log.error("view {} stands still after position {}", view.name(), positions.position(view.name()), why);
        else
            log.warn(
                    "view {} still stands still: {}",
                    view.name(),
                    why.getClass().getSimpleName());
        failure = why;
    }

    private void release() {
        try {
            table.release(view.name());
        } catch (RuntimeException e) {
            log.debug("view {} is left to its claim's end", view.name(), e);
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void rest(Duration length) throws InterruptedException {
        var _ = stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
    }
}
