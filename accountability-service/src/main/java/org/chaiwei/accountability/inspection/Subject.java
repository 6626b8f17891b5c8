package org.chaiwei.accountability.inspection;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What an inspection looks at.
 *
 * @param id a month as 2016-05, a ledger number, or an id; no free text: an event carries it
 */
record Subject(
        @NotNull Kind kind,

        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
        String id) {

    static final int MOST = 50;

    enum Kind {
        /** A month of the unit's. */
        MONTH,
        ENTRY,
        CASE,
        /** A compound or an alley that was designated free of illegal construction (无违建). */
        DESIGNATION
    }
}
