package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.chaiwei.accountability.progress.Designations.Counts;
import org.chaiwei.accountability.progress.Sums.Group;
import org.chaiwei.accountability.progress.Sums.Restorations;
import org.chaiwei.accountability.progress.Sums.WallOpenings;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.target.Goal;
import org.chaiwei.accountability.target.TargetInForce;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Finds out how far targets are. Everything one answer says is read in one snapshot. Thread-safe. */
public final class Progress {

    private final Sums sums;
    private final TransactionOperations snapshot;
    private final BusinessClock clock;

    /** @param snapshot a read-only transaction that sees one state throughout (repeatable read) */
    Progress(Sums sums, TransactionOperations snapshot, BusinessClock clock) {
        this.sums = sums;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    /** What each street demolished from one day to another, both included; a street without any is not in it. */
    public Map<String, Achieved> achievedByStreet(LocalDate from, LocalDate to, PointOfRecord known) {
        return sums.achievedByStreet(from, to, known);
    }

    /** What stands of the open entries' area at the end of a day, by street; a street without any is not in it. */
    SortedMap<String, BigDecimal> standingByStreet(LocalDate on, PointOfRecord known) {
        return sums.standingByStreet(on, known);
    }

    /**
     * What was reached of each target, by its code.
     *
     * @param street the one whose share in it is asked for; null for the district
     */
    Map<String, Reached> reached(
            List<TargetInForce> targets, LocalDate asOf, PointOfRecord known, @Nullable String street) {
        if (targets.isEmpty()) return Map.of();
        return read(() -> {
            var looked = Looked.at(targets, asOf);
            return reached(
                    targets,
                    asOf,
                    new Asked(
                            known,
                            street,
                            sums.groups(looked.days, looked.tags, looked.ledgerKinds, known, street),
                            new HashMap<>(),
                            new HashMap<>(),
                            null));
        });
    }

    /** The same of each of these streets, with the entries read once for all. */
    Map<String, Map<String, Reached>> reachedByStreet(
            List<TargetInForce> targets, LocalDate asOf, PointOfRecord known, List<String> streets) {
        if (targets.isEmpty()) return Map.of();
        return read(() -> {
            var looked = Looked.at(targets, asOf);
            var groups = sums.groupsByStreet(looked.days, looked.tags, looked.ledgerKinds, known);
            var all = new OfAllStreets(new HashMap<>(), new HashMap<>());
            var designations = new HashMap<LocalDate, Map<String, Counts>>();
            var byStreet = new HashMap<String, Map<String, Reached>>();
            for (var street : streets)
                byStreet.put(
                        street,
                        reached(
                                targets,
                                asOf,
                                new Asked(
                                        known,
                                        street,
                                        groups.getOrDefault(street, Map.of()),
                                        new HashMap<>(),
                                        designations,
                                        all)));
            return byStreet;
        });
    }

    /** The days, tags and ledgers that targets look at. */
    private record Looked(SortedSet<LocalDate> days, Set<String> tags, Set<String> ledgerKinds) {
        static Looked at(List<TargetInForce> targets, LocalDate asOf) {
            var looked = new Looked(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            for (var target : targets) {
                looked.days.add(TargetProgress.measuredOn(target, asOf));
                looked.tags.addAll(target.goal().anyTag());
                if (target.goal().ledgerKind() != null)
                    looked.ledgerKinds.add(target.goal().ledgerKind());
            }
            return looked;
        }
    }

    private Map<String, Reached> reached(List<TargetInForce> targets, LocalDate asOf, Asked asked) {
        var reached = new HashMap<String, Reached>();
        for (var target : targets) reached.put(target.code(), reached(target, asOf, asked));
        return reached;
    }

    /**
     * @param walls those asked for so far, by day: two targets look at them
     * @param designations those asked for so far, by day and street
     * @param all where every street is asked for, one after the other; null where one is, or the district
     */
    private record Asked(
            PointOfRecord known,
            @Nullable String street,
            Map<LocalDate, List<Group>> groups,
            Map<LocalDate, WallOpenings> walls,
            Map<LocalDate, Map<String, Counts>> designations,
            @Nullable OfAllStreets all) {}

    /** What has been read for all streets at once so far, by day. */
    private record OfAllStreets(
            Map<LocalDate, Map<String, WallOpenings>> walls, Map<Treated, Map<String, Restorations>> restorations) {}

    private record Treated(String ledgerKind, LocalDate on) {}

    private Reached reached(TargetInForce target, LocalDate asOf, Asked asked) {
        var goal = target.goal();
        var on = TargetProgress.measuredOn(target, asOf);
        var start = target.start();
        if (asked.known.position() == 0 || on.isBefore(start)) return new Reached.NoData();
        return switch (goal.metricOf()) {
            case DEMOLISHED_AREA -> new Reached.Area(sums.achieved(start, on, asked.known, asked.street));
            case CLOSED_SHARE -> closedShare(goal, groups(asked, on, goal));
            case STANDING -> standing(groups(asked, on, goal));
            case LEDGER_DRAWN_UP -> drawnUp(groups(asked, on, goal));
            case WALL_OPENING_ALLEYS_DONE -> {
                var walls = walls(asked, on);
                yield walls.alleys() == 0
                        ? new Reached.NoData()
                        : new Reached.Number(walls.done(), walls.alleys(), null);
            }
            case WALL_OPENING_HOUSEHOLDS_DONE -> {
                var walls = walls(asked, on);
                yield walls.entries() == 0
                        ? new Reached.NoData()
                        : new Reached.Number(walls.householdsDone(), null, null);
            }
            case NEW_STANDING_OVER_60_MIN -> newStanding(on, asked);
            case RESTORED_SHARE -> restored(goal, on, asked);
            case VIOLATION_FREE_STARTED -> designated(asked, on, Counts::started);
            case VIOLATION_FREE_COMPOUNDS -> designated(asked, on, Counts::compounds);
            case VIOLATION_FREE_ALLEYS -> designated(asked, on, Counts::alleys);
            case UNIT_INVENTORY_SHARE, MARKETS_IN_ORDER -> new Reached.NoData();
        };
    }

    private static List<Group> groups(Asked asked, LocalDate on, Goal goal) {
        Predicate<Group> counts =
                group -> (goal.ledgerKind() == null || goal.ledgerKind().equals(group.ledgerKind()))
                        && (goal.anyTag().isEmpty() || goal.anyTag().stream().anyMatch(group.tags()::contains));
        return asked.groups.getOrDefault(on, List.of()).stream().filter(counts).toList();
    }

    private static Reached closedShare(Goal goal, List<Group> groups) {
        var total = groups.stream().mapToLong(Group::registered).sum();
        if (total == 0) return new Reached.NoData();
        return new Reached.Share(
                groups.stream().mapToLong(Group::closed).sum(),
                total,
                goal.both() ? sum(groups.stream().map(Group::closedM2).toList()) : null,
                goal.both() ? sum(groups.stream().map(Group::registeredM2).toList()) : null);
    }

    private static Reached standing(List<Group> groups) {
        var total = groups.stream().mapToLong(Group::registered).sum();
        return total == 0
                ? new Reached.NoData()
                : new Reached.Number(
                        total - groups.stream().mapToLong(Group::closed).sum(), total, null);
    }

    private static Reached drawnUp(List<Group> groups) {
        var entries = groups.stream().mapToLong(Group::registered).sum();
        return entries == 0 ? new Reached.NoData() : new Reached.Number(1, entries, null);
    }

    private WallOpenings walls(Asked asked, LocalDate on) {
        var all = asked.all;
        if (all == null || asked.street == null)
            return asked.walls.computeIfAbsent(on, day -> sums.wallOpenings(day, asked.known, asked.street));
        return all.walls
                .computeIfAbsent(on, day -> sums.wallOpeningsByStreet(day, asked.known))
                .getOrDefault(asked.street, WallOpenings.NONE);
    }

    /** A street without any has none, once the district has begun. */
    private Reached designated(Asked asked, LocalDate on, ToLongFunction<Counts> counted) {
        var streets = asked.designations.computeIfAbsent(on, day -> sums.designations(day, asked.known));
        if (streets.isEmpty()) return new Reached.NoData();
        var counts = asked.street == null
                ? streets.values().stream().reduce(Counts.NONE, Counts::plus)
                : streets.getOrDefault(asked.street, Counts.NONE);
        return new Reached.Number(counted.applyAsLong(counts), null, null);
    }

    private Reached newStanding(LocalDate on, Asked asked) {
        var found = sums.newConstructions(on, instantOf(on), asked.known, asked.street);
        return found.heardOf() == 0
                ? new Reached.NoData()
                : new Reached.Number(found.standing(), found.heardOf(), found.relapses());
    }

    private Reached restored(Goal goal, LocalDate on, Asked asked) {
        var kind = goal.ledgerKind();
        if (kind == null) return new Reached.NoData();
        var found = restorations(kind, on, asked);
        return found.closed() == 0 || found.heardOf() == 0
                ? new Reached.NoData()
                : new Reached.Share(found.restored(), found.closed(), null, null);
    }

    private Restorations restorations(String kind, LocalDate on, Asked asked) {
        var all = asked.all;
        if (all == null || asked.street == null) return sums.restorations(kind, on, asked.known, asked.street);
        return all.restorations
                .computeIfAbsent(new Treated(kind, on), _ -> sums.restorationsByStreet(kind, on, asked.known))
                .getOrDefault(asked.street, Restorations.NONE);
    }

    /** The end of the day; now, while it lasts. */
    Instant instantOf(LocalDate day) {
        var end = Sums.endOf(day);
        var now = clock.now();
        return now.isBefore(end) ? now : end;
    }

    private static BigDecimal sum(List<BigDecimal> areas) {
        return areas.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private <T> T read(Supplier<T> reading) {
        var answer = snapshot.execute(_ -> reading.get());
        if (answer == null) throw new IllegalStateException("figures were read as null");
        return answer;
    }
}
