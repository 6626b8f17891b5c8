package org.chaiwei.eventstore;

import java.time.Duration;

/**
 * Bounds and times of the append lane and of bulk appends. {@link #DEFAULT} is what a service runs with; tests make the times shorter.
 *
 * <p>The server's three time-outs bound how long a stalled process can hold the head of the log: no longer than
 * {@code transactionTimeout}, after which the server ends its session. They must be in ascending order to take effect.
 *
 * @param queuedCommands how many appends may wait; the next is refused
 * @param queuedBytes how many bytes of events may wait; an append that would exceed them is refused, unless it waits alone
 * @param batchCommands how many appends one statement takes at most
 * @param batchBytes from how many bytes on a statement takes no further append
 * @param maxWait how long an append may wait to be sent before it is refused
 * @param lockTimeout how long a statement waits for the head before it is sent again
 * @param statementTimeout how long a statement may run
 * @param transactionTimeout how long a transaction may be open, the client's silence included
 * @param networkTimeout how long the lane waits for an answer before it takes the connection for lost
 * @param giveUpAfter how long a statement is sent again before its appends fail with {@link AppendOutcomeUnknown}
 */
public record LaneSettings(
        int queuedCommands,
        long queuedBytes,
        int batchCommands,
        long batchBytes,
        Duration maxWait,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration transactionTimeout,
        Duration networkTimeout,
        Duration giveUpAfter) {

    public static final LaneSettings DEFAULT = new LaneSettings(
            8_192,
            64L << 20,
            512,
            4L << 20,
            Duration.ofSeconds(5),
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_800),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    public LaneSettings {
        if (queuedCommands < 1 || queuedBytes < 1 || batchCommands < 1 || batchBytes < 1)
            throw new IllegalArgumentException("bounds are at least 1");
        if (lockTimeout.compareTo(statementTimeout) >= 0 || statementTimeout.compareTo(transactionTimeout) >= 0)
            throw new IllegalArgumentException("lockTimeout < statementTimeout < transactionTimeout");
    }
}
