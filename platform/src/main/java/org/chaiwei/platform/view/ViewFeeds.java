package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chaiwei.eventstore.PositionedEventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/** Runs a feed for each view, from before the first request is taken until after the last is answered. */
final class ViewFeeds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ViewFeeds.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final ViewPositions positions;
    private final Map<String, ViewFeed> feeds = new LinkedHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("view-positions").factory());
    private volatile boolean running;

    /** @throws IllegalStateException if two views have one name */
    ViewFeeds(
            List<View> views,
            PositionedEventStore store,
            ViewPositions positions,
            ViewPositionTable table,
            TransactionOperations transactions) {
        this.positions = positions;
        for (var view : views) {
            var other = feeds.put(view.name(), new ViewFeed(view, store, positions, table, transactions));
            if (other != null) throw new IllegalStateException("two views are named " + view.name());
        }
    }

    /** Why the view stands still; null if it doesn't. */
    @Nullable
    Throwable failure(String view) {
        return feed(view).failure();
    }

    boolean isRunning(String view) {
        return feed(view).isRunning();
    }

    @Override
    public void start() {
        positions.complete(feeds.keySet());
        positions.look();
        feeds.values().forEach(ViewFeed::start);
        looking.scheduleWithFixedDelay(
                this::lookElsewhere, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        looking.shutdownNow();
        feeds.values().parallelStream().forEach(feed -> feed.stop(STOP_WITHIN));
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and after it has stopped: requests wait for views. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 8_192;
    }

    private ViewFeed feed(String view) {
        var feed = feeds.get(view);
        if (feed == null) throw new IllegalArgumentException("no view is named " + view);
        return feed;
    }

    private void lookElsewhere() {
        try {
            if (positions.isAnyFedElsewhere()) positions.look();
        } catch (RuntimeException e) {
            log.debug("the views' positions can't be read", e); // health says so too; or the schedule would end
        }
    }
}
