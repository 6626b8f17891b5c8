package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chaiwei.accountability.progress.DailyFigures.Moved;
import org.chaiwei.accountability.target.Goal;
import org.chaiwei.accountability.target.Operator;
import org.chaiwei.accountability.target.TargetInForce;
import org.jspecify.annotations.Nullable;

/**
 * One of the numbers by which a target is met, over time: a target by count and area has two, and is met when both are.
 *
 * @param total how many there are of what is done; null where that is open. What is to come is taken to be done of these: entries that are still to be registered are not foreseen
 */
record Line(By by, Series series, Aim aim, @Nullable BigDecimal total) {

    enum By {
        /** Demolished, net; square metres. */
        DEMOLISHED_M2,
        /** Entries that are closed. */
        ENTRIES,
        /** Their recorded area; square metres. */
        RECORDED_M2,
        /** Alleys in which no wall opening is left. */
        ALLEYS,
        /** Households of closed wall openings. */
        HOUSEHOLDS;

        int scale() {
            return this == DEMOLISHED_M2 || this == RECORDED_M2 ? 2 : 0;
        }
    }

    /** Why a target has no forecast. */
    enum Without {
        /** Its first day is still to come. */
        NOT_BEGUN,
        /** Nothing is known of what it counts. */
        NO_FACTS,
        /** The street's part is not set. */
        PART_NOT_SET,
        /** It is a state, or nothing tells how it moves over time: its progress says all there is. */
        NOT_OVER_TIME,
        /** It asks for nothing. */
        NOTHING_TO_REACH,
        /** Its last day lies further ahead than a forecast can look. */
        TOO_FAR_AHEAD
    }

    /** Years between the day of a question and the last day of a target. */
    private static final int YEARS_AHEAD_MAX = 20;

    /**
     * @param value as its progress shows it; null with {@code without}
     * @param holds whether that meets the target, exactly
     * @param without null where there are lines
     */
    record OfTarget(
            List<Line> lines,
            @Nullable BigDecimal value,
            boolean holds,
            @Nullable Without without) {
        static OfTarget none(Without why) {
            return new OfTarget(List.of(), null, false, why);
        }
    }

    /**
     * @param value what is to be reached, in the target's unit; null where a street's part is not set
     * @param first the first day of {@code moved}
     * @param moved in the order of days, not beyond {@code asOf}
     */
    static OfTarget of(
            TargetInForce target, @Nullable BigDecimal value, LocalDate asOf, LocalDate first, List<Moved> moved) {
        if (!isOverTime(target.goal())) return OfTarget.none(Without.NOT_OVER_TIME);
        if (asOf.isBefore(target.start())) return OfTarget.none(Without.NOT_BEGUN);
        if (value == null) return OfTarget.none(Without.PART_NOT_SET);
        if (target.goal().due().isAfter(asOf.plusYears(YEARS_AHEAD_MAX))) return OfTarget.none(Without.TOO_FAR_AHEAD);
        var on = asOf.isAfter(target.goal().due()) ? target.goal().due() : asOf;
        return new Reading(target, value, on, first, moved).read();
    }

    static boolean isOverTime(Goal goal) {
        return switch (goal.metricOf()) {
            case DEMOLISHED_AREA, CLOSED_SHARE, WALL_OPENING_ALLEYS_DONE, WALL_OPENING_HOUSEHOLDS_DONE -> true;
            case STANDING -> goal.operatorOf() == Operator.EXACTLY;
            case NEW_STANDING_OVER_60_MIN,
                    LEDGER_DRAWN_UP,
                    RESTORED_SHARE,
                    UNIT_INVENTORY_SHARE,
                    VIOLATION_FREE_STARTED,
                    VIOLATION_FREE_COMPOUNDS,
                    VIOLATION_FREE_ALLEYS,
                    MARKETS_IN_ORDER -> false;
        };
    }

    /** Whether an entry with these tags, on this ledger, counts for a target. */
    static boolean counts(Goal goal, Set<String> tags, String ledgerKind) {
        return (goal.ledgerKind() == null || goal.ledgerKind().equals(ledgerKind))
                && (goal.anyTag().isEmpty() || goal.anyTag().stream().anyMatch(tags::contains));
    }

