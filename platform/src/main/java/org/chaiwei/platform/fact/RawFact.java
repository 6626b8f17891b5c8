package org.chaiwei.platform.fact;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a service's topic as it came, whatever it is. Never compared.
 *
 * @param key empty if the record has none
 * @param headers the CloudEvents attributes among them, {@code ce_…}
 * @param data empty if the record has none
 */
@SuppressWarnings("ArrayRecordComponent")
record RawFact(
        String service,
        String topic,
        int partition,
        long offset,
        String key,
        Map<String, String> headers,
        byte[] data) {

    static RawFact of(String service, ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : record.headers()) if (header.value() != null) headers.put(header.key(), text(header.value()));
        return new RawFact(
                service,
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? "" : text(record.key()),
                headers,
                record.value() == null ? new byte[0] : record.value());
    }

    Partition from() {
        return new Partition(topic, partition);
    }

    /** What keeps its facts in their order: a key of a service. */
    Subject subject() {
        return new Subject(service, key);
    }

    /** A partition of a topic. */
    record Partition(String topic, int number) {}

    /** A key of a service. */
    record Subject(String service, String key) {}

    /** PostgreSQL keeps no NUL in a text, and a key or header of bytes must not stop its partition. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
