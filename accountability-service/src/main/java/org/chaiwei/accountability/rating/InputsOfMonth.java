package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chaiwei.accountability.onehour.JudgedClocks;
import org.chaiwei.accountability.onehour.JudgedClocks.Judged;
import org.chaiwei.accountability.progress.StreetFigures;
import org.chaiwei.accountability.progress.StreetFigures.Size;
import org.chaiwei.accountability.progress.StreetFigures.Totals;
import org.chaiwei.accountability.rating.RatingInputs.Before;
import org.chaiwei.accountability.rating.RatingInputs.Clocks;
import org.chaiwei.accountability.rating.RatingInputs.Known;
import org.chaiwei.accountability.rating.RatingInputs.OfStreet;
import org.chaiwei.accountability.rating.RatingInputs.OneHour;
import org.chaiwei.accountability.rating.RatingInputs.Running;
import org.chaiwei.accountability.rating.RatingInputs.Task;
import org.chaiwei.accountability.rating.RatingInputs.YearTarget;
import org.chaiwei.accountability.rating.RatingState.Frozen;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.TargetInForce;
import org.chaiwei.accountability.target.Targets;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads what a month is rated by. Totals are those of the year to date as they are known now, so what came late for a frozen month is in
 * the next one, once, and nothing that is frozen moves. Thread-safe.
 *
 * <p>A year's cut-off is the freeze of the January after it, which is never before 1 February: what comes for the old year between the
 * freezes of December and January is carried into the new year, and what comes after that is told apart and counts nowhere.
 */
final class InputsOfMonth {

    private static final Size NO_ENTRIES = new Size(new BigDecimal("0.00"), 0);

    private final StreetFigures figures;
    private final JudgedClocks clocks;
    private final Targets targets;
    private final Ratings ratings;
    private final Streets streets;
    private final TransactionOperations snapshot;

    /** @param snapshot a read-only transaction that sees one state throughout (repeatable read) */
    InputsOfMonth(
            StreetFigures figures,
            JudgedClocks clocks,
            Targets targets,
            Ratings ratings,
            Streets streets,
            TransactionOperations snapshot) {
        this.figures = figures;
        this.clocks = clocks;
        this.targets = targets;
        this.ratings = ratings;
        this.streets = streets;
        this.snapshot = snapshot;
    }

    /** @param to the last day that counts, in the month */
    RatingInputs read(YearMonth month, LocalDate to, Set<String> taskMetrics, PointOfRecord known) {
        // One state for all: facts of other keys may come in with lower positions while this reads.
        return Objects.requireNonNull(snapshot.execute(_ -> readNow(month, to, taskMetrics, known)));
    }

    private RatingInputs readNow(YearMonth month, LocalDate to, Set<String> taskMetrics, PointOfRecord known) {
        var from = to.withDayOfYear(1);
        var target = targets.demolitionOfYear(to, known);
        var parts = target == null || target.parts() == null ? null : target.parts();
        var earlier = ratings.between(YearMonth.of(month.getYear() - 1, Month.DECEMBER), month.minusMonths(1));
        var before = before(month, earlier);
        var past = past(month, earlier, before, known);
        var year = count(from, to, known);
        var sizes = figures.sizes(to, known);
        var standing = figures.newStanding(to, known);
        var tasks = figures.reached(running(month, to, taskMetrics, known), to, known);
        var rows = new ArrayList<OfStreet>();
        for (var street : streets.codes()) {
            var size = sizes.getOrDefault(street, NO_ENTRIES);
            var counted = year.getOrDefault(street, Counted.NOTHING);
            var carried = past.carried(street);
            var late = past.late(street);
            var apart = past.apart(street);
            var part = parts == null ? null : parts.byStreet().get(street);
            rows.add(new OfStreet(
                    street,
                    size.remainingM2(),
                    size.entries(),
                    part,
                    part == null ? null : expected(part, to),
                    counted.running,
                    carried.running,
                    late.running,
                    apart.running,
                    standing.get(street),
                    tasks.getOrDefault(street, List.of()).stream()
                            .map(task -> new Task(
                                    task.target().code(), task.target().revision(), task.reached(), task.expected()))
                            .toList(),
                    before == null ? null : before.latest().of(street).score(),
                    new OneHour(
                            counted.clocksOrNone(),
                            carried.clocksOrNone(),
                            late.clocksOrNone(),
                            apart.clocksOrNone())));
        }
        return new RatingInputs(
                month.toString(),
                from,
                to,
                new Known(
                        known.position(),
                        known.recordedAt(),
                        Math.max(figures.demolitionPosition(known), clocks.lastPosition(known)),
                        known.before()),
                target == null || parts == null
                        ? null
                        : new YearTarget(
                                target.code(),
                                target.revision(),
                                target.goal().value().setScale(2)),
                before == null
                        ? null
                        : new Before(
                                before.freeze().month(),
                                before.latest().number(),
                                before.latest().hash()),
                rows);
    }

