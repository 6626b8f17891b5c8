package org.chaiwei.local.verify;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One row of the log with its type spelled out.
 *
 * @param entry the aggregate's id
 * @param type such as {@code Violation/ViolationRegistered/1}: aggregate's type, logical name, revision
 * @param recordedAtMicros microseconds since 1970, as exact as the database keeps them
 * @param payload missing where the stored bytes are no JSON
 * @param id of the event, by which others know it
 */
record StoredEvent(
        UUID entry, long sequence, long position, String type, long recordedAtMicros, JsonNode payload, UUID id)
        implements OfEntry {

    /** To be filled with the aggregate's type, the last position and the order. */
    static final String QUERY = """
            SELECT e.aggregate_id, e.sequence, e.position, t.aggregate_type || '/' || t.name || '/' || t.revision,
                   (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.payload, e.event_id
              FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type
             WHERE t.aggregate_type = '%s' AND e.position <= %d
             ORDER BY %s""";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * As {@link #QUERY}, filled, for some events only.
     *
     * @param which a condition
     * @param order such as {@code e.position}
     */
    static String query(String aggregateType, String which, long upTo, String order) {
        return QUERY.formatted(aggregateType, upTo, order).replace(" ORDER BY", " AND " + which + " ORDER BY");
    }

    /** The condition that it is of one of these names. */
    static String named(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "t.name IN (", ")"));
    }

    /** Its name alone, such as {@code ViolationRegistered}. */
    String name() {
        return type.split("/", -1)[1];
    }

    /** A field as text; null where the payload has none. */
    @Nullable
    String text(String field) {
        return text(payload, field);
    }

    static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asString() : null;
    }

    /** An area with its two decimals; null where the payload has none. */
    @Nullable
    BigDecimal area(String field) {
        return payload.hasNonNull(field) ? payload.path(field).decimalValue().setScale(2) : null;
    }

    /** An instant in microseconds since 1970, as the columns are read; null where the payload has none. */
    @Nullable
    String micros(String field) {
        var text = text(field);
        if (text == null) return null;
        var instant = OffsetDateTime.parse(text).toInstant();
        return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    /** The event of a row of {@link #QUERY}. */
    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                read(row.getBytes(6)),
                row.getObject(7, UUID.class));
    }

    /** JSON with its numbers as exact as they are written; missing where it is none. */
    static JsonNode read(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** How a difference names the event. */
    String key() {
        return "position " + position;
    }
}
