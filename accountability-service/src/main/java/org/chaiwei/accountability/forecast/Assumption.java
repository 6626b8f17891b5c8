package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that an answer to what-if rests on.
 *
 * @param value where it is a number, in {@code unit}
 */
record Assumption(
        Name name,
        Source source,
        @Nullable BigDecimal value,
        @Nullable String unit,
        Words says) {

    enum Name {
        TEAMS,
        M2_PER_TEAM_AND_WORKING_DAY,
        TEAMS_NOW,
        AREA_PACE,
        WHERE_TEAMS_WORK,
        PRIORITIES,
        ORDER,
        CLOSED_WHEN_DOWN,
        DUE,
        VALUE,
        NO_NEW_ENTRIES
    }

    enum Source {
        /** The question says so. */
        GIVEN,
        /** It is what was measured. */
        MEASURED,
        /** The question doesn't say, and nothing was measured. */
        DEFAULT
    }
}
