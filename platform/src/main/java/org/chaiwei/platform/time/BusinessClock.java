package org.chaiwei.platform.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time of the district's business: dates, deadlines, freezes. Read by controllers and automations, never by a decision, which
 * is given its dates. It may run as a demonstration clock; what must not (tokens, leases, {@code recordedAt}) reads the
 * {@link Clock} bean instead.
 */
public interface BusinessClock {

    /** The zone in which an instant becomes a business date. */
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Instant now();

    /** The business date of {@link #now()}. */
    default LocalDate today() {
        return dateOf(now());
    }

    /** The business date on which an instant falls. */
    static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** A business clock that shows what {@code clock} shows. */
    static BusinessClock of(Clock clock) {
        return clock::instant;
    }
}
