package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plan's targets as they are in force, for tests of other packages. */
public final class TargetsOfTests {

    private TargetsOfTests() {}

    public static TargetInForce plan(String code) {
        return plan(code, null, null);
    }

    /** @param parts by street; null where none are set */
    public static TargetInForce plan(
            String code, @Nullable SortedMap<String, BigDecimal> parts, TargetInForce.@Nullable Decided decision) {
        var plan = PlanTargets.published();
        var target = plan.targets().stream()
                .filter(one -> one.id().equals(code))
                .findAny()
                .orElseThrow();
        return new TargetInForce(
                code,
                1,
                target.goal(),
                plan.effectiveFrom(),
                plan.effectiveFrom(),
                null,
                parts == null ? null : new TargetInForce.Parts(LocalDate.of(2015, 12, 31), 0, new TreeMap<>(parts)),
                decision,
                1);
    }
}
