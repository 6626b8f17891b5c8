package org.chaiwei.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.chaiwei.local.LocalSystem;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees while they wait: one line a step, with the seconds it takes once those are more than two. On a terminal the line
 * is painted over; in a file each stands by itself. Steps go to the error stream, so that what was asked for stands alone in the other.
 */
public final class Terminal implements LocalSystem.Narrator, AutoCloseable {

    /** System property: whether the output streams are a terminal. */
    public static final String INTERACTIVE = "chaiwei.terminal";

    private static final Duration UNREMARKABLE = Duration.ofSeconds(2);
    private static final Duration REPAINT = Duration.ofMillis(200);
    private static final Duration REMINDER = Duration.ofSeconds(10);

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final Thread painter;
    private @Nullable String step;
    private String detail = "";
    private Instant since = Instant.EPOCH;
    private Instant reminded = Instant.EPOCH;

    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.painter = Thread.ofPlatform().daemon().name("terminal").start(this::paint);
    }

    /** The terminal of this process; the script tells whether a person sees it (its own input is none, so Java can't tell). */
    public static Terminal ofThisProcess() {
        return new Terminal(System.out, System.err, Boolean.getBoolean(INTERACTIVE));
    }

    @Override
    public synchronized void step(String what) {
        endStep();
        step = what;
        detail = "";
        since = Instant.now();
        reminded = since;
        if (interactive) err.print(what + " …");
        else err.println(what + " …");
        err.flush();
    }

    /** How far the step of now has come, such as {@code 12,000 of 66,682}. */
    public synchronized void detail(String text) {
        detail = text;
    }

    /** Ends the step of now; what comes next begins on a line of its own. */
    public synchronized void endStep() {
        if (step == null) return;
        if (interactive) err.println("\r\033[K" + step + " — " + seconds() + (detail.isEmpty() ? "" : ", " + detail));
        step = null;
    }

    @Override
    public synchronized void report(String sentence) {
        if (interactive && step != null) err.print("\r\033[K");
        out.println(sentence);
        out.flush();
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(REPAINT);
                paintOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void paintOnce() {
        if (step == null || Duration.between(since, Instant.now()).compareTo(UNREMARKABLE) < 0) return;
        var line = step + " … " + seconds() + (detail.isEmpty() ? "" : ", " + detail);
        if (interactive) {
            err.print("\r\033[K" + line);
            err.flush();
        } else if (Duration.between(reminded, Instant.now()).compareTo(REMINDER) >= 0) {
            reminded = Instant.now();
            err.println("  " + line);
            err.flush();
        }
    }

    private String seconds() {
        return "%.1f s".formatted(Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }

    @Override
    public void close() {
        endStep();
        painter.interrupt();
    }
}
