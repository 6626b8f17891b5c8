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
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells subscribers the district's totals as they change. However many subscribe, the figures are read at most four times a second for
 * each date that somebody watches; a subscriber who is slow misses what lies between and gets the latest.
 *
 * <p>Server-sent events: {@code summary} with the totals as data and the position as id; a comment every 15 seconds, so that nobody
 * between takes the silence for the end. After half an hour the stream ends, and a browser subscribes again by itself.
 */
final class SummaryStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SummaryStream.class);

    private static final int SUBSCRIBERS_MAX = 1_000;
    private static final int DATES_MAX = 32;
    private static final Duration FULL_RETRY_AFTER = Duration.ofSeconds(30);

    private static final long READ_EVERY_MILLIS = 250;
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Function<LocalDate, Summary> totals;
    private final BusinessClock clock;

    /** What is watched, by date; empty means today, whichever day that is. Guarded by this, as are the watches' fields. */
    private final Map<Optional<LocalDate>, Watch> watches = new HashMap<>();

    private int subscribers;
    private boolean advanced;
    private @Nullable Thread reader;

    private static final class Watch {
        private int subscribers;
        private Summary latest;

        Watch(Summary latest) {
            this.latest = latest;
        }
    }

    /** @param totals the district's totals as of a date, as known now */
    SummaryStream(Function<LocalDate, Summary> totals, BusinessClock clock) {
        this.totals = totals;
        this.clock = clock;
    }

    /** To be called when the figures may have changed. Cheap. */
    synchronized void advanced() {
        advanced = true;
        notifyAll();
    }

    /**
     * A stream that begins with the totals as they are.
     *
     * @param asOf null for today, also when tomorrow comes
     * @throws RefusedException if there are as many subscribers, or dates watched, as can be served
     */
    SseEmitter subscribe(@Nullable LocalDate asOf) {
        var date = Optional.ofNullable(asOf);
        var first = totals.apply(date.orElseGet(clock::today));
        var watch = enter(date, first);
        var emitter = new SseEmitter(0L);
        var sender = Thread.ofVirtual().name("summary-stream").unstarted(() -> send(emitter, date, watch));
        emitter.onCompletion(sender::interrupt);
        sender.start();
        return emitter;
    }

    private synchronized Watch enter(Optional<LocalDate> date, Summary first) {
        var known = watches.containsKey(date);
        if (reader == null || subscribers >= SUBSCRIBERS_MAX || (!known && watches.size() >= DATES_MAX))
            throw new RefusedException(new Unavailable(FULL_RETRY_AFTER));
        var watch = watches.computeIfAbsent(date, _ -> new Watch(first));
        advanced(); // the figures may have advanced since they were read
        watch.subscribers++;
        subscribers++;
        return watch;
    }

    private synchronized void leave(Optional<LocalDate> date, Watch watch) {
        subscribers--;
        if (--watch.subscribers == 0) watches.remove(date);
    }

    private void send(SseEmitter emitter, Optional<LocalDate> date, Watch watch) {
        long end = System.nanoTime() + LONGEST.toNanos();
        Summary sent = null;
        try {
            while (System.nanoTime() < end) {
                var next = next(watch, sent);
                if (next == null) {
                    if (!isRunning()) break;
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                } else {
                    emitter.send(SseEmitter.event()
                            .name("summary")
                            .id(Long.toString(next.knownAt()))
                            .data(next, MediaType.APPLICATION_JSON));
                    sent = next;
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException | InterruptedException gone) {
            // The subscriber has left; the container has ended the request already.
            log.debug("a subscriber left", gone);
        } finally {
            leave(date, watch);
        }
    }

    /** Waits for totals other than these; null when a heartbeat is due, or when the stream stops. */
    private synchronized @Nullable Summary next(Watch watch, @Nullable Summary sent) throws InterruptedException {
        long end = System.nanoTime() + HEARTBEAT_MILLIS * 1_000_000;
        while (watch.latest.equals(sent) && reader != null) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) return null;
            wait(millis);
        }
        return watch.latest.equals(sent) ? null : watch.latest;
    }

    private void read() {
        try {
            while (awaitAdvance()) {
                for (var date : datesWatched()) read(date);
                Thread.sleep(READ_EVERY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Optional<LocalDate> date) {
        try {
            tell(date, totals.apply(date.orElseGet(clock::today)));
        } catch (DataAccessException | TransactionException away) {
            log.warn("figures can't be read for the stream, trying again: {}", away.toString());
            advanced();
        }
    }

    /** Waits until there is something to read: after an advance, and now and then for the day that may have changed. */
    private synchronized boolean awaitAdvance() throws InterruptedException {
        if (!advanced) wait(HEARTBEAT_MILLIS);
        advanced = false;
        return reader == Thread.currentThread();
    }

    private synchronized Set<Optional<LocalDate>> datesWatched() {
        return Set.copyOf(watches.keySet());
    }

    private synchronized void tell(Optional<LocalDate> date, Summary latest) {
        var watch = watches.get(date);
        if (watch == null || watch.latest.equals(latest)) return;
        watch.latest = latest;
        notifyAll();
    }

    @Override
    public synchronized void start() {
        reader = Thread.ofVirtual().name("summary-stream-reader").start(this::read);
    }

    /** Ends all streams. In the last phase of the start, so the first of the stop: the web server waits for open requests after it. */
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
