package org.chaiwei.demolition.rules;

import java.time.LocalDate;

/**
 * A period that runs in a case, or has run out without the act that it is about.
 *
 * @param act the act that has to come by then, or may come from then on; where a rule has several, the first
 * @param startedBy what set it going
 * @param startedAt which of the record's milestones that is, from 0: a record only grows, so this is for good
 * @param dueOn the last day in time, or the first lawful day
 * @param provisional the day was counted over a year whose calendar is not known yet
 */
public record Term(
        Kind kind,
        String rule,
        String article,
        Act act,
        Milestone startedBy,
        int startedAt,
        LocalDate dueOn,
        boolean provisional) {

    /** The names stand in JSON and in views and never change. */
    public enum Kind {
        /** 期限届满前办理 */
        DUE_BY,
        /** 期限届满后方可办理 */
        LAWFUL_FROM
    }
}
