package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An act on record.
 *
 * @param on its business date
 * @param at when exactly, where a clock judges it
 * @param by the pseudonymous id of whoever answers for it; null where an old event does not tell
 * @param ref which of several it is: the id of a remedy, the paper that is made public, the day for which an urgency is approved
 * @param days the period that a paper gives the party, in calendar days
 */
public record Milestone(
        Act act,
        LocalDate on,
        @Nullable OffsetDateTime at,
        @Nullable String by,
        @Nullable String ref,
        @Nullable Integer days) {

    public static Milestone of(Act act, LocalDate on) {
        return new Milestone(act, on, null, null, null, null);
    }

    /** Whether the two may be about the same: one of them says nothing, or both say the same. */
    boolean concerns(@Nullable String other) {
        return ref == null || other == null || ref.equals(other);
    }
}
