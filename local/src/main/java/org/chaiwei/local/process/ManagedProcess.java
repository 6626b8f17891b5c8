package org.chaiwei.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chaiwei.local.StartRefused;
import org.jspecify.annotations.Nullable;

/**
 * One child process over its lives: started, found ready, started again with back-off when it ends by itself after it was ready once,
 * and stopped. Safe for use by several threads.
 */
public final class ManagedProcess {

    /** Where a process is in its life. */
    public enum State {
        STOPPED,
        STARTING,
        READY,
        /** It ended by itself and will be started again. */
        WAITING
    }

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

    /** A process that was ready for so long starts again at the first back-off. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    private static final int TAIL_LINES = 12;

    private final ProcessSpec spec;
    private final ProcessRecords records;
    private final Consumer<String> reports;
    private @Nullable Process process;
    private State state = State.STOPPED;
    private boolean wanted;
    private boolean onceReady;
    private int restarts;
    private Duration backOff = FIRST_BACK_OFF;
    private Instant readyAt = Instant.MAX;

    /** @param reports is told, a sentence each, what happened to the process that nobody asked for */
    public ManagedProcess(ProcessSpec spec, ProcessRecords records, Consumer<String> reports) {
        this.spec = spec;
        this.records = records;
        this.reports = reports;
    }

    public ProcessSpec spec() {
        return spec;
    }

    public synchronized State state() {
        return state;
    }

    /** How often it was started again by itself. */
    public synchronized int restarts() {
        return restarts;
    }

    /** The process of now, if it lives. */
    public synchronized Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
    }

    /** Starts it; {@link #awaitReady} tells how that went. */
    public synchronized void start() {
        if (handle().isPresent()) throw new IllegalStateException(spec.name() + " runs already");
        wanted = true;
        launch();
    }

    /**
     * Blocks until the process is ready, over restarts if it was ready before.
     *
     * @throws StartRefused with the end of its log if it ends before it was ever ready, or takes longer than it may
     */
    public void awaitReady() throws InterruptedException {
        var deadline = Instant.now().plus(spec.readyWithin());
        while (state() != State.READY) {
            synchronized (this) {
                if (!wanted) throw new StartRefused(spec.name() + " was stopped while it started.", "Start again.");
                if (!onceReady && process != null && !process.isAlive())
                    throw refused("ended with exit code " + process.exitValue() + " before it was ready.");
            }
            if (Instant.now().isAfter(deadline))
                throw refused("was not ready within " + spec.readyWithin().toSeconds() + " s.");
            Thread.sleep(PROBE_INTERVAL);
        }
    }

    /** Blocks until a process that is meant to end has ended; its exit code. It is not started again. */
    public int awaitEnd() throws InterruptedException {
        Process running;
        synchronized (this) {
            if (process == null) throw new IllegalStateException(spec.name() + " was never started");
            running = process;
        }
        var exitCode = running.waitFor();
        records.forget(spec.name());
        return exitCode;
    }

    /** Stops it and keeps it stopped. */
    public void stop() {
        Optional<ProcessHandle> running;
        synchronized (this) {
            wanted = false;
            running = handle();
            state = State.STOPPED;
        }
        running.ifPresent(handle -> {
            if (!Stopping.stop(handle, spec.stopSignal(), spec.stopsWithin()))
                reports.accept("%s did not stop within %d s and was killed."
                        .formatted(spec.name(), spec.stopsWithin().toSeconds()));
            records.forget(spec.name());
        });
    }

    /** SIGKILL, as a crash would be: it is started again like after one. */
    public void kill() {
        handle().ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    private void launch() {
        try {
            var builder = new ProcessBuilder(spec.command())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            var started = builder.start();
            process = started;
            state = State.STARTING;
            records.remember(spec, started.toHandle());
            started.onExit().thenAccept(this::ended);
            Thread.ofVirtual().name("ready-" + spec.name()).start(() -> watchForReadiness(started));
        } catch (IOException e) {
            throw refused("can't be started: " + e.getMessage());
        }
    }

    private void watchForReadiness(Process started) {
        try {
            while (started.isAlive()) {
                if (isReady()) {
                    synchronized (this) {
                        if (process == started && wanted) {
                            state = State.READY;
                            readyAt = Instant.now();
                            if (onceReady) reports.accept(spec.name() + " is back.");
                            onceReady = true;
                        }
                    }
                    return;
                }
                Thread.sleep(PROBE_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return spec.ready().isReady();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception notYet) {
            return false;
        }
    }

    private synchronized void ended(Process gone) {
        if (process != gone || !wanted || !onceReady) return;
        if (Duration.between(readyAt, Instant.now()).compareTo(STEADY) > 0) backOff = FIRST_BACK_OFF;
        readyAt = Instant.MAX;
        state = State.WAITING;
        var pause = backOff;
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
        reports.accept("%s ended by itself (exit code %d); it is started again in %.1f s. Its log: %s"
                .formatted(spec.name(), gone.exitValue(), pause.toMillis() / 1000.0, spec.log()));
        Thread.ofVirtual().name("restart-" + spec.name()).start(() -> startAgainAfter(pause));
    }

    private void startAgainAfter(Duration pause) {
        try {
            Thread.sleep(pause);
            synchronized (this) {
                if (!wanted || state != State.WAITING) return;
                restarts++;
                launch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartRefused e) {
            reports.accept(e.getMessage());
        }
    }

    private StartRefused refused(String what) {
        return new StartRefused(spec.name() + " " + what + lastLines(), "Its whole log: " + spec.log());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(spec.log());
            return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
