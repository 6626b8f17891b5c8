package org.chaiwei.platform.fact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.fact.FactConsumer.Progress;
import org.chaiwei.platform.fact.FactEpochs.Waiting;
import org.chaiwei.platform.fact.FactIntake.Standstill;
import org.chaiwei.platform.fact.ParkedFacts.Count;
import org.jspecify.annotations.Nullable;

/** How far publishing is behind the log, and readers behind the topics. Asked by metrics, health and the operators' endpoint. */
public final class FactLag {

    private final @Nullable FactPublisher publisher;
    private final PublisherPosition published;
    private final List<FactConsumer> consumers;
    private final FactEpochs epochs;
    private final ParkedFacts parked;
    private final PostgresEventStore store;
    private final Clock clock;

    FactLag(
            @Nullable FactPublisher publisher,
            PublisherPosition published,
            List<FactConsumer> consumers,
            FactEpochs epochs,
            ParkedFacts parked,
            PostgresEventStore store,
            Clock clock) {
        this.publisher = publisher;
        this.published = published;
        this.consumers = consumers;
        this.epochs = epochs;
        this.parked = parked;
        this.store = store;
        this.clock = clock;
    }

    /**
     * How far the log is published.
     *
     * @param position of the last event that was looked at and, if it told anything, is committed on Kafka
     * @param lagSeconds age of the oldest event that is not; 0 if there is none
     * @param here whether this instance is the one that publishes
     * @param running whether its thread lives
     * @param failure the kind of failure that keeps it from going on; null if nothing does
     */
    public record PublisherReport(
            long position,
            long lagEvents,
            double lagSeconds,
            boolean here,
            boolean running,
            @Nullable String failure) {}

    /**
     * How far a reader is in the partitions that this instance reads for it.
     *
     * @param parked facts that could not be taken in, of all instances
     * @param queued those that wait behind them
     * @param running whether its thread lives
     * @param failure the kind of failure that keeps all or some partitions from going on; null if nothing does
     */
    public record ReaderReport(
            String reader,
            List<SourceReport> sources,
            long parked,
            long queued,
            boolean running,
            @Nullable String failure) {}

    /**
     * @param service whose facts
     * @param partitions that this instance reads
     * @param lagSeconds age of the oldest fact not taken in, as far as it is known; 0 if there is none
     * @param halted the life of the service's log before which the reader stands until an operator accepts it; null if there is none
     */
    public record SourceReport(
            String service,
            int partitions,
            long lagFacts,
            double lagSeconds,
            @Nullable UUID halted) {}

    /** Null if the service publishes nothing. */
    public @Nullable PublisherReport publisher() {
        if (publisher == null) return null;
        var position = published.position();
        var head = store.knownPosition();
        return new PublisherReport(
                position,
                Math.max(0, head - position),
                position >= head ? 0 : age(store.log().recordedAt(position + 1)),
                publisher.isPublishing(),
                publisher.isRunning(),
                kind(publisher.failure()));
    }

    /** All readers by name; none where the service reads nothing. */
    public List<ReaderReport> readers() {
        if (consumers.isEmpty()) return List.of();
        var counts = parked.counts();
        var waiting = epochs.waiting().stream().collect(Collectors.groupingBy(Waiting::reader));
        return consumers.stream()
                .map(consumer -> {
                    var reader = consumer.intake().reader().name();
                    return report(
                            consumer, counts.getOrDefault(reader, Count.NONE), waiting.getOrDefault(reader, List.of()));
                })
                .sorted(Comparator.comparing(ReaderReport::reader))
                .toList();
    }

    private ReaderReport report(FactConsumer consumer, Count count, List<Waiting> waiting) {
        var sources = new ArrayList<SourceReport>();
        for (var service : consumer.intake().services().stream().sorted().toList()) {
            var progress = of(consumer, service);
            sources.add(new SourceReport(
                    service,
                    progress.size(),
                    progress.stream().mapToLong(Progress::lag).sum(),
                    seconds(progress),
                    waiting.stream()
                            .filter(epoch -> epoch.service().equals(service))
                            .map(Waiting::epoch)
                            .findFirst()
                            .orElse(null)));
        }
        return new ReaderReport(
                consumer.intake().reader().name(),
                List.copyOf(sources),
                count.poison(),
                count.queued(),
                consumer.isRunning(),
                failure(consumer));
    }

    long lagFacts(FactConsumer consumer, String service) {
        return of(consumer, service).stream().mapToLong(Progress::lag).sum();
    }

    double lagSeconds(FactConsumer consumer, String service) {
        return seconds(of(consumer, service));
    }

    private static List<Progress> of(FactConsumer consumer, String service) {
        var topic = new FactTopic(service).name();
        return consumer.progress().entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic))
                .map(Map.Entry::getValue)
                .toList();
    }

    private double seconds(List<Progress> progress) {
        return progress.stream()
                .filter(each -> each.lag() > 0)
                .map(Progress::waitingSince)
                .filter(Objects::nonNull)
                .mapToDouble(this::age)
                .max()
                .orElse(0);
    }

    private static @Nullable String failure(FactConsumer consumer) {
        var all = consumer.failure();
        if (all != null) return kind(all);
        return consumer.standing().values().stream()
                .map(FactLag::kind)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static String kind(Standstill standstill) {
        return switch (standstill) {
            case Standstill.Failing(var why) -> String.valueOf(kind(why));
            case Standstill.Halted _ -> "Halted";
            case Standstill.Full _ -> "Full";
        };
    }

    /** A message may hold what is nobody's business. */
    private static @Nullable String kind(@Nullable Throwable failure) {
        return failure == null ? null : failure.getClass().getSimpleName();
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }
}
