package org.chaiwei.accountability.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A version of the formula. Immutable; read from its file by {@link FormulaFile}, which has looked at everything that is promised here.
 *
 * @param effectiveFrom the first day of the first month that is rated by it
 * @param source who has decided on it
 * @param of all points there are: the sum of the parts'
 * @param groups the largest first; the last begins at zero
 * @param minimumEntries of the plan's cohort: a street with fewer is not ranked
 * @param minimumPoints with data: a street with fewer is not ranked
 * @param parts each part once, in the order in which they are shown
 */
record Formula(
        int version,
        LocalDate effectiveFrom,
        String source,
        BigDecimal of,
        List<Group> groups,
        long minimumEntries,
        BigDecimal minimumPoints,
        List<Weighed> parts) {

    /** Streets of similar size. @param fromM2 remaining when the plan began; this and more, up to the next larger group */
    record Group(String name, BigDecimal fromM2) {}

    /** @param points the sum of the lines' */
    record Weighed(Part part, BigDecimal points, List<Line> lines) {
        Weighed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param each points that one case takes; zero where the measure has no such setting, as the others
     * @param zeroAt a share
     * @param atLeast cases
     * @param metrics codes of targets' metrics
     */
    record Line(
            Measure measure, BigDecimal points, BigDecimal each, BigDecimal zeroAt, long atLeast, Set<String> metrics) {
        Line {
            metrics = Set.copyOf(metrics);
        }
    }

    Formula {
        groups = List.copyOf(groups);
        parts = List.copyOf(parts);
    }

    /** The group of a street with so much remaining when the plan began. */
    String groupOf(BigDecimal remainingM2) {
        return groups.stream()
                .filter(group -> remainingM2.compareTo(group.fromM2) >= 0)
                .findFirst()
                .orElse(groups.getLast())
                .name();
    }

    /** The metrics of the targets that count as special tasks. */
    Set<String> taskMetrics() {
        return parts.stream()
                .flatMap(part -> part.lines.stream())
                .filter(line -> line.measure == Measure.TASKS)
                .findFirst()
                .map(Line::metrics)
                .orElse(Set.of());
    }
}
