package org.chaiwei.eventstore;

import java.util.Map;
import java.util.UUID;

/**
 * An event that {@link StagedAppend} shall append later.
 *
 * @param sequence which of its aggregate's events this is, from 0; within a batch an aggregate's follow one another without a hole
 * @param payload an instance of a class that {@link EventTypes} names
 */
public record StagedEvent(
        UUID aggregateId, String aggregateType, long sequence, Object payload, Map<String, String> metadata) {}
