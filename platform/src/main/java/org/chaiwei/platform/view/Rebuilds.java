package org.chaiwei.platform.view;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.view.Rebuild.Means;
import org.chaiwei.platform.view.ViewRefusal.RebuildRunning;
import org.chaiwei.platform.view.ViewRefusal.ViewUnknown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts rebuilds, one at a time in the whole service, and removes what those have left whose instance is gone. Thread-safe. */
final class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Map<String, RebuildSource> sources = new LinkedHashMap<>();
    private final Means means;
    private final ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rebuild-sweep").factory());
    private volatile boolean running;
    private @Nullable Rebuild current;
    private @Nullable Thread thread;

    /** @throws IllegalStateException if two have one name */
    Rebuilds(List<RebuildSource> sources, Means means) {
        this.means = means;
        for (var source : sources)
            if (this.sources.put(source.view(), source) != null)
                throw new IllegalStateException("two views are named " + source.view());
    }

    Collection<String> views() {
        return sources.keySet();
    }

    /** @throws RefusedException with {@link ViewUnknown} */
    RebuildSource source(String view) {
        var source = sources.get(view);
        if (source == null) throw new RefusedException(new ViewUnknown(List.copyOf(sources.keySet())));
        return source;
    }

    /**
     * Begins to rebuild the view and returns.
     *
     * @param startedBy the actor's id
     * @throws RefusedException with {@link ViewUnknown} or {@link RebuildRunning}
     */
    synchronized RebuildTable.Row start(String view, String startedBy) {
        var source = source(view);
        var id = UUID.randomUUID();
        means.table().claim(view, id, startedBy);
        var rebuild = new Rebuild(source, id, means);
        current = rebuild;
        thread = Thread.ofPlatform().daemon().name("rebuild-" + view).start(rebuild);
        return means.table().find(view).orElseThrow();
    }

    Optional<RebuildTable.Row> last(String view) {
        return means.table().find(view);
    }

    List<RebuildTable.Row> last() {
        return means.table().all();
    }

    private void sweep() {
        try {
            if (means.table().areTablesLeft()) means.table().whileNoneRuns(this::dropLeftTables);
        } catch (RuntimeException e) {
            log.debug("no look at what rebuilds have left", e); // or the schedule would end
        }
    }

    private void dropLeftTables() {
        try {
            ShadowTables.dropAll(means.owner());
            log.info("removed what a rebuild had left whose instance is gone");
        } catch (SQLException e) {
            log.warn("what a rebuild has left can't be removed: {}", e.toString());
        }
    }

    @Override
    public void start() {
        sweeping.scheduleWithFixedDelay(this::sweep, 0, SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        sweeping.shutdownNow();
        if (current == null || thread == null) return;
        current.stop();
        try {
            if (!thread.join(STOP_WITHIN)) log.warn("a rebuild did not stop within {}", STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
