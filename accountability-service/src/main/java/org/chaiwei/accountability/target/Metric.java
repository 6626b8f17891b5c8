package org.chaiwei.accountability.target;

import java.util.Arrays;
import java.util.Optional;

/** 指标: what a target counts. The codes are the plan's, and stand in events. */
public enum Metric {
    /** Demolished area posted by the ledger in the target's period, net of what was reversed and of relapses. */
    DEMOLISHED_AREA("demolishedAreaM2", Unit.AREA_M2),
    /** Entries of origin NEW, confirmed more than 60 minutes ago, that still stand. */
    NEW_STANDING_OVER_60_MIN("newViolationsStandingOver60Min", Unit.COUNT),
    /** Closed entries of those that have one of the tags or are of the ledger kind. */
    CLOSED_SHARE("closedShare", Unit.SHARE),
    /** Entries with one of the tags that are still open. */
    STANDING("standing", Unit.COUNT),
    /** Alleys of which every wall opening is closed. */
    WALL_OPENING_ALLEYS_DONE("wallOpeningAlleysDone", Unit.COUNT),
    /** Households of the wall openings that are closed. */
    WALL_OPENING_HOUSEHOLDS_DONE("wallOpeningHouseholdsDone", Unit.COUNT),
    /** Whether the ledger of that kind has entries. */
    LEDGER_DRAWN_UP("ledgerDrawnUp", Unit.YES_NO),
    /** Closed entries of the ledger kind whose place was restored. */
    RESTORED_SHARE("restoredShare", Unit.SHARE),
    /** Properties surveyed of those that the district's units declared. No facts tell it yet. */
    UNIT_INVENTORY_SHARE("unitInventoryShare", Unit.SHARE),
    /** Compounds, and alleys, in which it was started; the lesser number of the two. */
    VIOLATION_FREE_STARTED("violationFreeStarted", Unit.COUNT),
    /** Compounds designated and not revoked. */
    VIOLATION_FREE_COMPOUNDS("violationFreeCompounds", Unit.COUNT),
    /** Alleys designated and not revoked. */
    VIOLATION_FREE_ALLEYS("violationFreeAlleys", Unit.COUNT),
    /** No facts tell it yet. */
    MARKETS_IN_ORDER("marketsInOrder", Unit.SHARE);

    /** In what a value is given: square metres with two decimals, a whole number, a fraction, or 1 for yes. */
    public enum Unit {
        AREA_M2,
        COUNT,
        SHARE,
        YES_NO
    }

    private final String code;
    private final Unit unit;

    Metric(String code, Unit unit) {
        this.code = code;
        this.unit = unit;
    }

    /** As the plan, events and the API write it. */
    public String code() {
        return code;
    }

    public Unit unit() {
        return unit;
    }

    public static Optional<Metric> of(String code) {
        return Arrays.stream(values())
                .filter(metric -> metric.code.equals(code))
                .findAny();
    }
}
