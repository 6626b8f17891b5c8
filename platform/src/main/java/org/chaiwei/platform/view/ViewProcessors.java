package org.chaiwei.platform.view;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.chaiwei.eventstore.PositionedEventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a processor for each view, from before the first request is taken until after the last is answered. One segment a view: its rows depend
 * on each other, and batches make up for it.
 */
final class ViewProcessors implements SmartLifecycle {

    /** Events a batch, and so a transaction. Axon's buffer of 1,024 lets few batches grow beyond that. */
    static final int BATCH_MAX = 2_000;

    private static final Logger log = LoggerFactory.getLogger(ViewProcessors.class);

    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);
    private static final Duration RENEW_CLAIM_EVERY = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final ViewPositions positions;
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;
    private final Map<String, Feeding> views = new LinkedHashMap<>();
    private volatile boolean running;

    private record Feeding(ViewFeed feed, PooledStreamingEventProcessor processor) {}

    ViewProcessors(
            List<View> views,
            PositionedEventStore store,
            ViewPositions positions,
            ViewPositionTable table,
            TransactionManager transactions) {
        this.positions = positions;
        var threads = Math.max(1, views.size());
        this.coordinators = new PromptExecutor(threads);
        this.workers = Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().daemon().name("view-worker-", 0).factory());
        for (var view : views) {
            var feed = new ViewFeed(view, positions, table);
            var processor = PooledStreamingEventProcessor.builder()
                    .name(view.name())
                    .eventHandlerInvoker(feed)
                    .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                    .errorHandler(PropagatingErrorHandler.INSTANCE)
                    .messageSource(store)
                    .tokenStore(table)
                    .transactionManager(transactions)
                    .coordinatorExecutor(coordinators)
                    .workerExecutor(workers)
                    .initialSegmentCount(1)
                    .initialToken(_ -> new GlobalSequenceTrackingToken(0))
                    .maxClaimedSegments(1)
                    .tokenClaimInterval(CLAIM_EVERY.toMillis())
                    .claimExtensionThreshold(RENEW_CLAIM_EVERY.toMillis())
                    .batchSize(BATCH_MAX)
                    .build();
            this.views.put(view.name(), new Feeding(feed, processor));
        }
    }

    /** Why the view stands still; null if it doesn't. */
    @Nullable
    Throwable failure(String view) {
        var feeding = views.get(view);
        return feeding == null ? null : feeding.feed.failure();
    }

    boolean isRunning(String view) {
        var feeding = views.get(view);
        return feeding != null && feeding.processor.isRunning();
    }

    @Override
    public void start() {
        positions.complete(views.keySet());
        positions.look();
        views.values().forEach(feeding -> feeding.processor.start());
        coordinators.scheduleWithFixedDelay(
                this::lookElsewhere, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        views.values().forEach(feeding -> feeding.processor.shutDown());
        coordinators.shutdown();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) workers.shutdownNow();
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
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

    private void lookElsewhere() {
        try {
            if (positions.isAnyFedElsewhere()) positions.look();
        } catch (RuntimeException e) {
            log.debug("the views' positions can't be read", e); // health says so too; or the schedule would end
        }
    }
}
