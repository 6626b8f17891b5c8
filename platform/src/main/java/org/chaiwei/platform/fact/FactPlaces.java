package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.chaiwei.platform.fact.FactPlaceTable.Place;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewRefusal.ViewBehind;
import org.jspecify.annotations.Nullable;

/**
 * How far each reader has taken in each other service's facts, in this instance's knowledge: at once where this instance reads, otherwise by looking while
 * somebody waits. A query asks it so that its caller sees what a command did in another service. Thread-safe.
 */
public final class FactPlaces {

    /** How long a query waits for what its caller did elsewhere. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_WHILE_WAITING = Duration.ofMillis(10);
    private static final long RETRY_AFTER_SECONDS = 1;

    private final FactPlaceTable table;
    private final boolean reading;
    private final Map<String, Progress> readers = new ConcurrentHashMap<>();

    private static final class Progress {
        final ReentrantLock lock = new ReentrantLock();
        final Condition moved = lock.newCondition();
        final Map<Partition, Place> here = new ConcurrentHashMap<>();
    }

    /** @param reading whether the service reads facts at all; if not, nobody waits for any */
    FactPlaces(FactPlaceTable table, boolean reading) {
        this.table = table;
        this.reading = reading;
    }

    /**
     * Returns as soon as the reader has taken in what the token's command told the others. A token of a command that told nothing, or of a life of a log
     * that the reader has left behind, is not waited for.
     *
     * @param reader its name; it must read the facts of the token's service, or there is nothing to wait for
     * @param token from the request; null if the caller has none
     * @throws RefusedException with {@link ViewBehind} if that takes longer than {@link #PATIENCE}
     */
    public void await(String reader, @Nullable ConsistencyToken token) {
        if (token != null) await(reader, token, PATIENCE);
    }

    /** As {@link #await(String, ConsistencyToken)}, with another patience. */
    public void await(String reader, ConsistencyToken token, Duration atMost) {
        var fact = token.fact();
        if (fact == null || !reading) return;
        var partition = new Partition(new FactTopic(fact.service()).name(), fact.partition());
        var progress = progress(reader);
        var left = atMost.toNanos();
        progress.lock.lock();
        try {
            while (true) {
                var here = progress.here.get(partition);
                var place = here == null ? table.find(reader, partition).orElse(null) : here;
                if (place != null && hasReached(place, token.epoch(), fact.position())) return;
                if (left <= 0) throw behind(reader);
                var pause = here == null ? Math.min(left, LOOK_WHILE_WAITING.toNanos()) : left;
                left -= pause - Math.max(0, progress.moved.awaitNanos(pause));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(reader);
        } finally {
            progress.lock.unlock();
        }
    }

    private static boolean hasReached(Place place, UUID epoch, long position) {
        return epoch.equals(place.epoch()) && place.lastPosition() >= position;
    }

    /** This instance's reader is at these places now, and what it made of the facts before them is committed. */
    void moved(String reader, Map<Partition, Place> places) {
        var progress = progress(reader);
        progress.lock.lock();
        try {
            progress.here.putAll(places);
            progress.moved.signalAll();
        } finally {
            progress.lock.unlock();
        }
    }

    /** This instance reads the partition no longer. */
    void left(String reader, Partition partition) {
        var progress = progress(reader);
        progress.lock.lock();
        try {
            progress.here.remove(partition);
            progress.moved.signalAll();
        } finally {
            progress.lock.unlock();
        }
    }

    private Progress progress(String reader) {
        return readers.computeIfAbsent(reader, _ -> new Progress());
    }

    private static RefusedException behind(String reader) {
        return new RefusedException(new ViewBehind(reader, RETRY_AFTER_SECONDS));
    }
}
