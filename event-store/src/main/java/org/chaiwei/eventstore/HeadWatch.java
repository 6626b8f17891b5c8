package org.chaiwei.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how far the log has grown and wakes the readers when it has: at once after this process's own commits, within milliseconds after
 * another instance's by NOTIFY, and within half a second by looking when a notice was lost.
 *
 * <p>The notices go out after the commit, from a connection of their own: inside the append they would make it three to five times slower. The
 * first goes out at once, under load one stands for all commits of {@value #NOTIFY_AT_MOST_EVERY_MILLIS} ms: more of them cost more than the
 * appends they tell of. Thread-safe.
 */
final class HeadWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeadWatch.class);
    private static final String CHANNEL = "event_store_head";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final long NOTIFY_AT_MOST_EVERY_MILLIS = 20;

    private final ConnectionSource source;
    private final EventLog eventLog;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition toNotify = lock.newCondition();
    private final Thread listening;
    private final Thread notifying;
    private long position;
    private long appendedHere;
    private volatile @Nullable Connection listeningOn;
    private volatile boolean closed;

    HeadWatch(ConnectionSource source, EventLog eventLog) {
        this.source = source;
        this.eventLog = eventLog;
        this.position = eventLog.head().position();
        this.appendedHere = position;
        this.listening =
                Thread.ofPlatform().daemon().name("event-store-listen").start(() -> onConnections(this::listen));
        this.notifying =
                Thread.ofPlatform().daemon().name("event-store-notify").start(() -> onConnections(this::notifyOthers));
    }

    /** The highest position this process knows to be committed. */
    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Called after a commit of this process's own. */
    void appended(long last) {
        advance(last);
        lock.lock();
        try {
            if (last > appendedHere) appendedHere = last;
            toNotify.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The listener is called, on a thread it must not hold up, whenever the log has grown. Running what is returned ends it. */
    Runnable onAdvance(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Waits until the log is known to reach beyond a position; false if the time passed before. */
    boolean awaitBeyond(long known, Duration atMost) throws InterruptedException {
        var nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (position <= known) {
                if (nanos <= 0 || closed) return false;
                nanos = grown.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void advance(long seen) {
        lock.lock();
        try {
            if (seen <= position) return;
            position = seen;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // One reader that is shutting down must not cost the others their call, nor the lane its thread.
                log.warn("a listener to the log's growth failed", e);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET application_name = 'event-store listen'");
            statement.execute("LISTEN " + CHANNEL);
        }
        listeningOn = connection;
        var notices = connection.unwrap(PGConnection.class);
        while (!closed) {
            var received = notices.getNotifications(Math.toIntExact(LOOK_EVERY.toMillis()));
            if (received == null || received.length == 0)
                advance(eventLog.head().position());
            else for (var notice : received) advance(Long.parseLong(notice.getParameter()));
        }
    }

    private void notifyOthers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // A notice that a crash swallows is made up for by looking; nothing else is at stake.
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET application_name = 'event-store notify'");
        }
        try (var statement = connection.prepareStatement("SELECT pg_notify('" + CHANNEL + "', ?)")) {
            var told = 0L;
            while (!closed) {
                told = awaitAppendBeyond(told);
                statement.setString(1, Long.toString(told));
                statement.execute();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(NOTIFY_AT_MOST_EVERY_MILLIS));
            }
        }
    }

    private long awaitAppendBeyond(long told) {
        lock.lock();
        try {
            while (appendedHere <= told && !closed) toNotify.awaitUninterruptibly();
            return appendedHere;
        } finally {
            lock.unlock();
        }
    }

    private interface Duty {
        void perform(Connection connection) throws SQLException;
    }

    private void onConnections(Duty duty) {
        while (!closed) {
            try (var connection = source.open()) {
                duty.perform(connection);
            } catch (SQLException | RuntimeException e) {
                if (!closed)
                    log.warn("{} starts anew: {}", Thread.currentThread().getName(), e.getMessage());
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
            toNotify.signalAll();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(listening);
        LockSupport.unpark(notifying);
        try {
            // Only that ends its wait for a notice.
            var waiting = listeningOn;
            if (waiting != null) waiting.abort(Runnable::run);
            listening.join(TimeUnit.SECONDS.toMillis(2));
            notifying.join(TimeUnit.SECONDS.toMillis(2));
        } catch (SQLException e) {
            log.debug("the listening connection was gone already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