    /** The special tasks: targets of these metrics whose time is not over when the month begins, and has begun when it ends. */
    private List<TargetInForce> running(YearMonth month, LocalDate to, Set<String> metrics, PointOfRecord known) {
        return targets.inForce(to, known).stream()
                .filter(target -> metrics.contains(target.goal().metric())
                        && !target.goal().due().isBefore(month.atDay(1))
                        && (target.goal().from() == null
                                || !target.goal().from().isAfter(to)))
                .toList();
    }

    /** The same as the ranking shows: the part, if it came evenly over the year; two decimals. */
    private static BigDecimal expected(BigDecimal part, LocalDate to) {
        return part.multiply(BigDecimal.valueOf(to.getDayOfYear()))
                .divide(BigDecimal.valueOf(to.lengthOfYear()), 2, RoundingMode.HALF_UP);
    }

    private static @Nullable Frozen before(YearMonth month, List<Frozen> earlier) {
        if (earlier.isEmpty()) return null;
        var last = earlier.getLast();
        var lastMonth = YearMonth.parse(last.freeze().month());
        return lastMonth.getYear() == month.getYear() || month.getMonth() == Month.JANUARY ? last : null;
    }

    private static Optional<Frozen> of(YearMonth month, List<Frozen> frozen) {
        return frozen.stream()
                .filter(one -> one.freeze().month().equals(month.toString()))
                .findAny();
    }

    /** What runs up over a year, in one street. @param clocks null where they were not counted yet */
    private record Counted(Running running, @Nullable Clocks clocks) {

        static final Counted NOTHING = new Counted(Running.NOTHING, Clocks.NOTHING);

        static Counted year(Frozen frozen, String street) {
            var inputs = frozen.freeze().inputs().of(street);
            return new Counted(
                    inputs.year(),
                    inputs.oneHour() == null ? null : inputs.oneHour().year());
        }

        static Counted carried(Frozen frozen, String street) {
            var inputs = frozen.freeze().inputs().of(street);
            return new Counted(
                    inputs.carried(),
                    inputs.oneHour() == null ? null : inputs.oneHour().carried());
        }

        /** What came since; of clocks none, where it is not known how many there were. */
        Counted since(Counted before) {
            return new Counted(
                    running.minus(before.running),
                    clocks == null || before.clocks == null ? Clocks.NOTHING : clocks.minus(before.clocks));
        }

        Clocks clocksOrNone() {
            return clocks == null ? Clocks.NOTHING : clocks;
        }
    }

    /** From one day to another, both of them included. */
    private Map<String, Counted> count(LocalDate from, LocalDate to, PointOfRecord known) {
        var totals = figures.totals(from, to, known);
        var judged = clocks.byStreet(from, to, known);
        return streets.codes().stream()
                .collect(Collectors.toMap(
                        street -> street,
                        street -> new Counted(running(totals.get(street)), clocks(judged.get(street)))));
    }

    private static Running running(@Nullable Totals found) {
        return found == null ? Running.NOTHING : new Running(found.netM2(), found.closings(), found.relapses());
    }

    private static Clocks clocks(@Nullable Judged found) {
        return found == null ? Clocks.NOTHING : new Clocks(found.kept(), found.judged());
    }

    /**
     * What came since for time that was frozen before.
     *
     * @param lastYear its whole totals as they are known now; null if its December was not frozen
     * @param upToFreeze this year's totals up to the last month frozen, as they are known now
     */
    private record Past(
            boolean january,
            @Nullable Frozen december,
            @Nullable Map<String, Counted> lastYear,
            @Nullable Frozen firstOfYear,
            @Nullable Frozen sameYear,
            Map<String, Counted> upToFreeze) {

        Counted carried(String street) {
            if (january) return sinceDecember(street);
            return firstOfYear == null ? Counted.NOTHING : Counted.carried(firstOfYear, street);
        }

        Counted late(String street) {
            return sameYear == null ? Counted.NOTHING : of(upToFreeze, street).since(Counted.year(sameYear, street));
        }

        Counted apart(String street) {
            return january ? Counted.NOTHING : sinceDecember(street).since(carried(street));
        }

        private Counted sinceDecember(String street) {
            return december == null || lastYear == null
                    ? Counted.NOTHING
                    : of(lastYear, street).since(Counted.year(december, street));
        }

        private static Counted of(Map<String, Counted> all, String street) {
            return all.getOrDefault(street, Counted.NOTHING);
        }
    }

    private Past past(YearMonth month, List<Frozen> earlier, @Nullable Frozen before, PointOfRecord known) {
        var december =
                of(YearMonth.of(month.getYear() - 1, Month.DECEMBER), earlier).orElse(null);
        var sameYear = month.getMonth() == Month.JANUARY ? null : before;
        return new Past(
                month.getMonth() == Month.JANUARY,
                december,
                december == null ? null : countAgain(december, known),
                of(YearMonth.of(month.getYear(), Month.JANUARY), earlier).orElse(null),
                sameYear,
                sameYear == null ? Map.of() : countAgain(sameYear, known));
    }

    private Map<String, Counted> countAgain(Frozen frozen, PointOfRecord known) {
        var inputs = frozen.freeze().inputs();
        return count(inputs.from(), inputs.to(), known);
    }
}
