package org.chaiwei.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read of the log a moment ago, decoded: readers that follow the log together have each event read and decoded once between them, and
 * the next pages while they work on the last. Decoding costs more than everything else on an event's way into a view.
 *
 * <p>Nothing has to be invalidated, because the log only grows: a page may lack its end, which is then read, but what it holds never changes. Bounded
 * by the stored bytes of the events kept. The messages are handed to several threads; their payloads are records and nobody's to change.
 * Thread-safe.
 */
final class RecentPages implements AutoCloseable {

    /** Page n holds the positions from n × {@value} + 1 on, whoever reads. */
    static final int PAGE = 500;

    static final int PAGES_AHEAD = 2;

    /** Of ordinary events a batch of 2,000, by which one reader may be behind another, and what is read ahead. */
    private static final int KEPT_BYTES_MAX = 3 << 20;

    private static final Logger log = LoggerFactory.getLogger(RecentPages.class);

    /** Reads at most so many events after a position, without a hole. */
    interface Source {
        List<StoredEvent> read(long afterPosition, int limit);
    }

    /** @param lastPosition read so far, which an upcaster may have left without a message */
    record Page(List<TrackedEventMessage<?>> messages, long lastPosition) {}

    private final Source source;
    private final Function<List<StoredEvent>, List<TrackedEventMessage<?>>> decoding;
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("event-store-ahead").factory());

    /** By number, the least recently used first. Guarded by itself, as are the bytes. */
    private final LinkedHashMap<Long, Kept> pages = new LinkedHashMap<>(16, 0.75f, true);

    private long keptBytes;

    RecentPages(Source source, Function<List<StoredEvent>, List<TrackedEventMessage<?>>> decoding) {
        this.source = source;
        this.decoding = decoding;
    }

    /**
     * Events after a position, at most to the end of their page.
     *
     * @param head a position that is known to be recorded: up to there it may be worth to read ahead
     */
    Page after(long position, long head) {
        var number = position / PAGE;
        var page = page(number, position).after(position);
        for (var next = number + 1; next <= number + PAGES_AHEAD && next * PAGE < head; next++) readAhead(next);
        return page;
    }

    /**
     * Called when a reader begins: it may do so because the database was restored underneath, to another history at the same positions.
     */
    void forget() {
        synchronized (pages) {
            pages.clear();
            keptBytes = 0;
        }
    }

    private void readAhead(long number) {
        var page = page(number, number * PAGE);
        if (!page.toBeRead()) return;
        try {
            ahead.execute(() -> {
                try {
                    page.begin();
                } catch (RuntimeException e) {
                    log.debug("page {} could not be read ahead", number, e); // whoever needs it will know
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("page {} is not read ahead any more", number, e);
        }
    }

    private Kept page(long number, long position) {
        synchronized (pages) {
            var kept = pages.get(number);
            if (kept != null && kept.from <= position) return kept;
            // A reader that comes into the middle of a page needs no more than the rest of it.
            var page = new Kept(position, (number + 1) * PAGE);
            var replaced = pages.put(number, page);
            if (replaced != null) keptBytes -= replaced.countedBytes;
            return page;
        }
    }

    private void count(Kept grown, long bytes) {
        synchronized (pages) {
            if (!pages.containsValue(grown)) return;
            grown.countedBytes += bytes;
            keptBytes += bytes;
            var eldest = pages.entrySet().iterator();
            while (keptBytes > KEPT_BYTES_MAX && eldest.hasNext()) {
                keptBytes -= eldest.next().getValue().countedBytes;
                eldest.remove();
            }
        }
    }

    @Override
    public void close() {
        ahead.shutdownNow();
    }

    /** What is known of a page. */
    private final class Kept {

        private final long from;
        private final long end;
        private final List<TrackedEventMessage<?>> messages = new ArrayList<>();
        private long upTo;
        private final AtomicBoolean asked = new AtomicBoolean();
        private long countedBytes;

        /** @param from what comes after is kept */
        Kept(long from, long end) {
            this.from = from;
            this.upTo = from;
            this.end = end;
        }

        /** True for the first who asks. */
        boolean toBeRead() {
            return asked.compareAndSet(false, true);
        }

        /** Unless a reader was faster. */
        synchronized void begin() {
            if (upTo == from) grow();
        }

        /** Reads what the log holds of the page and is not known yet. Readers wait for one another here, rather than doing it twice. */
        synchronized void grow() {
            if (upTo == end) return;
            var stored = source.read(upTo, Math.toIntExact(end - upTo));
            if (stored.isEmpty()) return;
            var decoded = decoding.apply(stored);
            messages.addAll(decoded);
            upTo = stored.getLast().position();
            count(
                    this,
                    stored.stream()
                            .mapToLong(event -> event.payload().length + event.metadata().length)
                            .sum());
        }

        synchronized Page after(long position) {
            asked.set(true);
            if (upTo <= position) grow();
            var first = messages.size();
            while (first > 0 && positionOf(messages.get(first - 1)) > position) first--;
            return new Page(List.copyOf(messages.subList(first, messages.size())), Math.max(upTo, position));
        }
    }

    private static long positionOf(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }
}
