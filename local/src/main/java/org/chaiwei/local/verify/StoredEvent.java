package org.chaiwei.local.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
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
 */
record StoredEvent(UUID entry, long sequence, long position, String type, long recordedAtMicros, JsonNode payload)
        implements OfEntry {

    /** To be filled with the aggregate's type, the last position and the order. */
    static final String QUERY = """
            SELECT e.aggregate_id, e.sequence, e.position, t.aggregate_type || '/' || t.name || '/' || t.revision,
                   (extract(epoch FROM e.recorded_at) * 1000000)::bigint, e.payload
              FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type
             WHERE t.aggregate_type = '%s' AND e.position <= %d
             ORDER BY %s""";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The event of a row of {@link #QUERY}. */
    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                json(row.getBytes(6)));
    }

    private static JsonNode json(byte[] payload) {
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
