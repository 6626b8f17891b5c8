package org.chaiwei.accountability.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.chaiwei.accountability.calendar.WorkingDays;

/** The calendar's working days between two days, counted once so that asking for a number of them costs nothing. Immutable. */
final class DaysOfWork {

    private final WorkingDays calendar;
    private final LocalDate first;

    /** How many there were before each day. */
    private final int[] before;

    /** @param last days from the first to this one are asked for, and no others */
    DaysOfWork(WorkingDays calendar, LocalDate first, LocalDate last) {
        this.calendar = calendar;
        this.first = first;
        this.before = new int[Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 2];
        for (int i = 1; i < before.length; i++)
            before[i] = before[i - 1] + (calendar.isWorkingDay(first.plusDays(i - 1)) ? 1 : 0);
    }

    boolean isOne(LocalDate day) {
        return calendar.isWorkingDay(day);
    }

    /** How many come after one day, until another one's end; none where that is no later. */
    int between(LocalDate after, LocalDate until) {
        return Math.max(upTo(until) - upTo(after), 0);
    }

    /** The day after which as many lie until the end of {@code until}, but not before {@code earliest}. */
    LocalDate back(LocalDate until, int workingDays, LocalDate earliest) {
        var day = until;
        for (int count = 0; count < workingDays && day.isAfter(earliest); day = day.minusDays(1))
            if (isOne(day)) count++;
        return day;
    }

    private int upTo(LocalDate day) {
        var index = ChronoUnit.DAYS.between(first, day) + 1;
        if (index >= before.length) throw new IllegalArgumentException(day + " lies after the days that were counted");
        return before[Math.toIntExact(Math.max(index, 0))];
    }
}
