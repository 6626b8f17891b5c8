package org.chaiwei.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one child process is started, known, found ready and stopped.
 *
 * @param name unique within a system, such as {@code ledger-service}
 * @param marker a text that stands in its command line and in no other process's: by it a left-over is recognised
 * @param environment added to the parent's own
 * @param log takes both output streams, appended
 * @param ready asked every 100 ms until it answers true; may throw, which counts as no
 * @param readyWithin how long that may take
 * @param stopSignal what asks it to stop in order
 * @param stopsWithin how long it may take over that before it is killed
 */
public record ProcessSpec(
        String name,
        String marker,
        List<String> command,
        Map<String, String> environment,
        Path log,
        Probe ready,
        Duration readyWithin,
        StopSignal stopSignal,
        Duration stopsWithin) {

    /** Asks a process whether it does its work. */
    @FunctionalInterface
    public interface Probe {
        boolean isReady() throws Exception;
    }

    /** What a process is asked to stop with. */
    public enum StopSignal {
        /** For most. */
        TERM,
        /** PostgreSQL's fast shutdown; on TERM it would wait for its clients. */
        INT,
        /** For one that holds nothing which an abrupt end would harm. */
        KILL
    }
}
