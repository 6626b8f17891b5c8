package org.chaiwei.accountability.inspection;

import java.time.Duration;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.supervision.Source;
import org.chaiwei.accountability.supervision.Tasks;
import org.chaiwei.accountability.supervision.Unit;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When an inspection has said that it gives a task, then the task is given: at once by who asked for it, and by any instance that comes round
 * where that one died in between. The task knows whether it was given, so twice is once.
 */
final class WhenFindingIsTaskedThenGive implements SmartLifecycle {

    static final String NAME = "when-finding-is-tasked-then-give";

    private static final Logger log = LoggerFactory.getLogger(WhenFindingIsTaskedThenGive.class);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    /** Tasks a round; there is hardly ever one. */
    private static final int PAGE_MAX = 200;

    private final Inspections inspections;
    private final Tasks tasks;

    private @Nullable Thread thread;

    WhenFindingIsTaskedThenGive(Inspections inspections, Tasks tasks) {
        this.inspections = inspections;
        this.tasks = tasks;
    }

    private void run() {
        try {
            while (isMine()) {
                look();
                rest();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isMine() {
        return thread == Thread.currentThread();
    }

    private synchronized void rest() throws InterruptedException {
        if (thread != null) wait(LOOK_EVERY.toMillis());
    }

    private void look() {
        try {
            giveWhatIsMissing();
        } catch (RuntimeException failed) {
            log.warn("a task is given at the next round: {}", failed.toString());
        }
    }

    /** Gives every task that was said to be given and is not there. Harmless at any time. */
    void giveWhatIsMissing() {
        for (var said : inspections.notGiven(PAGE_MAX)) give(said);
    }

    /** Gives this task, once however often it is called. */
    Receipt give(FindingTasked said) {
        return tasks.give(
                new Tasks.ToGive(
                        said.task(),
                        Source.INSPECTION,
                        said.finding().toString(),
                        new Unit(said.unit()),
                        said.responsible(),
                        said.remark(),
                        said.dueOn(),
                        said.actor(),
                        said.occurredOn()),
                RequestContext.of(Actor.system(NAME)));
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
