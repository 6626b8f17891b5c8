package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A street's row of the table. Stands in events as it is here. Points have two decimals and are rounded towards zero, so that no part is
 * full that is not.
 *
 * @param group of similar size
 * @param points the sum of the parts'
 * @param counted how many points there were for it to get: parts without data are left out
 * @param score points of counted, of a hundred; two decimals, rounded towards zero. Null where nothing has data
 * @param rank from 1 among all that are ranked; streets of the same score share it and the next ones are left out (1, 2, 2, 4)
 * @param groupRank the same within the group
 * @param unranked why it has no rank; null if it has one
 * @param improvedBy the score less that of the freeze before; null where either is missing
 */
record Rated(
        String street,
        String group,
        List<OfPart> parts,
        BigDecimal points,
        BigDecimal counted,
        @Nullable BigDecimal score,
        @Nullable Integer rank,
        @Nullable Integer groupRank,
        @Nullable Unranked unranked,
        @Nullable BigDecimal improvedBy) {

    /** Why a street has no rank. The names stand in events. */
    enum Unranked {
        /** Fewer entries than the formula's minimum. */
        TOO_FEW_ENTRIES,
        /** Fewer points with data than the formula's minimum. */
        TOO_LITTLE_DATA
    }

    /** What became of a line. The names stand in events. */
    enum Status {
        COUNTED,
        /** No facts tell it yet, which is not zero. */
        NO_DATA,
        /** The street's part of the target is zero. */
        NOTHING_TO_REACH,
        /** Fewer cases than the formula wants for a rate. */
        TOO_FEW
    }

    /**
     * @param points null where no line counts
     * @param counted the points that there were to get
     * @param of the part's in the formula
     * @param corrected whether an appeal was upheld: {@code points} are then not the sum of the lines'
     */
    record OfPart(
            Part part,
            @Nullable BigDecimal points,
            BigDecimal counted,
            BigDecimal of,
            boolean corrected,
            List<OfLine> lines) {
        OfPart {
            lines = List.copyOf(lines);
        }
    }

    /** @param points null unless it counts */
    record OfLine(Measure measure, Status status, @Nullable BigDecimal points, BigDecimal of) {}

    Rated {
        parts = List.copyOf(parts);
    }

    OfPart of(Part part) {
        return parts.stream().filter(one -> one.part == part).findAny().orElseThrow();
    }
}
