package org.chaiwei.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the log for a process: callers hand over their events and block, and one thread appends whatever waits with one
 * statement. Nothing is waited for to make a batch larger; while one batch is on its way, the next gathers. A second lane
 * in the same process would gain nothing, as both would wait for the same head.
 *
 * <p>Called by {@link PostgresEventStorageEngine}, best on virtual threads. Bounded in number and bytes: what finds no room, or waits too long, is refused with
 * {@link AppendRefused}; what was sent is always waited for.
 *
 * <p>Metrics: {@code chaiwei.lane.batch} (appends a statement), {@code chaiwei.lane.queue} (appends waiting), {@code chaiwei.lane.refused},
 * {@code chaiwei.lane.resent} (statements sent again after a passing failure).
 */
public final class AppendLane implements AutoCloseable {

    private final AppendStatement statement;
    private final LaneSettings settings;
    private final DistributionSummary batchSizes;
    private final Counter refused;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Append> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean closing;

    AppendLane(ConnectionSource source, LaneSettings settings, UUID epoch, HeadWatch watch, MeterRegistry meters) {
        var resent = Counter.builder("chaiwei.lane.resent").register(meters);
        this.statement = new AppendStatement(
                new LogConnection(source, "event-store lane", settings), epoch, watch::appended, resent::increment);
        this.settings = settings;
        this.batchSizes = DistributionSummary.builder("chaiwei.lane.batch").register(meters);
        this.refused = Counter.builder("chaiwei.lane.refused").register(meters);
        Gauge.builder("chaiwei.lane.queue", this, AppendLane::queued).register(meters);
        this.thread = Thread.ofPlatform().daemon().name("event-store-lane").start(this::run);
    }

    /**
     * Appends the events at consecutive positions, all or none, and returns once they are durable.
     *
     * @throws AppendRefused if the events were not even sent
     * @throws KeyAlreadyUsed if the key stands for other events
     * @throws org.axonframework.modelling.command.AggregateStreamCreationException if the aggregate of a first event exists already
     * @throws org.axonframework.modelling.command.ConcurrencyException if another event has one of the sequences
     * @throws SequenceSkipped if an event's predecessor is missing
     * @throws EpochChanged if the log is another than at this process's start
     * @throws AppendOutcomeUnknown if the database could not be asked to the end
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException if the database can't store an event
     */
    Appended append(List<NewEvent> events, @Nullable AppendKey key) {
        var append = new Append(events, key);
        try {
            enqueue(append);
            return append.await(settings.maxWait());
        } catch (AppendRefused e) {
            refused.increment();
            throw e;
        }
    }

    /** How many appends wait to be sent. */
    public int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(Append append) {
        lock.lock();
        try {
            if (closing) throw new AppendRefused("the event store is closing");
            if (queue.size() >= settings.queuedCommands())
                throw new AppendRefused(queue.size() + " appends wait already");
            if (!queue.isEmpty() && queuedBytes + append.bytes > settings.queuedBytes())
                throw new AppendRefused("appends of " + queuedBytes + " bytes wait already");
            queue.addLast(append);
            queuedBytes += append.bytes;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            batchSizes.record(batch.size());
            statement.append(batch);
        }
        statement.close();
    }

    /**
     * Waits for appends and takes as many as one statement may carry, in the order of their arrival. One that shares an aggregate or a key
     * with another stays for the next statement, so that within a statement nothing depends on anything else. Empty when the lane closes.
     */
    private List<Append> nextBatch() {
        lock.lock();
        try {
            while (true) {
                while (queue.isEmpty() && !closing) arrived.awaitUninterruptibly();
                if (queue.isEmpty()) return List.of();
                var batch = takeBatch();
                if (!batch.isEmpty()) return batch;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Append> takeBatch() {
        var batch = new ArrayList<Append>(Math.min(queue.size(), settings.batchCommands()));
        var later = new ArrayDeque<Append>();
        var claimed = new HashSet<Object>();
        var bytes = 0L;
        while (!queue.isEmpty() && batch.size() < settings.batchCommands() && bytes < settings.batchBytes()) {
            var append = queue.removeFirst();
            if (!claims(append, claimed)) {
                later.addLast(append);
                continue;
            }
            queuedBytes -= append.bytes;
            if (append.take()) {
                batch.add(append);
                bytes += append.bytes;
            }
        }
        while (!later.isEmpty()) queue.addFirst(later.removeLast());
        return batch;
    }

    private static boolean claims(Append append, HashSet<Object> claimed) {
        if (append.key != null && claimed.contains(append.key.scopeAsText())) return false;
        for (var aggregate : append.aggregates()) if (claimed.contains(aggregate)) return false;
        claimed.addAll(append.aggregates());
        if (append.key != null) claimed.add(append.key.scopeAsText());
        return true;
    }

    /** Takes no more appends, sends those that wait, and closes the connection. Waits for that no longer than the lane would try. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(settings.giveUpAfter().plus(settings.networkTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
