package org.chaiwei.accountability.supervision;

import java.time.Duration;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.supervision.TaskCommand.Asked;
import org.chaiwei.accountability.supervision.TaskCommand.TellWhatIsDue;
import org.chaiwei.accountability.supervision.TaskList.Due;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When a task is due, then whoever has to know is told. Every instance goes through the rows, and it does not matter which is first: the task
 * remembers what it has told, so rows that are behind, a crash, a second instance and a clock that was set back change nothing.
 */
final class WhenTaskIsDueThenTell implements SmartLifecycle {

    static final String NAME = "when-task-is-due-then-tell";

    private static final Logger log = LoggerFactory.getLogger(WhenTaskIsDueThenTell.class);

    /** So that a demonstration clock that runs fast is followed too. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** Rows read at once. */
    private static final int PAGE_MAX = 500;

    private final TaskList list;
    private final Ladders ladders;
    private final WorkingDays calendar;
    private final CommandSender sender;
    private final BusinessClock clock;

    private @Nullable Thread thread;

    WhenTaskIsDueThenTell(
            TaskList list, Ladders ladders, WorkingDays calendar, CommandSender sender, BusinessClock clock) {
        this.list = list;
        this.ladders = ladders;
        this.calendar = calendar;
        this.sender = sender;
        this.clock = clock;
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
            tellWhatIsDue();
        } catch (RuntimeException failed) {
            log.warn("what is due is told at the next round: {}", failed.toString());
        }
    }

    /** Goes through the tasks of which there is something to tell, once. What fails comes round again. Harmless at any time. */
    void tellWhatIsDue() {
        var asked = new Asked(Actor.system(NAME), clock.today(), null);
        var context = RequestContext.of(asked.actor());
        int failed = 0;
        var last = Due.BEGINNING;
        while (true) {
            var page = list.due(asked.occurredOn(), last, PAGE_MAX);
            for (var due : page) {
                try {
                    sender.send(new TellWhatIsDue(due.task(), ladders, calendar, asked), context);
                } catch (RuntimeException e) {
                    if (failed++ == 0) log.warn("what is due of task {} is told at the next round", due.task(), e);
                }
            }
            if (page.size() < PAGE_MAX) break;
            last = page.getLast();
        }
        if (failed > 0) log.warn("of {} tasks it could not be told what is due", failed);
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