    static boolean isWallOpening(String ledgerKind) {
        return ledgerKind.equals("WALL_OPENING");
    }

    /** All that was demolished, net, whichever target it is for. */
    static Series demolished(LocalDate first, LocalDate last, List<Moved> moved) {
        Map<LocalDate, BigDecimal> byDay = new HashMap<>();
        var before = new BigDecimal("0.00");
        for (var one : moved)
            if (one.day().isBefore(first)) before = before.add(one.netM2());
            else byDay.merge(one.day(), one.netM2(), BigDecimal::add);
        return Series.of(first, last, before, byDay);
    }

    /** One target's reading of what moved. */
    private record Reading(TargetInForce target, BigDecimal value, LocalDate on, LocalDate first, List<Moved> moved) {

        private OfTarget read() {
            var goal = target.goal();
            return switch (goal.metricOf()) {
                case DEMOLISHED_AREA -> demolished();
                case CLOSED_SHARE -> closedShare(goal);
                case STANDING -> standing(goal);
                case WALL_OPENING_ALLEYS_DONE -> alleys();
                case WALL_OPENING_HOUSEHOLDS_DONE -> households();
                default -> OfTarget.none(Without.NOT_OVER_TIME);
            };
        }

        private OfTarget demolished() {
            var series = series(_ -> true, Moved::netM2, new BigDecimal("0.00"));
            var reached = series.between(target.start().minusDays(1), on);
            return of(
                    reached,
                    operator().holds(reached, value),
                    line(
                            By.DEMOLISHED_M2,
                            series,
                            least(value, 2),
                            null,
                            series.at(target.start().minusDays(1))));
        }

        private OfTarget closedShare(Goal goal) {
            Predicate<Moved> counts = one -> counts(goal, one.tags(), one.ledgerKind());
            var total = sum(counts, one -> BigDecimal.valueOf(one.registered()), BigDecimal.ZERO);
            if (total.signum() == 0) return OfTarget.none(Without.NO_FACTS);
            var closed = series(counts, one -> BigDecimal.valueOf(one.closed()), BigDecimal.ZERO);
            var share = fraction(closed.at(on), total);
            var holds = operator().holds(closed.at(on), value.multiply(total));
            var byCount = line(By.ENTRIES, closed, least(value.multiply(total), 0), total, BigDecimal.ZERO);
            var totalM2 = sum(counts, Moved::registeredM2, new BigDecimal("0.00"));
            if (!goal.both() || totalM2.signum() == 0) return of(share, holds, byCount);
            var closedM2 = series(counts, Moved::closedM2, new BigDecimal("0.00"));
            return of(
                    share.min(fraction(closedM2.at(on), totalM2)),
                    holds && operator().holds(closedM2.at(on), value.multiply(totalM2)),
                    byCount,
                    line(By.RECORDED_M2, closedM2, least(value.multiply(totalM2), 2), totalM2, BigDecimal.ZERO));
        }

        /** That so many stand is that all others are closed. */
        private OfTarget standing(Goal goal) {
            Predicate<Moved> counts = one -> counts(goal, one.tags(), one.ledgerKind());
            var total = sum(counts, one -> BigDecimal.valueOf(one.registered()), BigDecimal.ZERO);
            if (total.signum() == 0) return OfTarget.none(Without.NO_FACTS);
            var closed = series(counts, one -> BigDecimal.valueOf(one.closed()), BigDecimal.ZERO);
            var standing = total.subtract(closed.at(on));
            return of(
                    standing,
                    operator().holds(standing, value),
                    line(By.ENTRIES, closed, total.subtract(value), total, BigDecimal.ZERO));
        }

        private OfTarget households() {
            var entries = sum(Reading::isWallOpening, one -> BigDecimal.valueOf(one.registered()), BigDecimal.ZERO);
            if (entries.signum() == 0) return OfTarget.none(Without.NO_FACTS);
            var done = series(Reading::isWallOpening, one -> BigDecimal.valueOf(one.householdsDone()), BigDecimal.ZERO);
            var total = sum(Reading::isWallOpening, one -> BigDecimal.valueOf(one.households()), BigDecimal.ZERO);
            return of(
                    done.at(on),
                    operator().holds(done.at(on), value),
                    line(By.HOUSEHOLDS, done, least(value, 0), total, BigDecimal.ZERO));
        }

