package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.chaiwei.accountability.forecast.Forecast.Outlook;
import org.chaiwei.accountability.forecast.Forecasting.OfTarget;
import org.chaiwei.accountability.target.Metric;
import org.chaiwei.accountability.target.TargetInForce;
import org.jspecify.annotations.Nullable;

/**
 * A target's forecast as the API shows it, of the district or of one street.
 *
 * @param target what is to be reached, in the unit; null for a street whose part has not been set
 * @param met as its progress says; null where the forecast doesn't look at it
 * @param value what is reached, in the unit; null without a forecast
 * @param without why there is no forecast; null where there is one
 * @param outlook of the line that is met last
 * @param metOn since when it is met, or when its number would be; null without such a date. What is left to a person is met by the person's decision alone
 * @param lines one, or two where count and area both have to reach it
 */
record Shown(
        String id,
        String name,
        int revision,
        String metric,
        Metric.Unit unit,
        String operator,
        @Nullable BigDecimal target,
        LocalDate from,
        LocalDate due,
        @Nullable String wording,
        boolean leftToAPerson,
        @Nullable Met met,
        @Nullable BigDecimal value,
        Line.@Nullable Without without,
        @Nullable Outlook outlook,
        @Nullable LocalDate metOn,
        List<ShownLine> lines) {

    enum Met {
        YES,
        NO,
        NEEDS_DECISION,
        NO_DATA
    }

    /**
     * @param total of how many the numbers are; null where that is open
     * @param says the forecast in a sentence
     * @param method which method is used; null where nothing is left to expect, as {@code why}
     */
    record ShownLine(
            Line.By by,
            @Nullable BigDecimal total,
            Words says,
            Forecast forecast,
            @Nullable Words method,
            @Nullable Words why) {

        static ShownLine of(Line line, Forecast forecast) {
            var choice = forecast.choice();
            return new ShownLine(
                    line.by(),
                    line.total(),
                    Sentence.of(forecast),
                    forecast,
                    choice == null ? null : choice.method().words(),
                    choice == null ? null : choice.words());
        }
    }

    /** @param forecasts of each line, in order */
    static Shown of(OfTarget read, @Nullable String street, List<Forecast> forecasts) {
        var target = read.target();
        var goal = target.goal();
        var lines = read.lines().lines();
        return new Shown(
                target.code(),
                goal.name(),
                target.revision(),
                goal.metric(),
                goal.metricOf().unit(),
                goal.operator(),
                read.value(),
                target.start(),
                goal.due(),
                goal.wording(),
                goal.leftToAPerson(),
                met(target, street, read.lines()),
                read.lines().value(),
                read.lines().without(),
                forecasts.stream()
                        .map(Forecast::outlook)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                forecasts.isEmpty() || forecasts.stream().anyMatch(one -> one.metOn() == null)
                        ? null
                        : forecasts.stream()
                                .map(Forecast::metOn)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> ShownLine.of(lines.get(i), forecasts.get(i)))
                        .toList());
    }

    private static @Nullable Met met(TargetInForce target, @Nullable String street, Line.OfTarget lines) {
        var decision = street == null ? target.decision() : null;
        if (decision != null) return decision.met() ? Met.YES : Met.NO;
        if (lines.without() == Line.Without.NOT_OVER_TIME || lines.without() == Line.Without.TOO_FAR_AHEAD) return null;
        if (lines.value() == null) return Met.NO_DATA;
        if (target.goal().leftToAPerson()) return Met.NEEDS_DECISION;
        return lines.holds() ? Met.YES : Met.NO;
    }
}
