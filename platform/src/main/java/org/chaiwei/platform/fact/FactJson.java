package org.chaiwei.platform.fact;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of a fact's data: properties in the order the record declares them, decimals plain and with the scale they have, dates and
 * instants as ISO 8601 text that keeps its offset. A property that the reader's record doesn't have is passed over, so that a service can add one without
 * asking those who read it.
 */
public final class FactJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private FactJson() {}

    /** UTF-8. */
    public static byte[] write(Object data) {
        return JSON.writeValueAsBytes(data);
    }

    /** @throws JacksonException if it is not the JSON of such a record */
    public static <T> T read(byte[] json, Class<T> type) {
        return JSON.readValue(json, type);
    }
}
