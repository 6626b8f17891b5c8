package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.accountability.rating.Formula.Line;
import org.chaiwei.accountability.rating.Rated.OfPart;
import org.chaiwei.accountability.rating.Rated.Status;
import org.chaiwei.accountability.rating.Rated.Unranked;
import org.chaiwei.accountability.rating.RatingInputs.Clocks;
import org.chaiwei.accountability.rating.RatingInputs.OfStreet;
import org.chaiwei.accountability.rating.RatingInputs.OneHour;
import org.chaiwei.accountability.rating.RatingInputs.Task;
import org.jspecify.annotations.Nullable;

/**
 * A month's rating: the formula over the inputs, and nothing else. Pure and exact; every rounding is towards zero, rates to six
 * decimals, points and scores to two.
 *
 * <p>A line without data leaves the street's points and what there was to get alike, and the score is points of what there was, of a
 * hundred: so a street is neither punished nor favoured by what nobody knows of it, and streets stay comparable. The score as it is
 * shown gives the rank, so that what reads the same ranks the same.
 *
 * @param table the ranked streets by rank, then the others; streets of one rank by their codes
 * @param worked by street, in the order of the formula
 */
record Rating(List<Rated> table, Map<String, List<Worked>> worked) {

    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final int POINTS_DECIMALS = 2;
    private static final int RATE_DECIMALS = 6;

    private static final Comparator<Rated> BY_SCORE =
            Comparator.comparing((Rated row) -> Objects.requireNonNull(row.score()), Comparator.reverseOrder());

    Rating {
        table = List.copyOf(table);
    }

    static Rating of(Formula formula, RatingInputs inputs) {
        var rows = new ArrayList<Rated>();
        var worked = new LinkedHashMap<String, List<Worked>>();
        for (var street : inputs.streets()) {
            var lines = worked(formula, street);
            worked.put(street.street(), lines);
            rows.add(row(formula, street, lines));
        }
        return new Rating(ranked(rows), worked);
    }

    /** The table with a part of one street as an appeal has made it; all that follows from it is computed anew. */
    static List<Rated> corrected(List<Rated> table, Correction correction) {
        return ranked(table.stream()
                .map(row -> row.street().equals(correction.street()) ? corrected(row, correction) : row)
                .toList());
    }

    private static List<Worked> worked(Formula formula, OfStreet street) {
        var lines = new ArrayList<Worked>();
        for (var part : formula.parts()) for (var line : part.lines()) lines.add(worked(part.part(), line, street));
        return lines;
    }

    private static Worked worked(Part part, Line line, OfStreet street) {
        return switch (line.measure()) {
            case NET_AREA -> netArea(part, line, street);
            case NEW_STANDING -> newStanding(part, line, street.newStanding());
            case TASKS -> tasks(part, line, street.tasks());
            case RELAPSES -> relapses(part, line, street);
            case ONE_HOUR_CLOCK -> oneHourClock(part, line, street.oneHour());
            case REPORTS_ANSWERED, REPORTS_SOLVED, REPORTS_SATISFIED, PROCEDURE_KEPT ->
                left(part, line, Status.NO_DATA);
        };
    }

    private static Worked netArea(Part part, Line line, OfStreet street) {
        var expected = street.expectedM2();
        if (expected == null) return left(part, line, Status.NO_DATA);
        if (expected.signum() <= 0) return left(part, line, Status.NOTHING_TO_REACH);
        var net = street.total().netM2();
        var points = line.points().multiply(within(net, expected)).divide(expected, POINTS_DECIMALS, RoundingMode.DOWN);
        return counted(
                part,
                line,
                points,
                "%s × max(0, min(1, %s ÷ %s))".formatted(text(line.points()), text(net), text(expected)));
    }

    private static Worked newStanding(Part part, Line line, @Nullable Long standing) {
        if (standing == null) return left(part, line, Status.NO_DATA);
        var points = line.points()
                .subtract(line.each().multiply(BigDecimal.valueOf(standing)))
                .max(BigDecimal.ZERO);
        return counted(
                part, line, points, "max(0, %s − %s × %d)".formatted(text(line.points()), text(line.each()), standing));
    }

    private static Worked oneHourClock(Part part, Line line, @Nullable OneHour clocks) {
        var total = clocks == null ? Clocks.NOTHING : clocks.total();
        if (total.judged() <= 0) return left(part, line, Status.NO_DATA);
        var judged = BigDecimal.valueOf(total.judged());
        var points = line.points()
                .multiply(within(BigDecimal.valueOf(total.kept()), judged))
                .divide(judged, POINTS_DECIMALS, RoundingMode.DOWN);
        return counted(
                part,
                line,
                points,
                "%s × max(0, min(1, %d ÷ %d))".formatted(text(line.points()), total.kept(), total.judged()));
    }

    private static Worked tasks(Part part, Line line, List<Task> tasks) {
        if (tasks.isEmpty()) return left(part, line, Status.NO_DATA);
        var rates = tasks.stream().map(Rating::rate).toList();
        var sum = rates.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var points = line.points()
                .multiply(sum)
                .divide(BigDecimal.valueOf(rates.size()), POINTS_DECIMALS, RoundingMode.DOWN);
        var filled = rates.stream().map(Rating::text).collect(Collectors.joining(" + "));
        return counted(part, line, points, "%s × (%s) ÷ %d".formatted(text(line.points()), filled, rates.size()));
    }

