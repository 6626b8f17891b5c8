package org.chaiwei.platform.view;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.eventstore.PostgresEventStore;
import org.jspecify.annotations.Nullable;

/** How far the views are behind the log. Asked by metrics, health and the operators' endpoint. */
public final class ViewLag {

    private final ViewPositions positions;
    private final ViewFeeds feeds;
    private final PostgresEventStore store;
    private final EventLog log;
    private final Clock clock;

    ViewLag(ViewPositions positions, ViewFeeds feeds, PostgresEventStore store, Clock clock) {
        this.positions = positions;
        this.feeds = feeds;
        this.store = store;
        this.log = store.log();
        this.clock = clock;
    }

    /**
     * One view's state.
     *
     * @param lagSeconds age of the oldest event that the view has not taken in; 0 if there is none
     * @param standingStillFor since when the view has not moved although there is something to take in; zero otherwise
     * @param failure why the last batch failed; null if it did not
     */
    public record Lag(
            String view,
            long position,
            long lagEvents,
            double lagSeconds,
            Duration standingStillFor,
            boolean running,
            @Nullable String failure) {}

    /** All views by name. */
    public List<Lag> all() {
        return positions.names().stream().sorted().map(this::of).toList();
    }

    public Lag of(String view) {
        var position = positions.position(view);
        var events = events(view);
        var failure = feeds.failure(view);
        return new Lag(
                view,
                position,
                events,
                seconds(view),
                events == 0 ? Duration.ZERO : positions.sinceAdvance(view),
                feeds.isRunning(view),
                failure == null ? null : failure.getClass().getSimpleName()); // a message may hold personal data
    }

    long events(String view) {
        return Math.max(0, store.knownPosition() - positions.position(view));
    }

    double seconds(String view) {
        var position = positions.position(view);
        if (store.knownPosition() <= position) return 0;
        var waiting = Duration.between(log.recordedAt(position + 1), clock.instant());
        return Math.max(0, waiting.toMillis() / 1e3);
    }
}
