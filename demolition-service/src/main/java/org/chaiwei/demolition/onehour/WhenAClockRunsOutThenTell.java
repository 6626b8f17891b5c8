package org.chaiwei.demolition.onehour;

import java.time.Duration;
import org.chaiwei.demolition.enforcement.ClockTelling;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * When a time on a clock is over by the business clock, or a clock has stopped, then its case tells so. Looks every second at what is due.
 * The case decides what there is to tell, and tells it once: so it harms nothing that several instances look, that a row is behind its
 * case, or that the same is asked again after a crash.
 */
final class WhenAClockRunsOutThenTell implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WhenAClockRunsOutThenTell.class);

    /** Asked of so many cases at one look; the others wait for the next. */
    private static final int PAGE = 200;

    private final ClockRows rows;
    private final ClockTelling telling;
    private final BusinessClock clock;
    private final Duration every;

    /** Null while it is stopped. Guarded by this. */
    private @Nullable Thread looker;

    WhenAClockRunsOutThenTell(ClockRows rows, ClockTelling telling, BusinessClock clock, Duration every) {
        this.rows = rows;
        this.telling = telling;
        this.clock = clock;
        this.every = every;
    }

    private void lookOn() {
        try {
            while (isLooking()) {
                look();
                Thread.sleep(every);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var now = clock.now();
        try {
            for (var violation : rows.due(now, PAGE)) {
                if (!isLooking()) return;
                try {
                    telling.tell(violation, now);
                } catch (RuntimeException later) {
                    log.warn("the clock of case {} is told later: {}", violation, later.toString());
                }
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("clocks can't be looked at, trying again: {}", away.toString());
        }
    }

    private synchronized boolean isLooking() {
        return looker == Thread.currentThread();
    }

    @Override
    public synchronized void start() {
        looker = Thread.ofVirtual().name("when-a-clock-runs-out-then-tell").start(this::lookOn);
    }

    @Override
    public synchronized void stop() {
        looker = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looker != null;
    }
}
