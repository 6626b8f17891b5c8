package org.chaiwei.local.verify;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One row of the log with its type spelled out.
 *
 * @param entry the aggregate's id
 * @param type such as {@code Violation/ViolationRegistered/1}: aggregate's type, logical name, revision
 * @param recordedAtMicros microseconds since 1970, as exact as the database keeps them
 */
record StoredEvent(UUID entry, long sequence, long position, String type, long recordedAtMicros, JsonNode payload)
        implements OfEntry {}
