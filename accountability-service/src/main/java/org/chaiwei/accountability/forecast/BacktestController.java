package org.chaiwei.accountability.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.forecast.Backtest.OfHorizon;
import org.chaiwei.accountability.forecast.Forecasting.Changed;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows how either method would have done: both side by side, with the winner. For whoever reads forecasts. */
@RestController
class BacktestController {

    private final Forecasting forecasting;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;

    BacktestController(
            Forecasting forecasting,
            Targets targets,
            PointsOfRecord points,
            ForeignWrites foreignWrites,
            Asking asking) {
        this.forecasting = forecasting;
        this.targets = targets;
        this.points = points;
        this.foreignWrites = foreignWrites;
        this.asking = asking;
    }

    /** @param methods what each name means */
    record Answer(
            LocalDate from,
            LocalDate to,
            long knownAt,
            @Nullable Instant recordedAt,
            @Nullable String street,
            Map<Method, Words> methods,
            List<TriedTarget> targets) {}

    /** @param without why it has no forecast, and so no back-test; null where it has */
    record TriedTarget(String id, String name, LocalDate due, Line.@Nullable Without without, List<TriedLine> lines) {}

    /** @param nowUsed what a forecast on the last day of the range would use; null where the target's last day is over */
    record TriedLine(
            Line.By by, List<OfHorizon> horizons, @Nullable Choice nowUsed, Words says) {}

    /**
     * The targets are those in force on the last day, with the values of that day.
     *
     * @param from origins from this day on; five years before {@code to}, if left out
     * @param to today, if left out; nothing that came after it is looked at
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     * @param street by code or name; the district, if left out
     * @param target this one alone, with each of its trials; all without them, if left out
     */
    @GetMapping("/api/v1/accountability/forecast/backtest")
    Answer backtest(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable String target,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = asking.street(street);
        ReadAccess.toFigures(actor.scope(), code);
        var last = asking.date("to", to);
        var first = from == null ? last.minusMonths(Trial.TRIALS_MAX) : asking.date("from", from);
        if (first.isAfter(last)) throw Asking.refused(new FieldError("to", "below-its-start", Map.of("start", "from")));
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
        var known = points.knownAt(knownAt);
        var read = forecasting.read(last, known, code, Changed::not);
        var asked = read.targets().stream()
                .filter(one -> target == null || one.target().code().equals(target))
                .toList();
        if (target != null && asked.isEmpty()) throw new RefusedException(new NotFound());
        return new Answer(
                first,
                last,
                known.position(),
                known.recordedAt(),
                code,
                Map.of(
                        Method.STRAIGHT_LINE, Method.STRAIGHT_LINE.words(),
                        Method.RECENT_WITH_RHYTHM, Method.RECENT_WITH_RHYTHM.words()),
                asked.stream()
                        .map(one -> new TriedTarget(
                                one.target().code(),
                                one.target().goal().name(),
                                one.target().goal().due(),
                                one.lines().without(),
                                one.lines().lines().stream()
                                        .map(line -> tried(line, first, last, read.days(), target != null))
                                        .toList()))
                        .toList());
    }

    private static TriedLine tried(Line line, LocalDate from, LocalDate to, DaysOfWork days, boolean withTrials) {
        var known = to.isAfter(line.series().last()) ? line.series().last() : to;
        var backtest = Backtest.of(line.series(), line.aim(), from, known, days, withTrials);
        return new TriedLine(line.by(), backtest.horizons(), backtest.nowUsed(), backtest.words());
    }
}
