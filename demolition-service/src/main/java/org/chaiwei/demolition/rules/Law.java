package org.chaiwei.demolition.rules;

import org.chaiwei.demolition.calendar.WorkingDays;

/** By what a decision judges: the rules, and the calendar that their periods are counted by. Handed to whoever decides, who looks nothing up. */
public record Law(RuleSet rules, WorkingDays days) {

    /** The same for the same rules and the same calendar in every process, and another one for others; for whoever keeps what was counted by them. */
    public String digest() {
        return rules.digest() + "-" + days.digest();
    }
}