        /** An alley is done while it has wall openings and none of them is open; so it can come undone. */
        private OfTarget alleys() {
            record Alley(@Nullable String street, String name) {}
            record Openings(long registered, long closed) {
                boolean any() {
                    return registered > 0;
                }

                boolean done() {
                    return any() && closed == registered;
                }
            }
            var alleys = new HashMap<Alley, Openings>();
            var doneByDay = new HashMap<LocalDate, BigDecimal>();
            var before = BigDecimal.ZERO;
            for (var one : moved) {
                if (one.day().isAfter(on)) break;
                if (!isWallOpening(one) || one.alley() == null) continue;
                var alley = new Alley(one.street(), one.alley());
                var was = alleys.getOrDefault(alley, new Openings(0, 0));
                var is = new Openings(was.registered + one.registered(), was.closed + one.closed());
                alleys.put(alley, is);
                var change = BigDecimal.valueOf((is.done() ? 1 : 0) - (was.done() ? 1 : 0));
                if (one.day().isBefore(first)) before = before.add(change);
                else doneByDay.merge(one.day(), change, BigDecimal::add);
            }
            var total = alleys.values().stream().filter(Openings::any).count();
            if (total == 0) return OfTarget.none(Without.NO_FACTS);
            var series = Series.of(first, on, before, doneByDay);
            return of(
                    series.at(on),
                    operator().holds(series.at(on), value),
                    line(By.ALLEYS, series, least(value, 0), BigDecimal.valueOf(total), BigDecimal.ZERO));
        }

        private static boolean isWallOpening(Moved one) {
            return Line.isWallOpening(one.ledgerKind());
        }

        private Operator operator() {
            return target.goal().operatorOf();
        }

        /** The smallest amount of so many decimals that meets a value. */
        private BigDecimal least(BigDecimal asked, int scale) {
            return operator() == Operator.MORE_THAN
                    ? asked.setScale(scale, RoundingMode.FLOOR).add(BigDecimal.ONE.movePointLeft(scale))
                    : asked.setScale(scale, RoundingMode.CEILING);
        }

        private @Nullable Line line(
                By by, Series series, BigDecimal least, @Nullable BigDecimal total, BigDecimal before) {
            return least.signum() <= 0
                    ? null
                    : new Line(
                            by,
                            series,
                            new Aim(
                                    least,
                                    total,
                                    before,
                                    target.start(),
                                    target.goal().due(),
                                    by.scale()),
                            total);
        }

        private static OfTarget of(BigDecimal value, boolean holds, @Nullable Line... lines) {
            var some = new ArrayList<Line>();
            for (var line : lines) if (line != null) some.add(line);
            return new OfTarget(some, value, holds, some.isEmpty() ? Without.NOTHING_TO_REACH : null);
        }

        private Series series(Predicate<Moved> counts, Function<Moved, BigDecimal> amount, BigDecimal zero) {
            Map<LocalDate, BigDecimal> byDay = new HashMap<>();
            var before = zero;
            for (var one : moved) {
                if (one.day().isAfter(on)) break;
                if (!counts.test(one)) continue;
                if (one.day().isBefore(first)) before = before.add(amount.apply(one));
                else byDay.merge(one.day(), amount.apply(one), BigDecimal::add);
            }
            return Series.of(first, on, before, byDay);
        }

        private BigDecimal sum(Predicate<Moved> counts, Function<Moved, BigDecimal> amount, BigDecimal zero) {
            return moved.stream()
                    .filter(one -> !one.day().isAfter(on))
                    .filter(counts)
                    .map(amount)
                    .reduce(zero, BigDecimal::add);
        }

        /** As progress shows a share. */
        private static BigDecimal fraction(BigDecimal part, BigDecimal whole) {
            return part.divide(whole, 6, RoundingMode.DOWN);
        }
    }
}
