package org.chaiwei.accountability.supervision;

import java.time.LocalDate;
import java.util.Set;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shows. Null stands for any.
 *
 * @param units those that the caller may see
 * @param responsible the caller, where they ask for their own
 * @param overdueOn only those that are open and whose last day in time is before this day
 */
record TaskFilter(
        @Nullable Set<String> units,
        @Nullable String unit,
        @Nullable Phase phase,
        @Nullable Source source,
        @Nullable String responsible,
        @Nullable LocalDate overdueOn) {}
