package org.chaiwei.ledger.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.ledger.violation.Use;
import org.jspecify.annotations.Nullable;

/**
 * The equation of the ledger over a period, and month by month: opening + added − demolished − otherwise closed + revoked +
 * corrected = closing, in count and in area; and one month's closing is the next one's opening.
 *
 * @param street the street it is about, null for all that the caller may see
 * @param use the use it is about, null for all
 * @param from first day
 * @param to last day
 * @param knownAt the position that the figures really cover
 * @param recordedAt when that position was recorded; null while nothing was
 */
record Statement(
        @Nullable String street,
        @Nullable Use use,
        LocalDate from,
        LocalDate to,
        long knownAt,
        @Nullable Instant recordedAt,
        Lines lines,
        Achievement achievement,
        List<Month> months) {

    /**
     * What was achieved in the period. It stands beside the equation, where a relapse is an addition like any other.
     *
     * @param demolished demolished area, less what failed acceptances gave back, and the entries closed by demolition
     * @param takenBack what stood again, on the dates on which that was confirmed
     * @param net demolished less taken back
     */
    record Achievement(Amount demolished, Amount takenBack, Amount net) {
        private static Achievement of(Map<Line, Amount> moved) {
            var demolished = moved.getOrDefault(Line.DEMOLISHED, Amount.NONE).negated();
            var takenBack = moved.getOrDefault(Line.TAKEN_BACK, Amount.NONE);
            return new Achievement(demolished, takenBack, demolished.minus(takenBack));
        }
    }

    /**
     * All lines but {@code corrected} are told as the plan tells them, as positive amounts; {@code corrected} is negative where the
     * books went down.
     */
    record Lines(
            Amount opening,
            Amount added,
            Amount demolished,
            Amount otherwiseClosed,
            Amount revoked,
            Amount corrected,
            Amount closing) {

        private static Lines of(Amount opening, Map<Line, Amount> moved) {
            return new Lines(
                    opening,
                    moved.getOrDefault(Line.ADDED, Amount.NONE),
                    moved.getOrDefault(Line.DEMOLISHED, Amount.NONE).negated(),
                    moved.getOrDefault(Line.OTHERWISE_CLOSED, Amount.NONE).negated(),
                    moved.getOrDefault(Line.REVOKED, Amount.NONE),
                    moved.getOrDefault(Line.CORRECTED, Amount.NONE),
                    moved.entrySet().stream()
                            .filter(line -> line.getKey().isOfTheEquation())
                            .map(Map.Entry::getValue)
                            .reduce(opening, Amount::plus));
        }
    }

    /** The days of one month that lie in the period. */
    record Month(YearMonth month, Lines lines, Achievement achievement) {}

    /** One sum of movements; {@code month} is null for those before the period. */
    record Cell(@Nullable YearMonth month, Line line, Amount amount) {}

    /** The statement of these sums, with every month of the period in it even where nothing happened. */
    static Statement of(
            @Nullable String street,
            @Nullable Use use,
            LocalDate from,
            LocalDate to,
            KnownAt knownAt,
            List<Cell> cells) {
        var opening = Amount.NONE;
        var whole = new EnumMap<Line, Amount>(Line.class);
        var monthly = new HashMap<YearMonth, EnumMap<Line, Amount>>();
        for (var cell : cells) {
            if (cell.month() == null) {
                if (cell.line().isOfTheEquation()) opening = opening.plus(cell.amount());
            } else {
                whole.merge(cell.line(), cell.amount(), Amount::plus);
                monthly.computeIfAbsent(cell.month(), _ -> new EnumMap<>(Line.class))
                        .merge(cell.line(), cell.amount(), Amount::plus);
            }
        }
        var months = new ArrayList<Month>();
        var openingOfMonth = opening;
        for (var month = YearMonth.from(from); !month.isAfter(YearMonth.from(to)); month = month.plusMonths(1)) {
            var moved = monthly.getOrDefault(month, new EnumMap<>(Line.class));
            var lines = Lines.of(openingOfMonth, moved);
            months.add(new Month(month, lines, Achievement.of(moved)));
            openingOfMonth = lines.closing();
        }
        return new Statement(
                street,
                use,
                from,
                to,
                knownAt.position(),
                knownAt.recordedAt(),
                Lines.of(opening, whole),
                Achievement.of(whole),
                months);
    }
}
