package org.chaiwei.accountability.rating;

import java.util.Set;

/** By what a line of a formula gives its points. The names stand in formulas, in events and in the API. */
enum Measure {
    /** Net demolished area of the year over what is expected by the month's end. */
    NET_AREA(Part.DEMOLISHED_AREA),
    /** New constructions that stand at the month's end: each takes {@code each} points. */
    NEW_STANDING(Part.NEW_VIOLATIONS, "each"),
    /** One-hour clocks kept in the year over those that were judged. */
    ONE_HOUR_CLOCK(Part.NEW_VIOLATIONS),
    /** The mean of the running targets of these {@code metrics}. */
    TASKS(Part.SPECIAL_TASKS, "metrics"),
    /**
     * Relapses of the year over its closings: at the share {@code zeroAt} nothing is left; below {@code atLeast} closings there is no rate.
     */
    RELAPSES(Part.RELAPSE, "zeroAt", "atLeast"),
    /** No facts tell it yet, nor those that follow. */
    REPORTS_ANSWERED(Part.PUBLIC_REPORTS),
    REPORTS_SOLVED(Part.PUBLIC_REPORTS),
    REPORTS_SATISFIED(Part.PUBLIC_REPORTS),
    PROCEDURE_KEPT(Part.PROCEDURE);

    private final Part part;
    private final Set<String> settings;

    Measure(Part part, String... settings) {
        this.part = part;
        this.settings = Set.of(settings);
    }

    Part part() {
        return part;
    }

    /** What a formula has to set for it. */
    Set<String> settings() {
        return settings;
    }
}
