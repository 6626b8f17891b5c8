package org.chaiwei.platform.audit;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much may happen: so much at once, so much a second in the long run; what is more is counted. Thread-safe. */
final class Allowance {

    private final int atOnce;
    private final double perNano;
    private final LongSupplier nanoClock;
    private double left;
    private long lastNanos;
    private long exceeded;

    Allowance(int atOnce, int perSecond, LongSupplier nanoClock) {
        this.atOnce = atOnce;
        this.perNano = (double) perSecond / TimeUnit.SECONDS.toNanos(1);
        this.nanoClock = nanoClock;
        this.left = atOnce;
        this.lastNanos = nanoClock.getAsLong();
    }

    /** Whether one more may happen now. */
    synchronized boolean take() {
        var now = nanoClock.getAsLong();
        left = Math.min(atOnce, left + (now - lastNanos) * perNano);
        lastNanos = now;
        if (left < 1) {
            exceeded++;
            return false;
        }
        left--;
        return true;
    }

    /** How many were too many since this was last asked. */
    synchronized long takeExceeded() {
        var taken = exceeded;
        exceeded = 0;
        return taken;
    }
}
