package org.chaiwei.ledger.figures;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells subscribers the district's totals as they change. However many subscribe, the figures of a date that somebody watches are
 * read a few times a second at most; a subscriber who is slow misses what lies between and gets the latest. Thread-safe.
 */
final class SummaryStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SummaryStream.class);

    private static final Duration FULL_RETRY_AFTER = Duration.ofSeconds(30);

    private final Function<LocalDate, Summary> totals;
    private final BusinessClock clock;
    private final Limits limits;

    /** What is watched, by date; empty means today, whichever day that is. Guarded by this, as is all that follows. */
    private final Map<Optional<LocalDate>, Watch> watches = new HashMap<>();

    private int subscribers;
    private boolean advanced;
    private @Nullable Thread reader;

    /**
     * @param subscribers at most so many at a time
     * @param dates at most so many different dates watched at a time
     * @param readEvery the least time between two readings of the figures
     * @param heartbeat a subscriber who hears nothing else hears a heartbeat
     * @param longest a subscription ends after so long: who still cares subscribes again, and who has gone unnoticed does not
     */
    record Limits(int subscribers, int dates, Duration readEvery, Duration heartbeat, Duration longest) {
        static final Limits OF_A_SERVICE =
                new Limits(1_000, 32, Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofMinutes(30));
    }

    /** Who is told. Called by one thread; any exception says that nobody is there any more. */
    interface Subscriber {
        void summary(Summary latest) throws IOException;

        void heartbeat() throws IOException;

        void end();
    }

    private static final class Watch {
        private int subscribers;
        private Summary latest;

        Watch(Summary latest) {
            this.latest = latest;
        }
    }

    /** @param totals the district's totals as of a date, as known now */
    SummaryStream(Function<LocalDate, Summary> totals, BusinessClock clock, Limits limits) {
        this.totals = totals;
        this.clock = clock;
        this.limits = limits;
    }

    /** To be called when the figures may have changed. Cheap. */
    synchronized void advanced() {
        advanced = true;
        notifyAll();
    }

    /**
     * Tells the subscriber the totals as they are, and from then on whenever they change.
     *
     * @param asOf null for today, also when tomorrow comes
     * @return ends the subscription early
     * @throws RefusedException if there are as many subscribers, or dates watched, as can be served
     */
    Runnable subscribe(@Nullable LocalDate asOf, Subscriber subscriber) {
        var date = Optional.ofNullable(asOf);
        var watch = enter(date, read(date));
        var sender = Thread.ofVirtual().name("summary-stream").start(() -> send(subscriber, date, watch));
        return sender::interrupt;
    }

    private Summary read(Optional<LocalDate> date) {
        return totals.apply(date.orElseGet(clock::today));
    }

    private synchronized Watch enter(Optional<LocalDate> date, Summary first) {
        var known = watches.containsKey(date);
        if (reader == null || subscribers >= limits.subscribers || (!known && watches.size() >= limits.dates))
            throw new RefusedException(new Unavailable(FULL_RETRY_AFTER));
        var watch = watches.computeIfAbsent(date, _ -> new Watch(first));
        watch.subscribers++;
        subscribers++;
        advanced(); // the figures may have advanced since they were read
        return watch;
    }

    private synchronized void leave(Optional<LocalDate> date, Watch watch) {
        subscribers--;
        if (--watch.subscribers == 0) watches.remove(date);
    }

    private void send(Subscriber subscriber, Optional<LocalDate> date, Watch watch) {
        long end = System.nanoTime() + limits.longest.toNanos();
        Summary told = null;
        try {
            while (isRunning() && System.nanoTime() < end) {
                var next = next(watch, told);
                if (next == null) {
                    subscriber.heartbeat();
                } else {
                    subscriber.summary(next);
                    told = next;
                }
            }
            subscriber.end();
        } catch (IOException | IllegalStateException | InterruptedException gone) {
            log.debug("a subscriber has left", gone);
        } finally {
            leave(date, watch);
        }
    }

    /** Waits for totals other than these; null when a heartbeat is due, or when the stream stops. */
    private synchronized @Nullable Summary next(Watch watch, @Nullable Summary told) throws InterruptedException {
        long end = System.nanoTime() + limits.heartbeat.toNanos();
        while (watch.latest.equals(told) && reader != null) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) return null;
            wait(millis);
        }
        return watch.latest.equals(told) ? null : watch.latest;
    }

    private void readOn() {
        try {
            while (awaitAdvance()) {
                datesWatched().forEach(this::readAndTell);
                Thread.sleep(limits.readEvery);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is something to read: after an advance, and now and then for the day that may have changed. */
    private synchronized boolean awaitAdvance() throws InterruptedException {
        if (!advanced && reader != null) wait(limits.heartbeat.toMillis());
        advanced = false;
        return reader == Thread.currentThread();
    }

    private synchronized Set<Optional<LocalDate>> datesWatched() {
        return Set.copyOf(watches.keySet());
    }

    private void readAndTell(Optional<LocalDate> date) {
        try {
            tell(date, read(date));
        } catch (DataAccessException | TransactionException away) {
            log.warn("figures can't be read for the stream, trying again: {}", away.toString());
            advanced();
        }
    }

    private synchronized void tell(Optional<LocalDate> date, Summary latest) {
        var watch = watches.get(date);
        if (watch == null || watch.latest.equals(latest)) return;
        watch.latest = latest;
        notifyAll();
    }

    @Override
    public synchronized void start() {
        reader = Thread.ofVirtual().name("summary-stream-reader").start(this::readOn);
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
