package org.chaiwei.demolition.onehour;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.chaiwei.demolition.onehour.Board.Rows;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells subscribers the board as it changes, whole each time: first as it is, then whenever something happened on a clock. The seconds run
 * at the subscriber's. However many subscribe, the rows are read a few times a second at most; a slow one misses what lies between and
 * gets the latest. Thread-safe.
 */
final class ClockStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ClockStream.class);

    private static final Duration FULL_RETRY_AFTER = Duration.ofSeconds(30);

    private final Supplier<Rows> rows;
    private final BiFunction<Rows, @Nullable Set<String>, Board> board;
    private final Limits limits;

    /** Null before the first reading. Guarded by this, as is all that follows. */
    private @Nullable Rows latest;

    private int subscribers;
    private boolean advanced;
    private @Nullable Thread reader;

    /**
     * @param subscribers at most so many at a time
     * @param readEvery the least time between two readings of the rows
     * @param lookEvery the most: another day begins, and another instance may have written
     * @param heartbeat a subscriber who hears nothing else hears a heartbeat
     * @param longest a subscription ends after so long: who still cares subscribes again, and who has gone unnoticed does not
     */
    record Limits(int subscribers, Duration readEvery, Duration lookEvery, Duration heartbeat, Duration longest) {
        static final Limits OF_A_SERVICE = new Limits(
                500, Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofMinutes(30));
    }

    /** Who is told. Called by one thread; any exception says that nobody is there any more. */
    interface Subscriber {
        void board(Board latest) throws IOException;

        void heartbeat() throws IOException;

        void end();
    }

    /**
     * @param rows as they are now, of all streets
     * @param board what is shown of them, now, to whoever sees these streets
     */
    ClockStream(Supplier<Rows> rows, BiFunction<Rows, @Nullable Set<String>, Board> board, Limits limits) {
        this.rows = rows;
        this.board = board;
        this.limits = limits;
    }

    /** To be called when something may have happened on a clock. Cheap. */
    synchronized void advanced() {
        advanced = true;
        notifyAll();
    }

    /**
     * Tells the subscriber the board as it is, and from then on whenever it changes.
     *
     * @param streets those that are seen; null for all
     * @return ends the subscription early
     * @throws RefusedException if there are as many subscribers as can be served
     */
    Runnable subscribe(@Nullable Set<String> streets, Subscriber subscriber) {
        var first = rows.get();
        enter(first);
        var sender = Thread.ofVirtual().name("clock-stream").start(() -> send(subscriber, first, streets));
        return sender::interrupt;
    }

    private synchronized void enter(Rows first) {
        if (reader == null || subscribers >= limits.subscribers)
            throw new RefusedException(new Unavailable(FULL_RETRY_AFTER));
        subscribers++;
        if (latest == null) latest = first;
        advanced(); // while nobody listened, nothing was read
    }

    private synchronized void leave() {
        subscribers--;
    }

    private void send(Subscriber subscriber, Rows first, @Nullable Set<String> streets) {
        long end = System.nanoTime() + limits.longest.toNanos();
        var told = first;
        try {
            subscriber.board(board.apply(first, streets));
            while (isRunning() && System.nanoTime() < end) {
                var next = next(told);
                if (next == null) {
                    subscriber.heartbeat();
                } else {
                    subscriber.board(board.apply(next, streets));
                    told = next;
                }
            }
            subscriber.end();
        } catch (IOException | IllegalStateException | InterruptedException gone) {
            log.debug("a subscriber has left", gone);
        } finally {
            leave();
        }
    }

    /** Waits for later rows than these; null when a heartbeat is due, or when the stream stops. */
    private synchronized @Nullable Rows next(Rows told) throws InterruptedException {
        long end = System.nanoTime() + limits.heartbeat.toNanos();
        while (!isLater(told) && reader != null) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) return null;
            wait(millis);
        }
        return isLater(told) ? latest : null;
    }

    private boolean isLater(Rows told) {
        return latest != null && latest.position() >= told.position() && !latest.isSameAs(told);
    }

    private void readOn() {
        try {
            while (awaitAdvance()) {
                read();
                Thread.sleep(limits.readEvery);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is something to read for somebody. */
    private synchronized boolean awaitAdvance() throws InterruptedException {
        if (!advanced && reader != null) wait(limits.lookEvery.toMillis());
        while (subscribers == 0 && reader != null) wait();
        advanced = false;
        return reader == Thread.currentThread();
    }

    private void read() {
        try {
            tell(rows.get());
        } catch (DataAccessException | TransactionException away) {
            log.warn("clocks can't be read for the stream, trying again: {}", away.toString());
            advanced();
        }
    }

    private synchronized void tell(Rows read) {
        latest = read;
        notifyAll();
    }

    @Override
    public synchronized void start() {
        reader = Thread.ofVirtual().name("clock-stream-reader").start(this::readOn);
    }

    /** Ends all subscriptions. The last to start is the first to stop: the web server waits for open requests only after it. */
    @Override
    public synchronized void stop() {
        reader = null;
        notifyAll();
    }

    @Override
    public synchronized boolean isRunning() {
        return reader != null;
    }
}
