package org.chaiwei.platform.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.chaiwei.platform.counter.Counted;
import org.chaiwei.servers.KafkaUsers;
import org.chaiwei.servers.TestKafka;
import org.jspecify.annotations.Nullable;

/** Another service, played by the test: it publishes whatever the test wants, in transactions as a service does. */
public final class Origin implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final String service;
    private final FactTopic topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private UUID epoch = UUID.randomUUID();
    private long position;

    Origin() throws InterruptedException {
        this(TestKafka.bootstrapServers(), TestKafka.admin());
    }

    Origin(String bootstrapServers, Admin admin) throws InterruptedException {
        this("origin" + STARTED.incrementAndGet(), bootstrapServers, admin);
    }

    private Origin(String service, String bootstrapServers, Admin admin) throws InterruptedException {
        this.service = service;
        this.topic = new FactTopic(service);
        TestKafka.provision(admin, List.of(KafkaUsers.service(service)));
        var settings = settings(service, bootstrapServers);
        topic.create(admin, settings);
        producer = new KafkaProducer<>(
                FactPublisher.producerSettings(settings, service + ".publisher"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** In the place of a service of the district. */
    public static Origin as(String service) throws InterruptedException {
        return new Origin(service, TestKafka.bootstrapServers(), TestKafka.admin());
    }

    static KafkaSettings settings(String service, String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, service, TestKafka.PASSWORD, null, (short) 1, 1, new HashMap<>());
    }

    String service() {
        return service;
    }

    FactTopic topic() {
        return topic;
    }

    UUID epoch() {
        return epoch;
    }

    long position() {
        return position;
    }

    /** As after a restore: another life of the log, which goes on after this position. */
    Origin restored(long position) {
        epoch = UUID.randomUUID();
        this.position = position;
        return this;
    }

    /** As after a crash: what comes next has been published before. */
    Origin backTo(long position) {
        this.position = position;
        return this;
    }

    Origin counted(UUID counter, int amount) {
        return fact(Counted.TYPE, counter, FactJson.write(new Counted(counter, amount)), null);
    }

    Origin fact(String type, UUID key, byte[] data, @Nullable String traceparent) {
        position++;
        batch.add(new FactEnvelope(
                        new UUID(epoch.getMostSignificantBits(), position),
                        service,
                        type,
                        key,
                        Instant.now(),
                        position,
                        epoch,
                        UUID.randomUUID(),
                        traceparent)
                .record(topic.name(), data));
        return this;
    }

    /** A fact of this service as its reader is to get it. */
    public Origin told(ReceivedFact fact) {
        batch.add(new FactEnvelope(
                        fact.id(),
                        service,
                        fact.type(),
                        fact.key(),
                        fact.recordedAt(),
                        fact.position(),
                        fact.epoch(),
                        fact.correlationId(),
                        fact.traceparent())
                .record(topic.name(), FactJson.write(fact.data())));
        return this;
    }

    /** Something that is no fact. */
    Origin rubbish(UUID key) {
        var bytes = FactTopic.keyBytes(key);
        batch.add(new ProducerRecord<>(
                topic.name(),
                FactTopic.partitionOf(bytes),
                bytes,
                "rub\0bish".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return this;
    }

    /** One transaction. */
    public void publish() {
        producer.beginTransaction();
        batch.forEach(producer::send);
        producer.commitTransaction();
        batch.clear();
    }

    /** One that is given up: no reader ever sees it. */
    void publishAndAbort() {
        producer.beginTransaction();
        batch.forEach(producer::send);
        producer.flush();
        producer.abortTransaction();
        position -= batch.size();
        batch.clear();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** What an instance of the counters' service needs to read it. */
    Map<String, Object> properties(String reader, String bootstrapServers) {
        var properties = new HashMap<String, Object>();
        org.chaiwei.platform.testing.KafkaProperties.of(
                reader, bootstrapServers, (name, value) -> properties.put(name, value.get()));
        properties.put("counter.origin", service);
        return properties;
    }
}
