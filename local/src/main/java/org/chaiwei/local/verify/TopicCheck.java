package org.chaiwei.local.verify;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a service's topic against its event store: every event that others are told of stands there as the fact it is, and nothing else does; those
 * of one key in their order. A fact that stands twice is no difference, for its readers drop repetitions by their position; it is counted.
 *
 * <p>Memory: one bit an event.
 */
final class TopicCheck {

    /** What one event of the log is on the topic; empty where it stays within the service. */
    interface Publishing {
        /** @param event such as {@code ViolationRegistered} */
        @Nullable
        String factOf(String event, JsonNode payload);
    }

    /** @param repeated facts that stand there more than once */
    record Checked(long facts, long repeated) {}

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BATCH = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String topic;
    private final Connection snapshot;
    private final Differences differences;
    private final Publishing publishing;
    private final BitSet found = new BitSet();
    private final Map<Integer, Long> lastNew = new HashMap<>();
    private long facts;
    private long repeated;

    TopicCheck(String topic, Connection snapshot, Differences differences, Publishing publishing) {
        this.topic = topic;
        this.snapshot = snapshot;
        this.differences = differences;
        this.publishing = publishing;
    }

    /**
     * Checks the topic as far as it goes now.
     *
     * @param client how to reach Kafka as someone who may read the topic
     * @param head the log's last position that should be on the topic
     */
    Checked run(Map<String, Object> client, long head) throws SQLException {
        var settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) take(consumer);
        }
        missing(head);
        return new Checked(facts, repeated);
    }

    private void take(Consumer<String, byte[]> consumer) throws SQLException {
        var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(POLL).forEach(batch::add);
        if (batch.isEmpty()) return;
        var events = events(batch.stream().map(TopicCheck::position).distinct().toList());
        for (var record : batch) compare(record, events.get(position(record)));
    }

    private record Event(UUID id, UUID aggregate, String name, JsonNode payload, JsonNode metadata) {}

    private Map<Long, Event> events(List<Long> positions) throws SQLException {
        try (var query = snapshot.prepareStatement("""
                SELECT e.position, e.event_id, e.aggregate_id, t.name, e.payload, e.metadata
                  FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type WHERE e.position = ANY (?)""")) {
            query.setArray(1, snapshot.createArrayOf("bigint", positions.toArray()));
            var events = new HashMap<Long, Event>();
            try (var rows = query.executeQuery()) {
                while (rows.next())
                    events.put(
                            rows.getLong(1),
                            new Event(
                                    rows.getObject(2, UUID.class),
                                    rows.getObject(3, UUID.class),
                                    rows.getString(4),
                                    JSON.readTree(rows.getBytes(5)),
                                    JSON.readTree(rows.getBytes(6))));
            }
            return events;
        }
    }

    private void compare(ConsumerRecord<String, byte[]> record, @Nullable Event event) {
        facts++;
        var position = position(record);
        var key = "position %d (partition %d, offset %d)".formatted(position, record.partition(), record.offset());
        var type = event == null ? null : publishing.factOf(event.name, event.payload);
        if (event == null || type == null) {
            // Later than the snapshot is not wrong; a place within the log that tells nothing to anyone is.
            if (position < 1 || event != null) differences.unexpected(topic, key);
            return;
        }
        differences.compare(topic, key, "id", event.id.toString(), header(record, "ce_id"));
        differences.compare(topic, key, "type", type, header(record, "ce_type"));
        differences.compare(topic, key, "key", event.aggregate.toString(), record.key());
        if (found.get(Math.toIntExact(position))) {
            repeated++;
            return;
        }
        found.set(Math.toIntExact(position));
        var before = lastNew.put(record.partition(), position);
        if (before != null && before > position)
            differences.add(topic, key, "order", "after position " + before, "position " + position);
        compareData(key, event, record.value());
    }

    /** What stands in both under one name says the same; who did it is in the event's metadata. */
    private void compareData(String key, Event event, byte[] value) {
        JsonNode data;
        try {
            data = JSON.readTree(value);
        } catch (JacksonException e) {
            differences.add(topic, key, "data", "readable", e.getMessage());
            return;
        }
        for (var field : data.properties()) {
            var told = event.payload.path(field.getKey());
            if (field.getValue().isValueNode() && told.isValueNode() && !told.isMissingNode() && !told.isNull())
                differences.compare(topic, key, field.getKey(), text(told), text(field.getValue()));
        }
        if (data.path("actor").isMissingNode()) differences.add(topic, key, "actor", "somebody", null);
    }

    private void missing(long head) throws SQLException {
        try (var rows = Rows.of(
                snapshot,
                "SELECT e.position, t.name, e.payload FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type"
                        + " WHERE e.position <= %d ORDER BY e.position".formatted(head),
                row -> Map.entry(row.getLong(1), Map.entry(row.getString(2), row.getBytes(3))))) {
            while (rows.hasNext()) {
                var row = rows.take();
                var position = row.getKey();
                if (found.get(Math.toIntExact(position))) continue;
                var event = row.getValue();
                if (publishing.factOf(event.getKey(), JSON.readTree(event.getValue())) != null)
                    differences.missing(topic, "position " + position + " " + event.getKey());
            }
        }
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull()) return null;
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }

    private static long position(ConsumerRecord<String, byte[]> record) {
        var sequence = header(record, "ce_sequence");
        return sequence == null ? -1 : Long.parseLong(sequence);
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
