package org.chaiwei.platform.status;

import java.util.UUID;
import org.chaiwei.eventstore.PostgresEventStore;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * DOWN if the log can't be read, or is no longer the one that this process started with: after a restore or a promotion it records nothing more until
 * it starts anew.
 */
final class LogHealth extends AbstractHealthIndicator {

    private final PostgresEventStore store;
    private final UUID epoch;

    LogHealth(PostgresEventStore store) {
        super("the log can't be read");
        this.store = store;
        this.epoch = store.log().head().epoch();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var head = store.log().head();
        health.withDetail("epoch", head.epoch())
                .withDetail("position", head.position())
                .withDetail("queued", store.lane().queued());
        if (head.epoch().equals(epoch)) health.up();
        else health.down().withDetail("startedInEpoch", epoch);
    }
}
