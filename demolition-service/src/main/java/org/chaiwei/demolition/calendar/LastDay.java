package org.chaiwei.demolition.calendar;

import java.time.LocalDate;

/**
 * When a period ends.
 *
 * @param provisional it lies in, or was counted over, a year whose calendar is not known yet, and may still move
 */
public record LastDay(LocalDate on, boolean provisional) {

    /** Whether it can't be said yet if {@code day} lies within the period or after it. */
    public boolean leavesOpen(LocalDate day) {
        return provisional
                && !day.isBefore(on.minusDays(WorkingDays.MARGIN_DAYS))
                && !day.isAfter(on.plusDays(WorkingDays.MARGIN_DAYS));
    }
}
