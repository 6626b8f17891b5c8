package org.chaiwei.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chaiwei.local.process.ProcessSpec.StopSignal;

/** Ends a process in order, and by force when it takes too long. */
public final class Stopping {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration DEAD_WITHIN = Duration.ofSeconds(10);

    private Stopping() {}

    /**
     * Returns when the process has ended, which an interrupt only hastens.
     *
     * @param mayBeKilled see {@link ProcessSpec#mayBeKilled}
     * @return false if it had to be killed because it took too long
     */
    public static boolean stop(
            ProcessHandle process, StopSignal signal, Duration within, ProcessSpec.Probe mayBeKilled) {
        if (!process.isAlive()) return true;
        ask(process, signal);
        var deadline = System.nanoTime() + within.toNanos();
        var harmless = false;
        while (!harmless && System.nanoTime() < deadline) {
            if (endsWithin(process, LOOK_INTERVAL)) return true;
            if (Thread.currentThread().isInterrupted()) break;
            harmless = holds(mayBeKilled);
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        endsWithin(process, DEAD_WITHIN);
        return harmless;
    }

    private static boolean holds(ProcessSpec.Probe probe) {
        try {
            return probe.isReady();
        } catch (Exception unknown) {
            return false;
        }
    }

    private static void ask(ProcessHandle process, StopSignal signal) {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> {
                try {
                    // Java itself sends TERM and KILL only; every shell has a kill of its own.
                    new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
                } catch (IOException e) {
                    process.destroy();
                }
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
