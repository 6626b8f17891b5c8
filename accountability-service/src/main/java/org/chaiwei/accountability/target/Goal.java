package org.chaiwei.accountability.target;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reached. Its fields stand in events as they are here.
 *
 * @param name 目标, as the plan words it
 * @param source PLAN, DISTRICT or CITY
 * @param sourceDocument the paper that handed it down, for a quota from above
 * @param metric a code of {@link Metric}
 * @param operator a sign of {@link Operator}
 * @param value in the metric's unit; for a share a fraction, 1 for yes
 * @param eachOf what the value holds for one by one, such as compounds and alleys; empty where it is one number
 * @param from the first day that counts; null for a state that is to be reached by {@code due}
 * @param due the last day
 * @param anyTag entries with one of these tags count; empty if tags don't matter
 * @param ledgerKind entries of this ledger count; null if it doesn't matter
 * @param both whether count and area must both reach it
 * @param wording the word by which it is binding: 完成, 确保, 努力完成, 基本完成, 力争 …
 * @param definition what exactly counts, where the name leaves it open
 */
public record Goal(
        String name,
        String source,
        @Nullable String sourceDocument,
        String metric,
        String operator,
        BigDecimal value,
        List<String> eachOf,
        @Nullable LocalDate from,
        LocalDate due,
        List<String> anyTag,
        @Nullable String ledgerKind,
        boolean both,
        @Nullable String wording,
        @Nullable String definition) {

    /** 基本完成 and 力争 promise an effort, not a number: a person decides whether it was enough. */
    private static final List<String> LEFT_TO_A_PERSON = List.of("基本完成", "力争");

    public Goal {
        eachOf = List.copyOf(eachOf);
        anyTag = List.copyOf(anyTag);
    }

    /** Whether only a person's decision meets it, however high the share is. */
    public boolean leftToAPerson() {
        return wording != null && LEFT_TO_A_PERSON.stream().anyMatch(wording::contains);
    }

    public Metric metricOf() {
        return Metric.of(metric).orElseThrow();
    }

    public Operator operatorOf() {
        return Operator.of(operator).orElseThrow();
    }

    /** Whether streets have parts of its value: an area or a number does, a share holds for each street as it is, and so does zero. */
    public boolean divisible() {
        var unit = metricOf().unit();
        return (unit == Metric.Unit.AREA_M2 || unit == Metric.Unit.COUNT) && value.signum() > 0;
    }

    Goal revised(BigDecimal newValue, LocalDate newDue) {
        return new Goal(
                name,
                source,
                sourceDocument,
                metric,
                operator,
                newValue,
                eachOf,
                from,
                newDue,
                anyTag,
                ledgerKind,
                both,
                wording,
                definition);
    }
}
