package org.chaiwei.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chaiwei.local.process.ProcessSpec.StopSignal;

/** Ends a process in order, and by force when it takes too long. */
public final class Stopping {

    private static final Duration DEAD_WITHIN = Duration.ofSeconds(10);

    private Stopping() {}

    /**
     * Returns when the process has ended, which an interrupt only hastens.
     *
     * @return false if it had to be killed
     */
    public static boolean stop(ProcessHandle process, StopSignal signal, Duration within) {
        if (!process.isAlive()) return true;
        ask(process, signal);
        if (endsWithin(process, within)) return true;
        kill(process);
        return false;
    }

    private static void kill(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        endsWithin(process, DEAD_WITHIN);
    }

    private static void ask(ProcessHandle process, StopSignal signal) {
        switch (signal) {
            case TERM -> process.destroy();
            case KILL -> kill(process);
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
