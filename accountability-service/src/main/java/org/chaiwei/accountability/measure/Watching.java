package org.chaiwei.accountability.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chaiwei.accountability.inspection.Findings;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the automations look whenever ratings, findings or measures have changed, and every minute besides, in case somebody was late. Every
 * instance does, on a thread of its own.
 */
final class Watching implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Watching.class);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final WhenAppealUpheldThenCorrectRating correcting;
    private final WhenRatingFrozenThenProposeMeasures proposing;
    private final WhenRecordFalsifiedThenProposeCase pursuing;
    private final FrozenTables tables;
    private final Findings findings;
    private final ViewPositions positions;
    private final List<Runnable> listening = new ArrayList<>();

    private @Nullable Thread thread;
    private boolean changed;

    Watching(
            WhenAppealUpheldThenCorrectRating correcting,
            WhenRatingFrozenThenProposeMeasures proposing,
            WhenRecordFalsifiedThenProposeCase pursuing,
            FrozenTables tables,
            Findings findings,
            ViewPositions positions) {
        this.correcting = correcting;
        this.proposing = proposing;
        this.pursuing = pursuing;
        this.tables = tables;
        this.findings = findings;
        this.positions = positions;
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

    private void look() {
        try {
            correcting.look();
            proposing.look();
            pursuing.look();
        } catch (RuntimeException failed) {
            log.warn("measures do not follow the ratings or the findings yet, trying again: {}", failed.toString());
        }
    }

    private synchronized boolean isMine() {
        return thread == Thread.currentThread();
    }

    private synchronized void rest() throws InterruptedException {
        if (thread != null && !changed) wait(LOOK_EVERY.toMillis());
        changed = false;
    }

    private synchronized void changed() {
        changed = true;
        notifyAll();
    }

    @Override
    public synchronized void start() {
        listening.add(tables.onChange(_ -> changed()));
        listening.add(findings.onChange(_ -> changed()));
        listening.add(positions.onAdvance(MeasureRows.VIEW, _ -> changed()));
        thread = Thread.ofVirtual().name("watching-measures").start(this::run);
    }

    @Override
    public synchronized void stop() {
        listening.forEach(Runnable::run);
        listening.clear();
        thread = null;
        notifyAll();
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
