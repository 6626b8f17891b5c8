package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chaiwei.platform.view.ViewLag.Lag;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * DOWN if a view is dead: its feed has ended, its last try failed, or it stands still before events it should take in. DEGRADED, which HTTP
 * tells as 200, if it is alive and far behind.
 */
final class ViewsHealth extends AbstractHealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    static final Duration STILL_MAX = Duration.ofSeconds(30);
    static final long LAG_EVENTS_MAX = 10_000;
    static final double LAG_SECONDS_MAX = 10;

    private final ViewLag lag;

    ViewsHealth(ViewLag lag) {
        super("the views' state can't be read");
        this.lag = lag;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var worst = Status.UP;
        for (var view : lag.all()) {
            var status = statusOf(view);
            if (status.equals(Status.DOWN) || worst.equals(Status.UP)) worst = status;
            health.withDetail(view.view(), detail(view, status));
        }
        health.status(worst);
    }

    static Status statusOf(Lag view) {
        if (!view.running() || view.failure() != null || view.standingStillFor().compareTo(STILL_MAX) > 0)
            return Status.DOWN;
        return view.lagEvents() > LAG_EVENTS_MAX || view.lagSeconds() > LAG_SECONDS_MAX ? DEGRADED : Status.UP;
    }

    private static Map<String, @Nullable Object> detail(Lag view, Status status) {
        var detail = new LinkedHashMap<String, @Nullable Object>();
        detail.put("status", status.getCode());
        detail.put("position", view.position());
        detail.put("lagEvents", view.lagEvents());
        detail.put("lagSeconds", view.lagSeconds());
        if (view.failure() != null) detail.put("failure", view.failure());
        return detail;
    }
}
