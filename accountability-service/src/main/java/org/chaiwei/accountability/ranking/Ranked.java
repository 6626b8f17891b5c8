package org.chaiwei.accountability.ranking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.progress.Achieved;
import org.jspecify.annotations.Nullable;

/**
 * Streets in the order of their progress. Pure.
 *
 * <p>Each street's expected area is its part times the same fraction of the year, so that net demolished over part gives the order; it is
 * compared crosswise, without dividing, and only what is truly equal shares a rank.
 *
 * @param rank from 1; streets that are equal share it and the next ones are left out (1, 2, 2, 4). Null without a part above zero
 */
record Ranked(
        String street, @Nullable Integer rank, @Nullable BigDecimal part, Achieved demolished) {

    /** @param parts of each street; null, or a street left out, where none is set */
    static List<Ranked> of(
            List<String> streets, @Nullable Map<String, BigDecimal> parts, Map<String, Achieved> demolished) {
        var ranked = new ArrayList<Ranked>();
        var without = new ArrayList<Ranked>();
        for (var street : streets) {
            var part = parts == null ? null : parts.get(street);
            var one = new Ranked(street, null, part, demolished.getOrDefault(street, Achieved.NOTHING));
            (part == null || part.signum() <= 0 ? without : ranked).add(one);
        }
        ranked.sort(BY_PROGRESS.thenComparing(Ranked::street));
        var all = new ArrayList<Ranked>();
        int rank = 0;
        for (int i = 0; i < ranked.size(); i++) {
            var one = ranked.get(i);
            if (i == 0 || BY_PROGRESS.compare(ranked.get(i - 1), one) != 0) rank = i + 1;
            all.add(new Ranked(one.street, rank, one.part, one.demolished));
        }
        all.addAll(without);
        return all;
    }

    /** The area that would be demolished by now if it came evenly over the year; two decimals. */
    @Nullable
    BigDecimal expectedM2(long daysPassed, long days) {
        return part == null
                ? null
                : part.multiply(BigDecimal.valueOf(daysPassed))
                        .divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP);
    }

    /** Net demolished over what is expected by now; six decimals, rounded towards zero. */
    @Nullable
    BigDecimal progress(long daysPassed, long days) {
        return part == null || part.signum() <= 0
                ? null
                : demolished
                        .netM2()
                        .multiply(BigDecimal.valueOf(days))
                        .divide(part.multiply(BigDecimal.valueOf(daysPassed)), 6, RoundingMode.DOWN);
    }

    /** The furthest first. */
    private static final Comparator<Ranked> BY_PROGRESS = (a, b) -> b.demolished
            .netM2()
            .multiply(partOf(a))
            .compareTo(a.demolished.netM2().multiply(partOf(b)));

    private static BigDecimal partOf(Ranked ranked) {
        return ranked.part == null ? BigDecimal.ONE : ranked.part;
    }
}
