package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.TargetInForce;

/**
 * What a rating asks of every street, as of a day and as known at a point of the record. Each method is one reading; what they say fits
 * together, since no row changes that a point of the record knows. Thread-safe.
 */
public final class StreetFigures {

    private final Sums sums;
    private final Progress progress;
    private final Streets streets;

    StreetFigures(Sums sums, Progress progress, Streets streets) {
        this.sums = sums;
        this.progress = progress;
        this.streets = streets;
    }

    /**
     * Running totals.
     *
     * @param netM2 demolished, net of what was reversed and of what relapses took back; two decimals
     * @param closings less those that were revoked or withdrawn
     */
    public record Totals(BigDecimal netM2, long closings, long relapses) {}

    /**
     * @param remainingM2 what stood when the plan began; two decimals
     * @param entries of the plan's cohort, open or closed
     */
    public record Size(BigDecimal remainingM2, long entries) {}

    /**
     * How far a target is in a street.
     *
     * @param reached in the target's unit; where a target is that nothing stands, what no longer does
     * @param expected by the day, if it came evenly over time; above zero
     */
    public record Task(TargetInForce target, BigDecimal reached, BigDecimal expected) {}

    /** From one day to another, both of them included; a street without any is not in it. */
    public Map<String, Totals> totals(LocalDate from, LocalDate to, PointOfRecord known) {
        return sums.totalsByStreet(from, to, known);
    }

    /** By a day; a street that has never had an entry is not in it. */
    public Map<String, Size> sizes(LocalDate on, PointOfRecord known) {
        return sums.sizesByStreet(on, known);
    }

    /**
     * New constructions (not relapses) that stand more than an hour after they were confirmed, in every street: 0 where it has none.
     * Empty while the whole district has never been told of any.
     */
    public Map<String, Long> newStanding(LocalDate on, PointOfRecord known) {
        var at = progress.instantOf(on);
        var found = sums.newConstructionsByStreet(on, at, known);
        if (found.values().stream().allMatch(one -> one.heardOf() == 0)) return Map.of();
        var byStreet = new HashMap<String, Long>();
        for (var street : streets.codes())
            byStreet.put(street, found.containsKey(street) ? found.get(street).standing() : 0L);
        return byStreet;
    }

    /** How far these targets are in each street, in their order; one that has no data there, or expects nothing of it, is left out. */
    public Map<String, List<Task>> reached(List<TargetInForce> targets, LocalDate asOf, PointOfRecord known) {
        var byStreet = new HashMap<String, List<Task>>();
        progress.reachedByStreet(targets, asOf, known, streets.codes()).forEach((street, byCode) -> {
            var reached = new ArrayList<Task>();
            for (var target : targets)
                of(target, street, asOf, byCode.getOrDefault(target.code(), new Reached.NoData()))
                        .ifPresent(reached::add);
            byStreet.put(street, reached);
        });
        return byStreet;
    }

    /** The position of the demolition service's last fact about a clock or a restoration; 0 before there is one. */
    public long demolitionPosition(PointOfRecord known) {
        return sums.lastOf("demolition", known);
    }

    private static Optional<Task> of(TargetInForce target, String street, LocalDate asOf, Reached found) {
        var value = found.value();
        if (value == null) return Optional.empty();
        var expected = TargetProgress.expected(target, target.valueOf(street), asOf);
        if (expected == null)
            return found instanceof Reached.Number number && number.of() != null
                    ? of(target, BigDecimal.valueOf(number.of()).subtract(value), BigDecimal.valueOf(number.of()))
                    : Optional.empty();
        return of(target, value, expected);
    }

    private static Optional<Task> of(TargetInForce target, BigDecimal value, BigDecimal expected) {
        return expected.signum() > 0 ? Optional.of(new Task(target, value, expected)) : Optional.empty();
    }
}
