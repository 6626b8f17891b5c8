package org.chaiwei.accountability.rating;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When a month is over, then it is frozen: the one before the current month, if its year has a demolition target that has been divided.
 * Every instance looks, and it does not matter which is first: the month's own history knows whether it is frozen. Earlier months, and
 * years without a target, are left to the office.
 */
final class WhenMonthIsOverThenFreeze implements SmartLifecycle {

    static final String NAME = "when-month-is-over-then-freeze";

    private static final Logger log = LoggerFactory.getLogger(WhenMonthIsOverThenFreeze.class);

    /** One row is looked for, so that a demonstration clock that runs fast is followed too. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    /** After the month's end, so that what was recorded in its last minutes has come in. */
    private static final Duration SETTLE = Duration.ofHours(1);

    private final Freezing freezing;
    private final Ratings ratings;
    private final Targets targets;
    private final PointsOfRecord points;
    private final BusinessClock clock;

    private @Nullable Thread thread;

    WhenMonthIsOverThenFreeze(
            Freezing freezing, Ratings ratings, Targets targets, PointsOfRecord points, BusinessClock clock) {
        this.freezing = freezing;
        this.ratings = ratings;
        this.targets = targets;
        this.points = points;
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
            freezeIfDue();
        } catch (RuntimeException failed) {
            log.warn("the month before is not frozen yet, trying again: {}", failed.toString());
        }
    }

    /** Freezes the month before the current one, if that is due and not done. Harmless at any time. */
    void freezeIfDue() {
        var settled = LocalDateTime.ofInstant(clock.now().minus(SETTLE), BusinessClock.ZONE);
        var month = YearMonth.from(settled).minusMonths(1);
        var target = targets.demolitionOfYear(month.atEndOfMonth(), points.knownAt(null));
        if (target == null || target.parts() == null || ratings.find(month).isPresent()) return;
        freezing.freeze(month, RequestContext.of(Actor.system(NAME)));
        log.info("the rating of {} is frozen", month);
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
