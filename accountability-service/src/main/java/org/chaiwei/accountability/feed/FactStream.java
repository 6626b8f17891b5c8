package org.chaiwei.accountability.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chaiwei.accountability.feed.Feed.Placed;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells subscribers each fact as it comes, in the feed's order, none left out. One reader serves them all from memory, some times a second
 * at most; who has fallen behind it reads on from the table. Also hears what another instance has written. Thread-safe.
 */
public final class FactStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FactStream.class);

    private static final Duration FULL_RETRY_AFTER = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final Feed feed;
    private final Limits limits;

    /** The latest facts in their order, the last {@link Limits#remembered} of them. Guarded by this, as is all that follows. */
    private List<Placed> recent = List.of();

    /** Up to where {@link #recent} goes, and from where. */
    private FeedCursor end = FeedCursor.BEGINNING;

    private FeedCursor start = FeedCursor.BEGINNING;
    private int subscribers;
    private boolean advanced;
    private @Nullable Thread reader;

    /**
     * @param subscribers at most so many at a time
     * @param remembered facts kept in memory
     * @param readEvery the least time between two readings of the table
     * @param lookEvery the most, for what another instance has written
     * @param heartbeat a subscriber who hears nothing else hears a heartbeat
     * @param longest a subscription ends after so long: who still cares subscribes again, and who has gone unnoticed does not
     */
    record Limits(
            int subscribers,
            int remembered,
            Duration readEvery,
            Duration lookEvery,
            Duration heartbeat,
            Duration longest) {
        static final Limits OF_A_SERVICE = new Limits(
                500,
                2_000,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofMinutes(30));
    }

    /** Who is told. Called by one thread; any exception says that nobody is there any more. */
    interface Subscriber {
        void fact(Placed fact) throws IOException;

        /** Some facts after the place from which the subscriber wanted to go on are no longer kept. */
        void gap() throws IOException;

        void heartbeat() throws IOException;

        void end();
    }

    FactStream(Feed feed, Limits limits) {
        this.feed = feed;
        this.limits = limits;
    }

    /** To be called when there may be new facts. Cheap. */
    public synchronized void advanced() {
        advanced = true;
        notifyAll();
    }

    /**
     * Tells the subscriber all facts behind a place, and from then on each as it comes.
     *
     * @param after null for those to come
     * @param streets those that count; null for all
     * @return ends the subscription early
     * @throws RefusedException if there are as many subscribers as can be served
     */
    Runnable subscribe(@Nullable FeedCursor after, @Nullable Set<String> streets, Subscriber subscriber) {
        enter();
        try {
            var from = after == null ? feed.end() : after;
            var sender =
                    Thread.ofVirtual().name("fact-stream").start(() -> send(subscriber, from, after != null, streets));
            return sender::interrupt;
        } catch (RuntimeException | Error failed) {
            leave();
            throw failed;
        }
    }

    private synchronized void enter() {
        if (reader == null || subscribers >= limits.subscribers)
            throw new RefusedException(new Unavailable(FULL_RETRY_AFTER));
        subscribers++;
        advanced(); // while nobody listened, nothing was read
    }

    private synchronized void leave() {
        subscribers--;
    }

    private void send(Subscriber subscriber, FeedCursor from, boolean goesOn, @Nullable Set<String> streets) {
        long until = System.nanoTime() + limits.longest.toNanos();
        var told = from;
        try {
            if (goesOn && feed.hasForgotten(from)) subscriber.gap();
            while (isRunning() && System.nanoTime() < until) {
                var next = next(told);
                if (next.isEmpty()) {
                    subscriber.heartbeat();
                } else {
                    for (var placed : next)
                        if (streets == null || streets.contains(placed.fact().street())) subscriber.fact(placed);
                    told = next.getLast().cursor();
                }
            }
            subscriber.end();
        } catch (IOException | IllegalStateException | InterruptedException gone) {
            log.debug("a subscriber has left", gone);
        } catch (DataAccessException | TransactionException away) {
            log.debug("a subscriber could not be told on", away);
            subscriber.end();
        } finally {
            leave();
        }
    }

    /** The facts behind a place; empty when a heartbeat is due, or when the stream stops. */
    private List<Placed> next(FeedCursor told) throws InterruptedException {
        long until = System.nanoTime() + limits.heartbeat.toNanos();
        synchronized (this) {
            while (reader != null && told.compareTo(end) >= 0) {
                long millis = (until - System.nanoTime()) / 1_000_000;
                if (millis <= 0) return List.of();
                wait(millis);
            }
            if (reader == null) return List.of();
            if (told.compareTo(start) >= 0)
                return recent.stream()
                        .filter(placed -> placed.cursor().compareTo(told) > 0)
                        .toList();
        }
        // Further back than memory goes. All streets are read: the place moves on with those that are not shown, too.
        return feed.next(told, null, PAGE);
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

    /** Waits until there may be something to read for somebody. */
    private synchronized boolean awaitAdvance() throws InterruptedException {
        if (!advanced && reader != null) wait(limits.lookEvery.toMillis());
        while (subscribers == 0 && reader != null) wait();
        advanced = false;
        return reader == Thread.currentThread();
    }

    private void read() {
        try {
            FeedCursor from;
            synchronized (this) {
                from = end;
            }
            if (from.equals(FeedCursor.BEGINNING)) {
                begin(feed.end());
                return;
            }
            for (var more = feed.next(from, null, PAGE); !more.isEmpty(); more = feed.next(from, null, PAGE)) {
                remember(more);
                from = more.getLast().cursor();
                if (more.size() < PAGE) return;
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("facts can't be read for the stream, trying again: {}", away.toString());
            advanced();
        }
    }

    private synchronized void begin(FeedCursor at) {
        start = at;
        end = at;
        notifyAll();
    }

    private synchronized void remember(List<Placed> more) {
        var all = new ArrayList<>(recent);
        all.addAll(more);
        if (all.size() > limits.remembered) {
            var kept = all.subList(all.size() - limits.remembered, all.size());
            start = all.get(all.size() - limits.remembered - 1).cursor();
            all = new ArrayList<>(kept);
        }
        recent = List.copyOf(all);
        end = more.getLast().cursor();
        notifyAll();
    }

    @Override
    public synchronized void start() {
        reader = Thread.ofVirtual().name("fact-stream-reader").start(this::readOn);
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
