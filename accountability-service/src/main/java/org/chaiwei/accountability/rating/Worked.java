package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import org.chaiwei.accountability.rating.Rated.OfLine;
import org.chaiwei.accountability.rating.Rated.Status;
import org.jspecify.annotations.Nullable;

/**
 * A line worked out: what it came to, and the formula filled with the numbers, which anybody can do again by hand.
 *
 * @param points two decimals, rounded towards zero; null unless it counts
 * @param formula such as {@code 35 × max(0, min(1, 20.00 ÷ 8306.01)) = 0.08}; null unless it counts
 */
record Worked(
        Part part,
        Measure measure,
        BigDecimal of,
        Status status,
        @Nullable BigDecimal points,
        @Nullable String formula) {

    OfLine line() {
        return new OfLine(measure, status, points, of.setScale(2));
    }
}
