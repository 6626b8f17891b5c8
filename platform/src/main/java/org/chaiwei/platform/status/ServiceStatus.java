package org.chaiwei.platform.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.fact.FactLag;
import org.chaiwei.platform.fact.FactLag.PublisherReport;
import org.chaiwei.platform.fact.FactLag.ReaderReport;
import org.chaiwei.platform.view.ViewLag;
import org.chaiwei.platform.view.ViewLag.Lag;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code GET /actuator/chaiwei}: where the log is, how full the lane is, and how far each view, the publisher and each
 * reader of facts have come. On the service's own port, which
 * the gateway does not pass on, and without a token, for {@code ./chaiwei status}. It tells numbers only.
 */
@Endpoint(id = "chaiwei")
public final class ServiceStatus {

    private final PostgresEventStore store;
    private final ViewLag lag;
    private final FactLag facts;

    ServiceStatus(PostgresEventStore store, ViewLag lag, FactLag facts) {
        this.store = store;
        this.lag = lag;
        this.facts = facts;
    }

    /**
     * @param queued appends that wait in this instance's lane
     * @param publisher null if the service publishes nothing
     * @param readers of other services' facts
     */
    public record Report(
            UUID epoch,
            long position,
            Instant recordedAt,
            int queued,
            List<ViewReport> views,
            @Nullable PublisherReport publisher,
            List<ReaderReport> readers) {}

    /** @param failure the kind of failure that keeps the view from moving; null if nothing does */
    public record ViewReport(
            String view,
            long position,
            long lagEvents,
            double lagSeconds,
            @Nullable String failure) {
        static ViewReport of(Lag lag) {
            return new ViewReport(lag.view(), lag.position(), lag.lagEvents(), lag.lagSeconds(), lag.failure());
        }
    }

    @ReadOperation
    public Report report() {
        var head = store.log().head();
        return new Report(
                head.epoch(),
                head.position(),
                head.recordedAt(),
                store.lane().queued(),
                lag.all().stream().map(ViewReport::of).toList(),
                facts.publisher(),
                facts.readers());
    }
}
