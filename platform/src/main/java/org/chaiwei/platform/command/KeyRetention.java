package org.chaiwei.platform.command;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chaiwei.eventstore.PostgresEventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, once an hour, the idempotency keys older than {@link IdempotencyKey#KEPT_DAYS} days. Any instance may do it, and all do. */
final class KeyRetention implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyRetention.class);

    private final PostgresEventStore store;
    private final Clock clock;
    private final ScheduledExecutorService hourly;

    KeyRetention(PostgresEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.hourly = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("key-retention").factory());
    }

    void start() {
        hourly.scheduleWithFixedDelay(this::forgetUnlessAway, 1, 60, TimeUnit.MINUTES);
    }

    /** @return how many keys were forgotten */
    int forget() {
        return store.forgetKeysBefore(clock.instant().minus(Duration.ofDays(IdempotencyKey.KEPT_DAYS)));
    }

    private void forgetUnlessAway() {
        try {
            var forgotten = forget();
            if (forgotten > 0) log.info("forgot {} idempotency keys", forgotten);
        } catch (RuntimeException e) {
            log.warn("idempotency keys are kept an hour longer: {}", e.toString()); // or the schedule would end
        }
    }

    @Override
    public void close() {
        hourly.shutdownNow();
    }
}
