package org.chaiwei.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * The end of the log at one moment.
 *
 * @param epoch which history the positions belong to: a restore or a promotion opens another one
 * @param position of the last event; 0 while the log is empty
 * @param recordedAt of the last event; of the log's creation while it is empty
 */
public record Head(UUID epoch, long position, Instant recordedAt) {}
