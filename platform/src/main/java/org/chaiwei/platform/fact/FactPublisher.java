package org.chaiwei.platform.fact;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.chaiwei.eventstore.PositionedEventStore;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread that publishes the service's log: claims it, opens the log's stream where publishing stands, and sends what the {@link Publication} says of
 * each event, a Kafka transaction a batch. The position moves in PostgreSQL after the commit: a crash in between publishes the batch once more, and
 * readers drop it by its positions. Nothing is published ahead of what comes before it, and nothing left out.
 *
 * <p>An instance that lost its claim without noticing can't publish: whoever claimed it after has bumped the epoch of the transactional id, and the
 * broker refuses the older one's.
 *
 * <p>What fails is tried again after a pause that doubles, from the position that is committed. The service works on meanwhile.
 */
final class FactPublisher implements Runnable, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FactPublisher.class);

    /** Events a batch, and so a transaction at most. */
    static final int BATCH_MAX = 1_000;

    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);
    private static final Duration RENEW_CLAIM_EVERY = Duration.ofSeconds(3);
    /** After a batch of fewer facts than these, a moment for the next ones to gather: a transaction costs the broker as much for one as for a hundred. */
    private static final int FEW = 100;

    private static final Duration GATHER = Duration.ofMillis(5);

    private static final Duration PAUSE_FIRST = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** How long an idle publisher does not notice that it should stop. */
    private static final int STOP_NOTICED_MILLIS = 200;

    private final Publication publication;
    private final Set<String> types;
    private final FactTopic topic;
    private final KafkaSettings settings;
    private final PositionedEventStore store;
    private final UUID epoch;
    private final PublisherPosition position;
    private final Counter published;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);

    private volatile @Nullable Throwable failure;
    private volatile boolean publishing;
    private Duration pause = PAUSE_FIRST;

    FactPublisher(
            Publication publication,
            KafkaSettings settings,
            PositionedEventStore store,
            UUID epoch,
            PublisherPosition position,
            Counter published) {
        this.publication = publication;
        this.types = Set.copyOf(publication.types());
        this.topic = new FactTopic(publication.service());
        this.settings = settings;
        this.store = store;
        this.epoch = epoch;
        this.position = position;
        this.published = published;
        this.thread = Thread.ofPlatform().daemon().name("publisher").unstarted(this);
    }

    /** Why the last try failed; null if it did not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Whether this instance is the one that publishes. */
    boolean isPublishing() {
        return publishing;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stop.countDown();
        try {
            if (!thread.join(STOP_WITHIN)) log.warn("the publisher did not stop within {}", STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** After the last request is answered, so that what it recorded still goes out. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 8_192;
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                try {
                    if (position.claim().isPresent()) publish();
                    else {
                        failure = null; // it is another instance's to tell
                        rest(CLAIM_EVERY);
                    }
                } catch (PublisherPosition.ClaimLost | ProducerFencedException | InvalidProducerEpochException lost) {
                    log.info("another instance publishes now: {}", lost.toString());
                } catch (RuntimeException | Error e) {
                    failed(e);
                    release();
                    rest(pause);
                    var doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
                } finally {
                    publishing = false;
                }
            }
            release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; publishing ends, and health says so
        }
    }

    private void publish() throws InterruptedException {
        try (var admin = Admin.create(adminSettings(settings))) {
            topic.create(admin, settings);
        }
        var producer = new KafkaProducer<>(
                producerSettings(settings, topic.service() + ".publisher"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
            // Only now nobody else can publish any more: where they got to is where this instance begins.
            var from = position.claim().orElseThrow(PublisherPosition.ClaimLost::new);
            publishing = true;
            publish(producer, from);
        } finally {
            // Waits for nothing: what is open is given up by the next that initialises.
            producer.close(Duration.ZERO);
        }
    }

    private void publish(Producer<byte[], byte[]> producer, long from) throws InterruptedException {
        var renewed = System.nanoTime();
        try (var stream = store.openStream(new GlobalSequenceTrackingToken(from))) {
            while (!isStopping()) {
                if (stream.hasNextAvailable(STOP_NOTICED_MILLIS, TimeUnit.MILLISECONDS)) {
                    var told = publishBatch(producer, stream);
                    renewed = System.nanoTime();
                    if (told < FEW) rest(GATHER);
                } else if (System.nanoTime() - renewed > RENEW_CLAIM_EVERY.toNanos()) {
                    position.renew();
                    wentWell();
                    renewed = System.nanoTime();
                }
            }
        }
    }

    /** @return how many facts */
    private int publishBatch(Producer<byte[], byte[]> producer, TrackingEventStream stream)
            throws InterruptedException {
        var batch = nextBatch(stream);
        if (!batch.records().isEmpty()) {
            producer.beginTransaction();
            for (var record : batch.records()) producer.send(record);
            producer.commitTransaction();
            published.increment(batch.records().size());
        }
        position.move(batch.last());
        wentWell();
        return batch.records().size();
    }

    private record Batch(List<ProducerRecord<byte[], byte[]>> records, long last) {}

    /** At least one event. What an upcaster made of one event stays together, for it has one position. */
    private Batch nextBatch(TrackingEventStream stream) throws InterruptedException {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var last = 0L;
        var told = 0L;
        for (var events = 0; ; events++) {
            if (events > 0 && !stream.hasNextAvailable()) break;
            if (events >= BATCH_MAX
                    && stream.peek().map(FactPublisher::position).orElse(-1L) != last) break;
            var message = stream.nextAvailable();
            last = position(message);
            var record = record(message);
            if (record == null) continue;
            if (told == last) throw new IllegalStateException("two facts of one event, at position " + last);
            told = last;
            records.add(record);
        }
        return new Batch(records, last);
    }

    private @Nullable ProducerRecord<byte[], byte[]> record(TrackedEventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event))
            throw new IllegalStateException("not an aggregate's event: " + message.getClass());
        var recorded = new Recorded(
                position(message),
                event.getTimestamp(),
                UUID.fromString(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                event.getPayload());
        var metadata = event.getMetaData();
        var fact = publication
                .factOf(recorded, metadata.getOrDefault("actor", "unknown").toString())
                .orElse(null);
        if (fact == null) return null;
        if (!types.contains(fact.type()))
            throw new IllegalStateException("the publication does not list its type " + fact.type());
        var id = UUID.fromString(event.getIdentifier());
        var correlationId = metadata.get("correlationId");
        return new FactEnvelope(
                        id,
                        topic.service(),
                        fact.type(),
                        fact.key(),
                        recorded.recordedAt(),
                        recorded.position(),
                        epoch,
                        correlationId == null ? id : UUID.fromString(correlationId.toString()),
                        metadata.get("traceparent") instanceof String traceparent ? traceparent : null)
                .record(topic.name(), FactJson.write(fact.data()));
    }

    private static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    /** An admin client that does not wait for a broker longer than the publisher does. */
    static Map<String, Object> adminSettings(KafkaSettings settings) {
        var admin = new HashMap<>(settings.common());
        admin.put("default.api.timeout.ms", 10_000);
        admin.put("request.timeout.ms", 5_000);
        return admin;
    }

    static Map<String, Object> producerSettings(KafkaSettings settings, String transactionalId) {
        var producer = new HashMap<>(settings.common());
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        // The commit sends at once what is still held back: it lets a large batch travel in few requests, and keeps no
        // small one.
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A batch begins right after the one before: while that one's end is still being written, ask again soon (100
        // ms unless told).
        producer.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        producer.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
        return producer;
    }

    private void failed(Throwable why) {
        if (failure == null) log.error("publishing stands still", why);
        else log.warn("publishing still stands still: {}", why.toString());
        failure = why;
    }

    private void wentWell() {
        if (failure != null) log.info("publishing goes on");
        failure = null;
        pause = PAUSE_FIRST;
    }

    private void release() {
        try {
            position.release();
        } catch (RuntimeException e) {
            log.debug("publishing is left to its claim's end", e);
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void rest(Duration length) throws InterruptedException {
        var _ = stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
    }
}
