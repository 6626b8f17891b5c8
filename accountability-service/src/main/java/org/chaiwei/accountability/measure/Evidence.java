package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On what a proposal rests. Stands in events as it is here.
 *
 * @param rules the version of the rules; null where a person proposes
 * @param month such as 2016-05; null where the ground is no month's
 * @param ratingVersion of the month's table, as the following three null where no rule has looked at one
 * @param score as the table shows it
 * @param improvedBy null where the rule does not ask for it
 * @param before the months running before this one that count, the earliest first
 * @param finding of an inspection; null where the ground is none
 */
record Evidence(
        @Nullable Integer rules,
        @Nullable String month,
        @Nullable Integer ratingVersion,
        @Nullable Integer rank,
        @Nullable BigDecimal score,
        @Nullable BigDecimal improvedBy,
        List<Before> before,
        @Nullable UUID finding) {

    /** A month before. @param ratingVersion of its table */
    record Before(String month, int ratingVersion, int rank) {}

    Evidence {
        before = List.copyOf(before);
    }

    /** @param rules the version that says what follows from the finding */
    static Evidence byFinding(int rules, UUID finding) {
        return new Evidence(rules, null, null, null, null, null, List.of(), finding);
    }

    static Evidence byHand(@Nullable String month, @Nullable UUID finding) {
        return new Evidence(null, month, null, null, null, null, List.of(), finding);
    }
}
