package org.chaiwei.ledger.violation;

import java.time.LocalDate;
import java.util.List;

/** 巡查周期: when a closed entry's place is looked at again. Source: the plan, 30, 90 and 365 days after closing. */
public final class PatrolRounds {

    /** Days after the closing, calendar days; the closing's own day does not count. */
    public static final List<Integer> DAYS = List.of(30, 90, 365);

    /** One that nobody's turn it was. */
    static final int OUT_OF_TURN = 0;

    private PatrolRounds() {}

    /**
     * Which round a patrol is: the latest one that is due by then and not yet done. Earlier ones that were missed are over with it, as
     * nobody need look at a place twice on a day.
     *
     * @param done the latest round done so far, 0 for none
     */
    static int roundOn(LocalDate on, LocalDate closedOn, int done) {
        return DAYS.stream()
                .filter(days -> days > done && !closedOn.plusDays(days).isAfter(on))
                .reduce(OUT_OF_TURN, Math::max);
    }
}
