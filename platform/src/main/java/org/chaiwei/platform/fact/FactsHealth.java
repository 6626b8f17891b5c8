package org.chaiwei.platform.fact;

import org.chaiwei.platform.fact.FactLag.PublisherReport;
import org.chaiwei.platform.fact.FactLag.ReaderReport;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * DOWN if nothing will go on by itself: a thread has ended, a reader stands before another life of a log, or no more can be parked. DEGRADED, which HTTP tells as
 * 200, while Kafka is away, something fails and is tried again, or facts are parked: the service itself works.
 */
final class FactsHealth extends AbstractHealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final FactLag lag;

    FactsHealth(FactLag lag) {
        super("the facts' state can't be read");
        this.lag = lag;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var worst = Status.UP;
        var publisher = lag.publisher();
        if (publisher != null) {
            worst = statusOf(publisher);
            health.withDetail("publisher", publisher);
        }
        for (var reader : lag.readers()) {
            var status = statusOf(reader);
            if (status.equals(Status.DOWN) || worst.equals(Status.UP)) worst = status;
            health.withDetail(reader.reader(), reader);
        }
        health.status(worst);
    }

    static Status statusOf(PublisherReport publisher) {
        if (!publisher.running()) return Status.DOWN;
        return publisher.failure() == null ? Status.UP : DEGRADED;
    }

    static Status statusOf(ReaderReport reader) {
        if (!reader.running()
                || "Full".equals(reader.failure())
                || reader.sources().stream().anyMatch(source -> source.halted() != null)) return Status.DOWN;
        return reader.failure() == null && reader.parked() == 0 ? Status.UP : DEGRADED;
    }
}
