package org.chaiwei.ledger.book;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes an automation look at what is left to do whenever the book has moved, and once in a while, in case it was not told or a try
 * failed. A look that fails is only logged: the next one comes. A bean of the automation's package.
 */
public final class Rounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** After a look, so that an import, which moves the book many times a second, is not looked at as often. */
    private static final Duration REST = Duration.ofMillis(20);

    private final String name;
    private final Runnable look;

    /** Guarded by this. */
    private boolean woken;

    private @Nullable Thread thread;

    /**
     * @param name of the automation, and of the thread
     * @param look called by one thread at a time
     */
    public Rounds(String name, Runnable look, BookPosition book) {
        this.name = name;
        this.look = look;
        book.onAdvance(_ -> wake());
    }

    private synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitWork()) {
                try {
                    look.run();
                } catch (RuntimeException failed) {
                    log.warn("{} could not look, trying again: {}", name, failed.toString());
                }
                Thread.sleep(REST);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        if (!woken && thread != null) wait(LOOK_EVERY.toMillis());
        woken = false;
        return thread == Thread.currentThread();
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public synchronized void stop() {
        thread = null;
        notifyAll();
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
