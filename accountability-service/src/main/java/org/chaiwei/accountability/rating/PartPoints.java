package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a street has of a part in the latest version of a frozen month's table.
 *
 * @param points null where nothing is known of the part
 * @param counted the points that there were to get
 */
public record PartPoints(@Nullable BigDecimal points, BigDecimal counted) {}
