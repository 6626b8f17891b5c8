package org.chaiwei.platform.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Unavailable;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.trace.Traceparent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's audit records. Refusals get here by themselves (see {@link AuditedRefusals}); whatever lets an operator act or shows a
 * person's data calls {@link #act} or {@link #read} <em>before</em> it does so, and lets the exception through: what can't be recorded isn't done.
 *
 * <p>Every method returns when the record is durable. Callers that come at the same time share one statement and one commit, as they do in
 * the event store's lane: a flood of refusals costs the database some hundred commits a second at most. Bounded: {@value #QUEUE_MAX} may wait,
 * and none longer than five seconds.
 *
 * <p>If the connection is lost before the database has confirmed, the record may be there although its caller was told {@code unavailable};
 * never the other way round.
 *
 * <p>Metrics: {@code chaiwei.audit.records} by kind, {@code chaiwei.audit.batch} (records a statement), {@code chaiwei.audit.queue},
 * {@code chaiwei.audit.failed} (not recorded, so not done). Thread-safe.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    /** The code of what was not refused. */
    static final String ACCEPTED = "accepted";

    static final int QUEUE_MAX = 4_096;
    private static final int BATCH_MAX = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** How long an idle thread does not notice that it should stop. */
    private static final Duration STOP_NOTICED = Duration.ofMillis(100);

    private final AuditTable table;
    private final JsonMapper json;
    private final @Nullable Tracer tracer;
    private final MeterRegistry meters;
    private final Counter failed;
    private final DistributionSummary batchSizes;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private volatile boolean closing;

    /** An entry and whoever waits for it; given up once the future is cancelled. */
    private record Waiting(AuditEntry entry, CompletableFuture<Long> position) {}

    AuditLog(AuditTable table, JsonMapper json, @Nullable Tracer tracer, MeterRegistry meters) {
        this.table = table;
        this.json = json;
        this.tracer = tracer;
        this.meters = meters;
        this.failed = Counter.builder("chaiwei.audit.failed").register(meters);
        this.batchSizes = DistributionSummary.builder("chaiwei.audit.batch").register(meters);
        Gauge.builder("chaiwei.audit.queue", queue, BlockingQueue::size).register(meters);
        this.thread = Thread.ofPlatform().daemon().name("audit").start(this::run);
    }

    /**
     * Records that somebody with the right to it changes how the service works. Called before it is done.
     *
     * @param action the act's name, such as {@code rebuild-view}
     * @param subject what it is about: an id or a name of the system's own, never a person's
     * @param details small, and without personal data: a reason that a person wrote belongs elsewhere, encrypted
     * @return the record's position
     * @throws RefusedException with {@link Unavailable} if it can't be recorded
     */
    public long act(Actor actor, String action, @Nullable String subject, Map<String, ?> details) {
        return record(AuditKind.OPERATOR_ACT, actor, action, subject, ACCEPTED, details);
    }

    /**
     * Records that somebody is about to see what concerns a person.
     *
     * @param subject the pseudonym of the person, or the id of what is looked at
     * @return the record's position
     * @throws RefusedException with {@link Unavailable} if it can't be recorded
     */
    public long read(Actor actor, String action, @Nullable String subject, Map<String, ?> details) {
        return record(AuditKind.SENSITIVE_READ, actor, action, subject, ACCEPTED, details);
    }

    /**
     * Records anything.
     *
     * @param code what came of it: a refusal's code, or {@code accepted}
     * @return the record's position
     * @throws RefusedException with {@link Unavailable} if it can't be recorded
     * @throws IllegalArgumentException if the details are larger than 4 KiB as JSON
     */
    public long record(
            AuditKind kind, Actor actor, String action, @Nullable String subject, String code, Map<String, ?> details) {
        var entry = AuditEntry.of(
                kind, actor, action, subject, code, json.writeValueAsString(details), Traceparent.current(tracer));
        var waiting = new Waiting(entry, new CompletableFuture<>());
        if (closing || !queue.offer(waiting)) throw unavailable("too many audit records wait", null);
        try {
            return waiting.position.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            waiting.position.cancel(false);
            throw unavailable("an audit record was not written within " + PATIENCE, null);
        } catch (ExecutionException e) {
            throw unavailable("an audit record can't be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", null);
        }
    }

    private RefusedException unavailable(String why, @Nullable Throwable cause) {
        failed.increment();
        log.warn(
                "answered 503: {}{}",
                why,
                cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")");
        return new RefusedException(new Unavailable(RETRY_AFTER));
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                var first = queue.poll(STOP_NOTICED.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) continue;
                var batch = new ArrayList<Waiting>(List.of(first));
                queue.drainTo(batch, BATCH_MAX - 1);
                batch.removeIf(waiting -> waiting.position.isDone());
                if (!batch.isEmpty()) write(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    private void write(List<Waiting> batch) {
        try {
            var position = table.insert(batch.stream().map(Waiting::entry).toList());
            batchSizes.record(batch.size());
            for (var waiting : batch) {
                meters.counter(
                                "chaiwei.audit.records",
                                "kind",
                                waiting.entry.kind().name())
                        .increment();
                waiting.position.complete(position++);
            }
        } catch (SQLException | RuntimeException | Error e) {
            log.warn("{} audit records can't be written: {}", batch.size(), e.toString());
            for (var waiting : batch) waiting.position.completeExceptionally(e);
        }
    }

    /** Takes no more, and writes what waits. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(STOP_WITHIN)) log.warn("{} audit records were not written in time", queue.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
