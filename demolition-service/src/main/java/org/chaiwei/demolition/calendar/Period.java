package org.chaiwei.demolition.calendar;

import java.time.Duration;

/** A length of time as law gives it, above zero. */
public record Period(int length, Unit unit) {

    /** The names stand in rule files and in JSON and never change. */
    public enum Unit {
        WORKING_DAYS,
        CALENDAR_DAYS,
        MONTHS,
        YEARS,
        HOURS,
        MINUTES;

        /** Whether it is measured by a clock and not by a calendar. */
        public boolean isOfClock() {
            return this == HOURS || this == MINUTES;
        }
    }

    public Period {
        if (length <= 0) throw new IllegalArgumentException("a period of " + length);
    }

    /** @throws IllegalStateException unless it is of a clock */
    public Duration duration() {
        return switch (unit) {
            case HOURS -> Duration.ofHours(length);
            case MINUTES -> Duration.ofMinutes(length);
            default -> throw new IllegalStateException("counted by the calendar: " + this);
        };
    }

    /** The longer one of this and so many of the same unit. */
    public Period orLonger(int other) {
        return other > length ? new Period(other, unit) : this;
    }
}
