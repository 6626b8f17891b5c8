package org.chaiwei.eventstore;

import java.util.UUID;

/**
 * What an append recorded: positions {@code firstPosition} to {@code lastPosition}, all of them this append's own.
 *
 * <p>{@link PostgresEventStorageEngine} leaves it under {@link #KEY} in the resources of the root unit of work once the events are
 * durable, so that whoever sent the command learns where its events are. If handlers published again during the commit, which makes
 * a second append, the value spans from the first append's first position to the last one's last; positions between them may then
 * belong to others.
 */
public record Appended(UUID epoch, long firstPosition, long lastPosition) {

    /** Name of the unit of work's resource. */
    public static final String KEY = Appended.class.getName();

    Appended upTo(Appended later) {
        return new Appended(epoch, firstPosition, later.lastPosition);
    }
}
