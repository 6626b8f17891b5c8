package org.chaiwei.accountability.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.progress.DailyFigures;
import org.chaiwei.accountability.progress.DailyFigures.Moved;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.target.TargetInForce;
import org.chaiwei.accountability.target.Targets;
import org.jspecify.annotations.Nullable;

/** Reads, once for all targets, what forecasts are made from. Thread-safe. */
final class Forecasting {

    /** What lies further back counts as done before the first day. */
    private static final int YEARS_BACK_MAX = 20;

    private final Targets targets;
    private final DailyFigures figures;
    private final WorkingDays calendar;

    Forecasting(Targets targets, DailyFigures figures, WorkingDays calendar) {
        this.targets = targets;
        this.figures = figures;
        this.calendar = calendar;
    }

    /**
     * @param first the first day of every series
     * @param days from that day to years after every last day
     */
    record Read(LocalDate asOf, LocalDate first, DaysOfWork days, List<Moved> moved, List<OfTarget> targets) {}

    record OfTarget(TargetInForce target, @Nullable BigDecimal value, Line.OfTarget lines) {}

    /**
     * @param changed what a target shall be instead; the same, where it is not asked about
     * @param street null for the district
     */
    Read read(LocalDate asOf, PointOfRecord known, @Nullable String street, Function<TargetInForce, Changed> changed) {
        var inForce = targets.inForce(asOf, known);
        var tags = new TreeSet<String>();
        var ledgerKinds = new TreeSet<String>();
        var first = asOf;
        var last = asOf;
        for (var target : inForce) {
            if (!Line.isOverTime(target.goal())) continue;
            tags.addAll(target.goal().anyTag());
            if (target.goal().ledgerKind() != null)
                ledgerKinds.add(target.goal().ledgerKind());
            if (target.start().isBefore(first)) first = target.start();
            if (changed.apply(target).target().goal().due().isAfter(last))
                last = changed.apply(target).target().goal().due();
        }
        if (first.isBefore(asOf.minusYears(YEARS_BACK_MAX))) first = asOf.minusYears(YEARS_BACK_MAX);
        if (last.isAfter(asOf.plusYears(YEARS_BACK_MAX))) last = asOf.plusYears(YEARS_BACK_MAX);
        var days = new DaysOfWork(calendar, first, last.plusYears(Forecast.YEARS_AHEAD));
        List<Moved> moved =
                known.position() == 0 ? List.of() : figures.moved(first, asOf, tags, ledgerKinds, known, street);
        var read = new ArrayList<OfTarget>();
        for (var target : inForce) {
            var as = changed.apply(target);
            var value = as.value() == null ? as.target().valueOf(street) : as.value();
            read.add(new OfTarget(
                    as.target(),
                    value,
                    known.position() == 0
                            ? Line.OfTarget.none(
                                    Line.isOverTime(target.goal()) ? Line.Without.NO_FACTS : Line.Without.NOT_OVER_TIME)
                            : Line.of(as.target(), value, asOf, first, moved)));
        }
        return new Read(asOf, first, days, moved, read);
    }

    /**
     * A target as a question takes it to be.
     *
     * @param value instead of the target's, or the street's part of it; null for that
     */
    record Changed(TargetInForce target, @Nullable BigDecimal value) {
        static Changed not(TargetInForce target) {
            return new Changed(target, null);
        }
    }
}
