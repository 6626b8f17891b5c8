package org.chaiwei.platform.view;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the coordinators of Axon's processors. When its buffer is full a coordinator looks again after 100 ms, a time in which a view takes in
 * thousands of events and would then stand idle; here it looks after {@value #LOOK_AGAIN_MILLIS} ms.
 */
final class PromptExecutor extends ScheduledThreadPoolExecutor {

    private static final long BUFFER_FULL_MILLIS = 100;
    private static final long LOOK_AGAIN_MILLIS = 2;

    PromptExecutor(int threads) {
        super(threads, Thread.ofPlatform().daemon().name("view-coordinator-", 0).factory());
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit == TimeUnit.MILLISECONDS && delay == BUFFER_FULL_MILLIS
                ? super.schedule(task, LOOK_AGAIN_MILLIS, unit)
                : super.schedule(task, delay, unit);
    }
}
