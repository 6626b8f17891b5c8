package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.chaiwei.accountability.target.Metric.Unit;
import org.chaiwei.accountability.target.Operator;
import org.chaiwei.accountability.target.TargetInForce;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is, of the district or of one street.
 *
 * @param id its code, such as T-2016
 * @param target what is to be reached, in the unit; null for a street whose part has not been set
 * @param measuredOn the day of the figures: {@code asOf}, but not after the target's last day
 * @param value what is reached, in the unit; null without data
 * @param share of the target, or the share that is its value; six decimals, rounded towards zero
 * @param expected what would be reached by now if it came evenly over time; null where that means nothing
 * @param demolished how the area comes about
 * @param count done of total, for a share
 * @param areaM2 the same by recorded area, where the target says both
 * @param of of how many the value is a number
 * @param relapses counted apart, for new constructions
 * @param decision what a person has decided on the district's target
 * @param facts where the facts under the number are listed
 */
record TargetProgress(
        String id,
        String name,
        int revision,
        String metric,
        Unit unit,
        String operator,
        @Nullable BigDecimal target,
        @Nullable LocalDate from,
        LocalDate due,
        @Nullable String wording,
        boolean leftToAPerson,
        LocalDate measuredOn,
        Met met,
        @Nullable BigDecimal value,
        @Nullable BigDecimal share,
        @Nullable BigDecimal expected,
        @Nullable Achieved demolished,
        @Nullable Count count,
        @Nullable AreaM2 areaM2,
        @Nullable Long of,
        @Nullable Long relapses,
        @Nullable Decided decision,
        String facts) {

    enum Met {
        YES,
        NO,
        /** The wording leaves it to a person, who has not decided. */
        NEEDS_DECISION,
        /** There are no facts to tell it from, or the street's part has not been set. */
        NO_DATA
    }

    record Count(long done, long total, BigDecimal share) {}

    record AreaM2(BigDecimal done, BigDecimal total, BigDecimal share) {}

    record Decided(boolean met, LocalDate on) {}

    /** The last day that counts for a target, asked as of a day. */
    static LocalDate measuredOn(TargetInForce target, LocalDate asOf) {
        return asOf.isAfter(target.goal().due()) ? target.goal().due() : asOf;
    }

    static TargetProgress of(
            TargetInForce target, LocalDate asOf, @Nullable String street, Reached reached, String facts) {
        var goal = target.goal();
        var unit = goal.metricOf().unit();
        var aim = target.valueOf(street);
        var decision = street == null ? target.decision() : null;
        var value = reached.value();
        return new TargetProgress(
                target.code(),
                goal.name(),
                target.revision(),
                goal.metric(),
                unit,
                goal.operator(),
                aim,
                goal.from(),
                goal.due(),
                goal.wording(),
                goal.leftToAPerson(),
                measuredOn(target, asOf),
                met(target, aim, reached, decision),
                value,
                share(unit, value, aim),
                expected(target, aim, asOf),
                reached instanceof Reached.Area area ? area.achieved() : null,
                reached instanceof Reached.Share some
                        ? new Count(some.done(), some.total(), some.shareByCount())
                        : null,
                areaM2(reached),
                reached instanceof Reached.Number number ? number.of() : null,
                reached instanceof Reached.Number number ? number.relapses() : null,
                decision == null ? null : new Decided(decision.met(), decision.on()),
                facts);
    }

    private static Met met(
            TargetInForce target, @Nullable BigDecimal aim, Reached reached, TargetInForce.@Nullable Decided decision) {
        if (decision != null) return decision.met() ? Met.YES : Met.NO;
        if (reached instanceof Reached.NoData || aim == null) return Met.NO_DATA;
        if (target.goal().leftToAPerson()) return Met.NEEDS_DECISION;
        return reached.holds(target.goal().operatorOf(), aim) ? Met.YES : Met.NO;
    }

    private static @Nullable BigDecimal share(Unit unit, @Nullable BigDecimal value, @Nullable BigDecimal aim) {
        if (value == null) return null;
        return switch (unit) {
            case SHARE -> value;
            case AREA_M2, COUNT -> aim == null || aim.signum() == 0 ? null : Reached.fraction(value, aim);
            case YES_NO -> null;
        };
    }

    /** Days that have passed of the days there are, both ends included. */
    static @Nullable BigDecimal expected(TargetInForce target, @Nullable BigDecimal aim, LocalDate asOf) {
        var unit = target.goal().metricOf().unit();
        if (aim == null || unit == Unit.YES_NO || target.goal().operatorOf() == Operator.EXACTLY) return null;
        var start = target.start();
        var days = ChronoUnit.DAYS.between(start, target.goal().due()) + 1;
        var passed = Math.clamp(ChronoUnit.DAYS.between(start, asOf) + 1, 0, days);
        return aim.multiply(BigDecimal.valueOf(passed))
                .divide(BigDecimal.valueOf(days), unit == Unit.SHARE ? 6 : 2, RoundingMode.HALF_UP);
    }

    private static @Nullable AreaM2 areaM2(Reached reached) {
        if (!(reached instanceof Reached.Share some)) return null;
        var share = some.shareByArea();
        return some.doneM2() == null || some.totalM2() == null || share == null
                ? null
                : new AreaM2(some.doneM2(), some.totalM2(), share);
    }
}
