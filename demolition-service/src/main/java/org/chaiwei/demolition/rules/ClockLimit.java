package org.chaiwei.demolition.rules;

import java.time.Duration;
import org.chaiwei.platform.security.Role;

/**
 * How long the one-hour clock leaves for a milestone, by the rule in force on the day of the confirmation.
 *
 * @param within of the clock's running time, pauses left out
 * @param escalatesTo whom a miss is told
 * @param unattended whom, in their stead, where nobody is responsible for the case
 * @param rule its id
 * @param article the source that the rule cites
 */
public record ClockLimit(
        ClockMilestone milestone, Duration within, Role escalatesTo, Role unattended, String rule, String article) {

    /** Who is told of a miss: one rung higher at once where nobody is responsible. */
    public Role toldTo(boolean attended) {
        return attended ? escalatesTo : unattended;
    }
}