    private static Worked relapses(Part part, Line line, OfStreet street) {
        var total = street.total();
        if (total.closings() < line.atLeast()) return left(part, line, Status.TOO_FEW);
        var bearable = line.zeroAt().multiply(BigDecimal.valueOf(total.closings()));
        var left = within(bearable.subtract(BigDecimal.valueOf(total.relapses())), bearable);
        var points = line.points().multiply(left).divide(bearable, POINTS_DECIMALS, RoundingMode.DOWN);
        return counted(
                part,
                line,
                points,
                "%s × max(0, min(1, 1 − %d ÷ (%s × %d)))"
                        .formatted(text(line.points()), total.relapses(), text(line.zeroAt()), total.closings()));
    }

    /** How far a task is, from 0 to 1. */
    static BigDecimal rate(Task task) {
        return within(task.reached(), task.expected()).divide(task.expected(), RATE_DECIMALS, RoundingMode.DOWN);
    }

    private static BigDecimal within(BigDecimal value, BigDecimal most) {
        return value.max(BigDecimal.ZERO).min(most);
    }

    private static Worked left(Part part, Line line, Status why) {
        return new Worked(part, line.measure(), line.points(), why, null, null);
    }

    private static Worked counted(Part part, Line line, BigDecimal points, String formula) {
        var rounded = points.setScale(POINTS_DECIMALS, RoundingMode.DOWN);
        return new Worked(
                part, line.measure(), line.points(), Status.COUNTED, rounded, formula + " = " + text(rounded));
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }

    private static Rated row(Formula formula, OfStreet street, List<Worked> lines) {
        var parts = formula.parts().stream()
                .map(part -> {
                    var own = lines.stream()
                            .filter(line -> line.part() == part.part())
                            .toList();
                    var counting =
                            own.stream().filter(line -> line.points() != null).toList();
                    return new OfPart(
                            part.part(),
                            counting.isEmpty() ? null : sum(counting, line -> Objects.requireNonNull(line.points())),
                            sum(counting, Worked::of),
                            part.points().setScale(POINTS_DECIMALS),
                            false,
                            own.stream().map(Worked::line).toList());
                })
                .toList();
        var counted = sum(parts, OfPart::counted);
        var unranked = street.entries() < formula.minimumEntries()
                ? Unranked.TOO_FEW_ENTRIES
                : counted.compareTo(formula.minimumPoints()) < 0 ? Unranked.TOO_LITTLE_DATA : null;
        return row(street.street(), formula.groupOf(street.remainingM2()), parts, unranked, street.scoreBefore());
    }

    private static Rated row(
            String street,
            String group,
            List<OfPart> parts,
            @Nullable Unranked unranked,
            @Nullable BigDecimal scoreBefore) {
        var points = sum(parts, part -> part.points() == null ? NOTHING : part.points());
        var counted = sum(parts, OfPart::counted);
        var score = counted.signum() == 0
                ? null
                : points.multiply(HUNDRED).divide(counted, POINTS_DECIMALS, RoundingMode.DOWN);
        return new Rated(
                street,
                group,
                parts,
                points,
                counted,
                score,
                null,
                null,
                unranked,
                score == null || scoreBefore == null ? null : score.subtract(scoreBefore));
    }

    private static Rated corrected(Rated row, Correction correction) {
        var parts = row.parts().stream()
                .map(part -> part.part() == correction.part()
                        ? new OfPart(part.part(), correction.points(), part.counted(), part.of(), true, part.lines())
                        : part)
                .toList();
        var scoreBefore = row.score() == null || row.improvedBy() == null
                ? null
                : row.score().subtract(row.improvedBy());
        return row(row.street(), row.group(), parts, row.unranked(), scoreBefore);
    }

    private static List<Rated> ranked(List<Rated> rows) {
        var ranked = rows.stream()
                .filter(row -> row.unranked() == null)
                .sorted(BY_SCORE.thenComparing(Rated::street))
                .toList();
        var all = ranks(ranked);
        var table = new ArrayList<Rated>();
        for (var row : ranked) {
            var group = ranks(ranked.stream()
                    .filter(one -> one.group().equals(row.group()))
                    .toList());
            table.add(with(row, all.get(row.street()), group.get(row.street())));
        }
        rows.stream()
                .filter(row -> row.unranked() != null)
                .sorted(Comparator.comparing(Rated::street))
                .forEach(table::add);
        return table;
    }

    /** Of streets in the order of their scores. */
    private static Map<String, Integer> ranks(List<Rated> inOrder) {
        var ranks = new LinkedHashMap<String, Integer>();
        int rank = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            if (i == 0 || BY_SCORE.compare(inOrder.get(i - 1), inOrder.get(i)) != 0) rank = i + 1;
            ranks.put(inOrder.get(i).street(), rank);
        }
        return ranks;
    }

    private static Rated with(Rated row, @Nullable Integer rank, @Nullable Integer groupRank) {
        return new Rated(
                row.street(),
                row.group(),
                row.parts(),
                row.points(),
                row.counted(),
                row.score(),
                rank,
                groupRank,
                row.unranked(),
                row.improvedBy());
    }

    private static <T> BigDecimal sum(List<T> of, Function<T, BigDecimal> number) {
        return of.stream().map(number).reduce(NOTHING, BigDecimal::add);
    }
}
