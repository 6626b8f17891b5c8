package org.chaiwei.demolition.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * May this be done? What is not said is not judged: without a person it is asked whether anyone might.
 *
 * @param acts all of them at once
 * @param on the business date on which they are done
 * @param at when exactly, in the district's offset, where a clock judges them
 * @param by the pseudonymous id of whoever does them
 * @param ref which of several they concern, see {@link Milestone}
 * @param days the period that they give the party
 * @param reasoned whether a reason is given
 */
public record Question(
        List<Act> acts,
        LocalDate on,
        @Nullable OffsetDateTime at,
        @Nullable String by,
        @Nullable Role role,
        @Nullable String ref,
        @Nullable Integer days,
        boolean reasoned) {

    public Question {
        acts = List.copyOf(acts);
    }

    /** Whether anyone might do it on that day. */
    public static Question ofAnyone(Act act, LocalDate on) {
        return new Question(List.of(act), on, null, null, null, null, null, true);
    }

    Question onDay(LocalDate day) {
        return new Question(acts, day, null, by, role, ref, days, reasoned);
    }
}
