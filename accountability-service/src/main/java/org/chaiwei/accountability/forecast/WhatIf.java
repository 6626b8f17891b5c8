package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.chaiwei.accountability.forecast.Forecast.Basis;
import org.chaiwei.accountability.forecast.Forecast.Extra;
import org.chaiwei.accountability.forecast.Forecast.Outlook;
import org.jspecify.annotations.Nullable;

/** What a change of means makes of a forecast: both beside each other, and the difference. */
record WhatIf(Line.By by, Outcome without, Outcome with, Difference difference) {

    /** @param on the last day that counts */
    record Outcome(
            BigDecimal reached,
            BigDecimal least,
            Outlook outlook,
            @Nullable LocalDate metOn,
            LocalDate on,
            BigDecimal expected,
            BigDecimal low,
            BigDecimal high,
            @Nullable BigDecimal coverage,
            Basis basis) {

        static Outcome of(Forecast forecast) {
            var due = forecast.atDue();
            return new Outcome(
                    forecast.reached(),
                    forecast.least(),
                    forecast.outlook(),
                    forecast.metOn(),
                    due.on(),
                    due.expected(),
                    due.low(),
                    due.high(),
                    due.coverage(),
                    due.basis());
        }
    }

    /**
     * @param expected more (or, negative, less) is expected by the last day, each by its own
     * @param days later (or, negative, earlier) it is met; null where one of the two has no date
     */
    record Difference(BigDecimal expected, @Nullable Long days) {}

    static WhatIf of(Line.By by, Forecast without, Forecast with) {
        var before = without.metOn();
        var after = with.metOn();
        return new WhatIf(
                by,
                Outcome.of(without),
                Outcome.of(with),
                new Difference(
                        with.atDue().expected().subtract(without.atDue().expected()),
                        before == null || after == null ? null : ChronoUnit.DAYS.between(before, after)));
    }

    /**
     * Teams besides those that work already.
     *
     * @param m2 what one of them brings down on a working day
     */
    record Team(int count, LocalDate from, LocalDate to, BigDecimal m2) {}

    /**
     * What teams bring down until a day's end, as long as something stands.
     *
     * @param asOf they work after this day only
     * @param mostM2 what stands; null where that is not known
     */
    static Extra of(List<Team> teams, LocalDate asOf, @Nullable BigDecimal mostM2, DaysOfWork days) {
        return until -> {
            var m2 = BigDecimal.ZERO;
            for (var team : teams) {
                var after = team.from.isAfter(asOf) ? team.from.minusDays(1) : asOf;
                var last = until.isBefore(team.to) ? until : team.to;
                var worked = last.isAfter(after) ? days.between(after, last) : 0;
                m2 = m2.add(team.m2.multiply(BigDecimal.valueOf((long) worked * team.count)));
            }
            return mostM2 == null ? m2 : m2.min(mostM2);
        };
    }

    /** A part of what teams bring down, in another unit. */
    static Extra times(Extra extra, BigDecimal factor) {
        return until -> extra.until(until).multiply(factor, Method.MC);
    }
}
