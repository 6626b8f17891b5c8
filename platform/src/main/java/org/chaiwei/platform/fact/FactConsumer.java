package org.chaiwei.platform.fact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.chaiwei.platform.fact.FactIntake.Standstill;
import org.chaiwei.platform.fact.FactPlaceTable.PlaceHeld;
import org.chaiwei.platform.fact.FactPlaceTable.PlaceTaken;
import org.chaiwei.platform.fact.RawFact.Partition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads the topics of one reader. Instances share the partitions by Kafka's group; where each stands is in PostgreSQL, and nothing is ever
 * committed to Kafka. A poll's records are one batch. What stands still is tried again after a pause that doubles, partition by partition, while the
 * consumer goes on polling, so that it keeps its partitions.
 */
final class FactConsumer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(FactConsumer.class);

    /** Records a poll, and so a transaction at most. */
    static final int BATCH_MAX = 1_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** A rebuild holds the places for some milliseconds only. */
    private static final Duration PAUSE_HELD = Duration.ofMillis(20);

    private static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final FactIntake intake;
    private final String group;
    private final KafkaSettings settings;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<String, String> services = new HashMap<>();

    // Seen by others
    private final Map<Partition, Standstill> standing = new ConcurrentHashMap<>();
    private final Map<Partition, Progress> progress = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> polling;

    // The thread's own
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private final Map<TopicPartition, Retry> retries = new HashMap<>();
    private long disconnectedNanos;

    private record Retry(long atNanos, Duration pause) {}

    /**
     * @param lag facts not taken in, as the broker counts them
     * @param waitingSince when the oldest of them was recorded, as far as that is known; null if there is none
     */
    record Progress(long lag, @Nullable Instant waitingSince) {}

    FactConsumer(FactIntake intake, String service, KafkaSettings settings, Clock clock) {
        this.intake = intake;
        this.group = service + "." + intake.reader().name();
        this.settings = settings;
        this.clock = clock;
        for (var source : intake.services()) services.put(new FactTopic(source).name(), source);
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("facts-" + intake.reader().name())
                .unstarted(this);
    }

    FactIntake intake() {
        return intake;
    }

    void start() {
        thread.start();
    }

    /** Ends it after the batch at hand, and gives its partitions to other instances. */
    void stop(Duration within) {
        stop.countDown();
        var consumer = polling;
        if (consumer != null) consumer.wakeup();
        try {
            if (!thread.join(within)) log.warn("{} did not stop within {}", group, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Why nothing can be read at all; null if something can. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Partitions of this instance that stand still, and why. */
    Map<Partition, Standstill> standing() {
        return Map.copyOf(standing);
    }

    /** Of each partition that this instance reads. */
    Map<Partition, Progress> progress() {
        return Map.copyOf(progress);
    }

    @Override
    public void run() {
        var pause = PAUSE_FIRST;
        try {
            while (!isStopping()) {
                try {
                    consume();
                } catch (WakeupException stopping) {
                    log.debug("{} is woken to stop", group);
                } catch (RuntimeException | Error e) {
                    if (isStopping()) break;
                    if (failure == null) log.error("{} can't read", group, e);
                    failure = e;
                    var _ = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    pause = longer(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; reading ends, and health says so
        }
    }

    private void consume() {
        var consumer = new KafkaConsumer<>(
                consumerSettings(settings, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        polling = consumer;
        try {
            consumer.subscribe(services.keySet(), new Assignment(consumer));
            disconnectedNanos = 0;
            while (!isStopping()) {
                place(consumer);
                resume(consumer);
                var records = consumer.poll(unplaced.isEmpty() && retries.isEmpty() ? POLL : PAUSE_FIRST.dividedBy(4));
                if (!records.isEmpty()) take(consumer, records);
                look(consumer);
            }
        } finally {
            polling = null;
            forget(List.copyOf(consumer.assignment()));
            unplaced.clear();
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    /** Goes to the place of each new partition; until that is known nothing of it is fetched. */
    private void place(KafkaConsumer<byte[], byte[]> consumer) {
        if (unplaced.isEmpty() || unplaced.stream().anyMatch(this::isPausing)) return;
        for (var partition : List.copyOf(unplaced)) {
            try {
                consumer.seek(partition, intake.begin(partition(partition)).nextOffset());
                consumer.resume(List.of(partition));
                unplaced.remove(partition);
                retries.remove(partition);
                standing.remove(partition(partition));
            } catch (RuntimeException e) {
                if (!PassingFailure.is(e)) throw e;
                hold(consumer, partition, new Standstill.Failing(e));
                return;
            }
        }
    }

    private void resume(KafkaConsumer<byte[], byte[]> consumer) {
        if (retries.isEmpty()) return;
        for (var partition : retries.keySet())
            if (!unplaced.contains(partition) && !isPausing(partition)) consumer.resume(List.of(partition));
    }

    private boolean isPausing(TopicPartition partition) {
        var retry = retries.get(partition);
        return retry != null && retry.atNanos() - System.nanoTime() > 0;
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        var raw = new ArrayList<RawFact>(records.count());
        for (var partition : records.partitions()) {
            var batch = records.records(partition);
            var oldest = Instant.ofEpochMilli(batch.getFirst().timestamp());
            progress.put(
                    partition(partition),
                    new Progress(batch.size() + consumer.currentLag(partition).orElse(0), oldest));
            for (var record : batch) raw.add(RawFact.of(service(partition), record));
        }
        var left = intake.take(raw);
        for (var partition : records.partitions()) {
            var standstill = left.get(partition(partition));
            if (standstill != null) {
                hold(consumer, partition, standstill);
            } else {
                if (standing.remove(partition(partition)) != null) log.info("{} goes on in {}", group, partition);
                retries.remove(partition);
                var last = Instant.ofEpochMilli(
                        records.records(partition).getLast().timestamp());
                progress.put(
                        partition(partition),
                        new Progress(consumer.currentLag(partition).orElse(0), last));
            }
        }
    }

    /** Goes back to the place, and waits. */
    private void hold(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Standstill why) {
        var failure = why instanceof Standstill.Failing(var cause) ? cause : null;
        if (failure instanceof PlaceTaken || failure instanceof PlaceHeld) unplaced.add(partition);
        consumer.pause(List.of(partition));
        var place = intake.place(partition(partition));
        if (place != null) consumer.seek(partition, place.nextOffset());
        if (failure instanceof PlaceHeld) {
            retries.put(partition, new Retry(System.nanoTime() + PAUSE_HELD.toNanos(), PAUSE_HELD));
            return;
        }
        var before = retries.get(partition);
        var pause = before == null ? PAUSE_FIRST : longer(before.pause());
        retries.put(partition, new Retry(System.nanoTime() + pause.toNanos(), pause));
        if (standing.put(partition(partition), why) == null) tell(partition, why);
    }

    private void tell(TopicPartition partition, Standstill why) {
        switch (why) {
            case Standstill.Failing(var failure) -> log.warn("{} stands still in {}", group, partition, failure);
            case Standstill.Halted(var service, var epoch) ->
                log.error(
                        "{} stands still in {}: {}'s log has another epoch, {}, that nobody has accepted yet",
                        group,
                        partition,
                        service,
                        epoch);
            case Standstill.Full(var full) ->
                log.error("{} stands still in {}: {}", group, partition, full.getMessage());
        }
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        for (var partition : consumer.assignment()) {
            var lag = consumer.currentLag(partition);
            if (lag.isEmpty()) continue;
            var before = progress.get(partition(partition));
            progress.put(
                    partition(partition),
                    new Progress(
                            lag.getAsLong(),
                            lag.getAsLong() == 0
                                    ? null
                                    : before == null || before.waitingSince() == null
                                            ? clock.instant()
                                            : before.waitingSince()));
        }
        lookAtConnections(consumer);
    }

    /** A consumer tells nobody that its brokers are away: it tries again for ever. */
    private void lookAtConnections(KafkaConsumer<byte[], byte[]> consumer) {
        var connected = consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .anyMatch(
                        metric -> metric.getValue().metricValue() instanceof Number number && number.doubleValue() > 0);
        if (connected) {
            if (failure != null) log.info("{} reads again", group);
            failure = null;
            disconnectedNanos = 0;
        } else if (disconnectedNanos == 0) {
            disconnectedNanos = System.nanoTime();
        } else if (failure == null && System.nanoTime() - disconnectedNanos > UNREACHABLE_AFTER.toNanos()) {
            failure = new Unreachable();
            log.warn("{} reaches no broker", group);
        }
    }

    /** None of the brokers can be reached. */
    static final class Unreachable extends RuntimeException {
        Unreachable() {
            super("no broker can be reached", null, false, false);
        }
    }

    /** Called within {@code poll}. */
    private final class Assignment implements ConsumerRebalanceListener {

        private final KafkaConsumer<byte[], byte[]> consumer;

        Assignment(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            unplaced.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            unplaced.remove(partition);
            retries.remove(partition);
            standing.remove(partition(partition));
            progress.remove(partition(partition));
            intake.end(partition(partition));
        }
    }

    static Map<String, Object> consumerSettings(KafkaSettings settings, String group) {
        var consumer = new HashMap<>(settings.common());
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_MAX);
        consumer.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        // The group's newer protocol leaves it to the broker (45 s unless told) when a dead instance's partitions are
        // free.
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        // A topic that another service has yet to make is looked for.
        consumer.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        consumer.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        consumer.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        return consumer;
    }

    private String service(TopicPartition partition) {
        var service = services.get(partition.topic());
        if (service == null) throw new IllegalStateException("nobody asked for " + partition.topic());
        return service;
    }

    private static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
