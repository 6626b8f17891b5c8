package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.List;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * 逐级督办: when and to whom it is told that a task is due. Pure.
 *
 * @param from the first day on which tasks are given under it; a task keeps the ladder under which it was given
 * @param soonWorkingDays before the last day in time the person hears of it
 * @param rungs from the lowest
 */
record Ladder(int version, LocalDate from, int soonWorkingDays, List<Rung> rungs) {

    Ladder {
        rungs = List.copyOf(rungs);
    }

    /** @param overdueWorkingDays how many working days behind the last day in time; on the last of them it is told */
    record Rung(int overdueWorkingDays, List<Addressee> to) {
        Rung {
            to = List.copyOf(to);
        }
    }

    /** How far it has been told. */
    enum Level {
        /** 即将到期 */
        DUE_SOON,
        /** 今日到期 */
        DUE,
        /** 超期 */
        OVERDUE
    }

    /**
     * What has been told of one deadline.
     *
     * @param level the highest; null for nothing
     * @param rungs how many of the ladder
     */
    record Told(@Nullable Level level, int rungs) {
        static final Told NOTHING = new Told(null, 0);

        boolean isBelow(Level other) {
            return level == null || level.compareTo(other) < 0;
        }
    }

    /** The day on which a level begins, for a deadline. */
    LocalDate begins(Level level, LocalDate dueOn, WorkingDays calendar) {
        return switch (level) {
            case DUE_SOON -> before(dueOn, soonWorkingDays, calendar);
            case DUE -> dueOn;
            case OVERDUE -> dueOn.plusDays(1);
        };
    }

    /** The day on which a rung is told, by its place from 0. */
    LocalDate begins(int rung, LocalDate dueOn, WorkingDays calendar) {
        return calendar.lastDay(dueOn, rungs.get(rung).overdueWorkingDays());
    }

    /** From when on there is something more to tell; null once all is told. */
    @Nullable
    LocalDate next(Told told, LocalDate dueOn, WorkingDays calendar) {
        for (var level : Level.values()) if (told.isBelow(level)) return begins(level, dueOn, calendar);
        return told.rungs < rungs.size() ? begins(told.rungs, dueOn, calendar) : null;
    }

    private static LocalDate before(LocalDate day, int workingDays, WorkingDays calendar) {
        for (int count = 0; count < workingDays; ) {
            day = day.minusDays(1);
            if (calendar.isWorkingDay(day)) count++;
        }
        return day;
    }
}
