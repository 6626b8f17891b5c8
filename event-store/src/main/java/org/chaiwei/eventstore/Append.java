package org.chaiwei.eventstore;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller's append while it waits: all of its events are recorded at consecutive positions, or none. Either the lane takes it or its
 * caller takes it back, never both; once taken by the lane it is settled exactly once.
 */
final class Append {

    final List<NewEvent> events;
    final @Nullable AppendKey key;
    final long bytes;

    private final Map<UUID, NewEvent> firsts;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch settled = new CountDownLatch(1);
    private @Nullable Appended recorded;
    private @Nullable Supplier<? extends RuntimeException> failure;

    /** @throws IllegalArgumentException if there is no event, or an aggregate's don't follow one another */
    Append(List<NewEvent> events, @Nullable AppendKey key) {
        if (events.isEmpty()) throw new IllegalArgumentException("an append has at least one event");
        this.events = List.copyOf(events);
        this.key = key;
        this.bytes = events.stream().mapToLong(NewEvent::bytes).sum();
        // Most appends are one event.
        this.firsts =
                events.size() == 1 ? Map.of(events.getFirst().aggregateId(), events.getFirst()) : firstsOf(events);
    }

    private static Map<UUID, NewEvent> firstsOf(List<NewEvent> events) {
        var firsts = new LinkedHashMap<UUID, NewEvent>();
        var next = new HashMap<UUID, Long>();
        for (var event : events) {
            firsts.putIfAbsent(event.aggregateId(), event);
            var expected = next.put(event.aggregateId(), event.sequence() + 1);
            if (expected != null && expected != event.sequence())
                throw new IllegalArgumentException(
                        "the events of aggregate " + event.aggregateId() + " don't follow one another");
        }
        return firsts;
    }

    /** Of each aggregate its first event: the one that collides if any does, and that needs a predecessor. */
    Collection<NewEvent> firsts() {
        return firsts.values();
    }

    Set<UUID> aggregates() {
        return firsts.keySet();
    }

    /** True for the first who asks: the lane, to send it, or the caller, to give up waiting. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void recorded(Appended positions) {
        recorded = positions;
        settled.countDown();
    }

    /** The exception is made in the caller's thread, so that its trace tells whose append it was. */
    void failed(Supplier<? extends RuntimeException> why) {
        failure = why;
        settled.countDown();
    }

    boolean isSettled() {
        return settled.getCount() == 0;
    }

    /**
     * Waits until the append is settled, but no longer than {@code maxWait} for it to be sent. What was sent is waited for to the end,
     * through interruptions too, for its outcome is known to nobody else.
     */
    Appended await(Duration maxWait) {
        var interrupted = false;
        var patience = maxWait.toNanos();
        try {
            while (true) {
                try {
                    if (patience == Long.MAX_VALUE) settled.await();
                    else if (!settled.await(patience, TimeUnit.NANOSECONDS)) {
                        if (take()) throw new AppendRefused("waited longer than " + maxWait + " to be appended");
                        patience = Long.MAX_VALUE;
                        continue;
                    }
                    return outcome();
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (take()) throw new AppendRefused("interrupted while waiting to be appended");
                    patience = Long.MAX_VALUE;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Appended outcome() {
        if (failure != null) throw failure.get();
        if (recorded == null) throw new IllegalStateException("settled without an outcome");
        return recorded;
    }
}
