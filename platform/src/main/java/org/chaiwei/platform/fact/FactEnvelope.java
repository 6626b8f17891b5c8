package org.chaiwei.platform.fact;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a fact's data on the wire: CloudEvents 1.0 in Kafka's binary mode, so the attributes are headers {@code ce_<name>} and the value is
 * the data's JSON alone.
 *
 * <table>
 * <caption>Attributes</caption>
 * <tr><td>id</td><td>the event's id in its service's log (UUID)</td></tr>
 * <tr><td>source</td><td>{@code /chaiwei/<service>}</td></tr>
 * <tr><td>type</td><td>name and version, such as {@code org.chaiwei.ledger.LedgerClosed.v1}</td></tr>
 * <tr><td>subject</td><td>the key (UUID), also the record's key</td></tr>
 * <tr><td>time</td><td>when the service recorded it</td></tr>
 * <tr><td>datacontenttype</td><td>{@code application/json} (in Kafka: the header {@code content-type})</td></tr>
 * <tr><td>sequence</td><td>the event's position in the log, 19 digits, so that it sorts as text</td></tr>
 * <tr><td>epoch</td><td>which life of the log the position belongs to (UUID)</td></tr>
 * <tr><td>correlationid</td><td>common to all that one request set off (UUID)</td></tr>
 * <tr><td>traceparent</td><td>W3C trace context, where a trace was under way</td></tr>
 * </table>
 */
record FactEnvelope(
        UUID id,
        String service,
        String type,
        UUID key,
        Instant recordedAt,
        long position,
        UUID epoch,
        UUID correlationId,
        @Nullable String traceparent) {

    private static final String SOURCE = "/chaiwei/";
    private static final int DIGITS = 19;

    /** Why a record is no fact. */
    static final class Unreadable extends Exception {
        Unreadable(String what, @Nullable Throwable cause) {
            super(what, cause, false, false);
        }
    }

    ProducerRecord<byte[], byte[]> record(String topic, byte[] data) {
        var event = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(URI.create(SOURCE + service))
                .withType(type)
                .withSubject(key.toString())
                .withTime(recordedAt.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withExtension("sequence", digits(position))
                .withExtension("epoch", epoch.toString())
                .withExtension("correlationid", correlationId.toString())
                .withData(data);
        if (traceparent != null) event.withExtension("traceparent", traceparent);
        var bytes = FactTopic.keyBytes(key);
        return KafkaMessageFactory.createWriter(topic, FactTopic.partitionOf(bytes), recordedAt.toEpochMilli(), bytes)
                .writeBinary(event.build());
    }

    /** @throws Unreadable if an attribute is missing or not of its form, or the key is not the subject */
    static FactEnvelope of(RawFact raw) throws Unreadable {
        try {
            var headers = new RecordHeaders();
            raw.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
            var event = KafkaMessageFactory.createReader(headers, raw.data()).toEvent();
            if (!event.getSource().toString().equals(SOURCE + raw.service()))
                throw new Unreadable("a fact of " + event.getSource(), null);
            if (!raw.key().equals(event.getSubject())) throw new Unreadable("the subject is not the key", null);
            return new FactEnvelope(
                    UUID.fromString(event.getId()),
                    raw.service(),
                    event.getType(),
                    UUID.fromString(raw.key()),
                    Objects.requireNonNull(event.getTime(), "time").toInstant(),
                    positive(extension(event, "sequence")),
                    UUID.fromString(extension(event, "epoch")),
                    UUID.fromString(extension(event, "correlationid")),
                    event.getExtension("traceparent") instanceof String traceparent ? traceparent : null);
        } catch (CloudEventRWException
                | IllegalArgumentException
                | IllegalStateException
                | DateTimeException
                | NullPointerException e) {
            throw new Unreadable("not a fact", e);
        }
    }

    private static String extension(CloudEvent event, String name) {
        return Objects.requireNonNull(event.getExtension(name), name).toString();
    }

    private static long positive(String digits) {
        var position = Long.parseLong(digits);
        if (position <= 0) throw new IllegalArgumentException("not a position: " + position);
        return position;
    }

    private static String digits(long position) {
        var digits = Long.toString(position);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
