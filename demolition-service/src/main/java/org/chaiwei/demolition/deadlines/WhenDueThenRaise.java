package org.chaiwei.demolition.deadlines;

import java.util.function.BooleanSupplier;
import org.chaiwei.demolition.deadlines.DeadlineRows.Pending;
import org.chaiwei.demolition.enforcement.DeadlineRaising;
import org.chaiwei.platform.time.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the command for every deadline of which there is something to make known by today. Goes through the rows once a round, a page at a
 * time; what fails comes round again. The case remembers what it has made known, so rows that are behind, a crash, a second instance and a
 * clock that was set back change nothing.
 */
final class WhenDueThenRaise {

    static final String NAME = "when-due-then-raise";

    /** Rows read at once. */
    static final int PAGE_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(WhenDueThenRaise.class);

    private final DeadlineRows rows;
    private final DeadlineRaising raising;
    private final BusinessClock clock;

    WhenDueThenRaise(DeadlineRows rows, DeadlineRaising raising, BusinessClock clock) {
        this.rows = rows;
        this.raising = raising;
        this.clock = clock;
    }

    /** @param stop whether to end after the command at hand */
    void run(BooleanSupplier stop) {
        var today = clock.today();
        int raised = 0;
        int failed = 0;
        Pending last = null;
        while (true) {
            var page = rows.pending(today, last, PAGE_MAX);
            for (var pending : page) {
                if (stop.getAsBoolean()) return;
                try {
                    raising.raise(pending.violation(), pending.id(), today);
                    raised++;
                } catch (RuntimeException e) {
                    if (failed++ == 0)
                        LOG.warn("a deadline of case {} is raised at the next round", pending.violation(), e);
                }
            }
            if (page.size() < PAGE_MAX) break;
            last = page.getLast();
        }
        if (raised > 0) LOG.info("{} deadlines raised", raised);
        if (failed > 0) LOG.warn("{} deadlines could not be raised", failed);
    }
}
