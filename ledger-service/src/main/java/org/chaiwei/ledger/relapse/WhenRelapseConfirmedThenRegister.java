package org.chaiwei.ledger.relapse;

import java.time.Duration;
import org.chaiwei.ledger.relapse.Suspicions.ToRegister;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.OnRecord;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Scope;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When a relapse was confirmed, then its new entry is registered. What is still to be done is a row that follows from the log alone, and goes
 * when the new entry is in the log; so after a crash, or beside another instance, it is done again, which changes nothing: the new entry's
 * id follows from its number. One that fails is tried again, and holds up no other.
 */
final class WhenRelapseConfirmedThenRegister implements SmartLifecycle {

    static final String NAME = "when-relapse-confirmed-then-register";

    private static final Logger log = LoggerFactory.getLogger(WhenRelapseConfirmedThenRegister.class);

    /** At a time; what is left comes with the next look. */
    private static final int BATCH = 100;

    /** How long an entry may wait whose wake-up was lost, or whose first try failed. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** After a look, so that an import, which moves the book many times a second, is not looked at as often. */
    private static final Duration REST = Duration.ofMillis(20);

    private final Suspicions suspicions;
    private final OnRecord onRecord;
    private final CommandSender sender;
    private final BusinessClock clock;

    /** Guarded by this. */
    private boolean woken;

    private @Nullable Thread thread;

    WhenRelapseConfirmedThenRegister(
            Suspicions suspicions, OnRecord onRecord, CommandSender sender, BusinessClock clock) {
        this.suspicions = suspicions;
        this.onRecord = onRecord;
        this.sender = sender;
        this.clock = clock;
    }

    /** To be called when there may be something to do. Cheap. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitWork()) {
                registerAll();
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

    private void registerAll() {
        try {
            suspicions.toRegister(BATCH).forEach(this::register);
        } catch (RuntimeException away) {
            log.warn("confirmed relapses can't be looked up, trying again: {}", away.toString());
        }
    }

    private void register(ToRegister due) {
        try {
            var today = clock.today();
            onRecord.relapse(due.violation(), due.sighting(), new Asked(Scope.SYSTEM, today, today, null))
                    .ifPresent(command -> sender.send(command, RequestContext.of(Actor.system(NAME))));
        } catch (RuntimeException failed) {
            log.warn("the relapse of {} is not registered yet, trying again: {}", due.violation(), failed.toString());
        }
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name(NAME).start(this::run);
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
