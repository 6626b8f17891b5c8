package org.chaiwei.accountability.measure;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.accountability.measure.Evidence.Before;
import org.chaiwei.accountability.measure.MeasureRules.Look;
import org.chaiwei.accountability.measure.MeasureRules.Rule;
import org.chaiwei.accountability.measure.MeasureRules.RuleSet;
import org.chaiwei.accountability.rating.FrozenTables.FrozenMonth;
import org.chaiwei.accountability.rating.FrozenTables.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say to the frozen tables, and nothing else. Pure. Ranks are those of the tables: a street without rank is left out, as if
 * it were not there.
 *
 * <ul>
 *   <li>Streets that share a rank share what follows from it. A street is in the bottom two if fewer than two ranked streets stand below
 *       it: of the ranks … 12, 13, 13, 15 the last three streets are, of … 13, 14, 14 the last two.
 *   <li>Nobody is at both ends: where few are ranked, or all stand alike, whoever is at the top is not at the bottom.
 *   <li>Months run on from one to the next, December to January. A month that was not frozen, or in which the street had no rank or stood
 *       better, ends the row. A row longer than the longest of the rules is still that.
 * </ul>
 */
final class Ladder {

    private final MeasureRules rules;
    private final Map<YearMonth, FrozenMonth> months = new TreeMap<>();

    /** @param frozen the latest version of each month's table */
    Ladder(MeasureRules rules, List<FrozenMonth> frozen) {
        this.rules = rules;
        for (var month : frozen) months.put(month.month(), month);
    }

    /**
     * A measure that the tables support.
     *
     * @param id as {@link MeasureId#byRule}
     */
    record Supported(UUID id, String street, Rule rule, Evidence evidence) {}

    /** What the rules say to a frozen month, in the order of the rules and then of the streets; nothing before the first rules. */
    List<Supported> of(YearMonth month) {
        var table = months.get(month);
        var inForce = rules.inForce(month);
        if (table == null || inForce.isEmpty()) return List.of();
        var supported = new ArrayList<Supported>();
        for (var rule : inForce.get().rules())
            for (var street : table.streets())
                if (holds(rule, inForce.get(), table, street))
                    supported.add(supported(rule, inForce.get(), table, street));
        return supported;
    }

    /** The last change of the tables that the rules look at for a month: its own, and those before it in a row. */
    long positionOf(YearMonth month) {
        var longest = rules.inForce(month)
                .map(set -> longest(set.looking(Look.BOTTOM)))
                .orElse(1);
        long position = 0;
        for (int back = 0; back < longest; back++) {
            var table = months.get(month.minusMonths(back));
            if (table != null) position = Math.max(position, table.position());
        }
        return position;
    }

    private boolean holds(Rule rule, RuleSet set, FrozenMonth table, Standing street) {
        if (street.rank() == null) return false;
        return switch (rule.look()) {
            case BOTTOM -> {
                var row = row(table.month(), street.street());
                // The longest row that it fulfils speaks alone.
                yield set.looking(Look.BOTTOM).stream()
                        .filter(one -> one.running() <= row.size())
                        .max(Comparator.comparingInt(Rule::running))
                        .filter(rule::equals)
                        .isPresent();
            }
            case TOP -> isWithin(rule, street);
            case MOST_IMPROVED -> isMostImproved(table, street);
            case FALSIFIED_RECORD -> false;
        };
    }

    private Supported supported(Rule rule, RuleSet set, FrozenMonth table, Standing street) {
        var month = table.month().toString();
        var row = row(table.month(), street.street());
        var before = rule.look() == Look.BOTTOM
                ? row.subList(row.size() - rule.running(), row.size() - 1)
                : List.<Before>of();
        return new Supported(
                MeasureId.byRule(month, street.street(), rule.rule()),
                street.street(),
                rule,
                new Evidence(
                        set.version(),
                        month,
                        table.version(),
                        street.rank(),
                        street.score(),
                        rule.look() == Look.MOST_IMPROVED ? street.improvedBy() : null,
                        before,
                        null));
    }

    /** The months up to this one in which the street was at the bottom, the earliest first, no more than the rules look at. */
    private List<Before> row(YearMonth last, String street) {
        var row = new ArrayList<Before>();
        var longest = rules.inForce(last)
                .map(set -> longest(set.looking(Look.BOTTOM)))
                .orElse(0);
        for (var month = last; row.size() < longest; month = month.minusMonths(1)) {
            var table = months.get(month);
            var set = rules.inForce(month);
            if (table == null || set.isEmpty()) break;
            var rank = rankAtBottom(set.get(), table, street);
            if (rank == null) break;
            row.addFirst(new Before(month.toString(), table.version(), rank));
        }
        return row;
    }

    private static @Nullable Integer rankAtBottom(RuleSet set, FrozenMonth table, String street) {
        var bottom = set.looking(Look.BOTTOM);
        if (bottom.isEmpty()) return null;
        for (var one : table.streets()) {
            var rank = one.rank();
            if (!one.street().equals(street) || rank == null) continue;
            var isTop = set.looking(Look.TOP).stream().anyMatch(rule -> isWithin(rule, one));
            long below = table.streets().stream()
                    .filter(other -> other.rank() != null && other.rank() > rank)
                    .count();
            return !isTop && below < bottom.getFirst().places() ? rank : null;
        }
        return null;
    }

    private static boolean isWithin(Rule top, Standing street) {
        return street.rank() != null && street.rank() <= top.places();
    }

    private static boolean isMostImproved(FrozenMonth table, Standing street) {
        var most = table.streets().stream()
                .filter(one -> one.rank() != null)
                .map(Standing::improvedBy)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
        return most.signum() > 0
                && street.improvedBy() != null
                && street.improvedBy().compareTo(most) == 0;
    }

    private static int longest(List<Rule> rules) {
        return rules.stream().mapToInt(Rule::running).max().orElse(1);
    }
}
