package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.ViewRefusal.ViewBehind;
import org.jspecify.annotations.Nullable;

/**
 * How far each view of the service is, in this instance's knowledge: at once where this instance feeds the view, otherwise by looking,
 * some times a second and, while somebody waits, every few milliseconds. Thread-safe.
 */
public final class ViewPositions {

    /** How long a query waits for its caller's own write. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_WHILE_WAITING = Duration.ofMillis(10);
    private static final long RETRY_AFTER_SECONDS = 1;

    private final ViewPositionTable table;
    private final UUID epoch;
    private final Map<String, Progress> views = new ConcurrentHashMap<>();
    private volatile boolean complete;

    private static final class Progress {
        final ReentrantLock lock = new ReentrantLock();
        final Condition advanced = lock.newCondition();
        final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
        volatile long position;
        volatile long advancedNanos = System.nanoTime();
    }

    ViewPositions(ViewPositionTable table, UUID epoch) {
        this.table = table;
        this.epoch = epoch;
    }

    /** From now on these views are all there are. Others may have asked for them before, so that beans may come in any order. */
    void complete(Collection<String> names) {
        names.forEach(this::progress);
        complete = true;
        for (var asked : views.keySet())
            if (!names.contains(asked)) throw new IllegalStateException("no view is named " + asked);
    }

    /** The position of the last event that the view has taken in and committed. */
    public long position(String view) {
        return progress(view).position;
    }

    /**
     * Returns as soon as the view shows what the token's command recorded. A token of another log is not waited for.
     *
     * @param token from the request, see {@link ConsistencyToken}; null if the caller has none
     * @throws RefusedException with {@link ViewBehind} if that takes longer than {@link #PATIENCE}
     */
    public void await(String view, @Nullable ConsistencyToken token) {
        if (token != null) await(view, token, PATIENCE);
    }

    /** As {@link #await(String, ConsistencyToken)}, with another patience. */
    public void await(String view, ConsistencyToken token, Duration atMost) {
        if (token.epoch().equals(epoch)) await(view, token.position(), atMost);
    }

    /**
     * Returns as soon as the view has taken in the event at this position.
     *
     * @throws RefusedException with {@link ViewBehind} if that takes longer than {@code atMost}
     */
    public void await(String view, long position, Duration atMost) {
        var progress = progress(view);
        if (progress.position >= position) return;
        var left = atMost.toNanos();
        progress.lock.lock();
        try {
            while (progress.position < position) {
                if (left <= 0) throw behind(view);
                if (table.isFedHere(view)) {
                    left = progress.advanced.awaitNanos(left);
                } else {
                    var pause = Math.min(left, LOOK_WHILE_WAITING.toNanos());
                    left -= pause - Math.max(0, progress.advanced.awaitNanos(pause));
                    if (progress.position < position) look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(view);
        } finally {
            progress.lock.unlock();
        }
    }

    /**
     * Calls the listener with the view's position whenever it has moved on, after the rows are committed, on a thread that it must not hold up.
     *
     * @return ends the calls
     */
    public Runnable onAdvance(String view, LongConsumer listener) {
        var listeners = progress(view).listeners;
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    Collection<String> names() {
        return views.keySet();
    }

    /** How long ago the view last moved. */
    Duration sinceAdvance(String view) {
        return Duration.ofNanos(System.nanoTime() - progress(view).advancedNanos);
    }

    void advanced(String view, long position) {
        var progress = progress(view);
        progress.lock.lock();
        try {
            if (position <= progress.position) return;
            progress.position = position;
            progress.advancedNanos = System.nanoTime();
            progress.advanced.signalAll();
        } finally {
            progress.lock.unlock();
        }
        progress.listeners.forEach(listener -> listener.accept(position));
    }

    /** Takes over what other instances have committed. */
    void look() {
        table.positions().forEach((view, position) -> {
            if (views.containsKey(view)) advanced(view, position);
        });
    }

    boolean isAnyFedElsewhere() {
        return views.keySet().stream().anyMatch(view -> !table.isFedHere(view));
    }

    private Progress progress(String view) {
        var progress = views.get(view);
        if (progress != null) return progress;
        if (complete) throw new IllegalArgumentException("no view is named " + view);
        return views.computeIfAbsent(view, _ -> new Progress());
    }

    private static RefusedException behind(String view) {
        return new RefusedException(new ViewBehind(view, RETRY_AFTER_SECONDS));
    }
}
