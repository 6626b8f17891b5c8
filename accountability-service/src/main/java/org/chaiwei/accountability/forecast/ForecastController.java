package org.chaiwei.accountability.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.forecast.Forecasting.Changed;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers when each target will be met. The district's forecast is for everyone who works with the plan, a street's for whoever's office
 * reaches it, as with progress.
 */
@RestController
@RequestMapping("/api/v1/accountability/forecast")
class ForecastController {

    private final Forecasting forecasting;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;

    ForecastController(
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

    /**
     * @param street null for the district
     * @param knownAt the position of the ledger's log that the figures cover; 0 before any fact has come
     */
    record Answer(
            LocalDate asOf,
            long knownAt,
            @Nullable Instant recordedAt,
            @Nullable String street,
            List<Shown> targets) {}

    /**
     * @param asOf today, if left out; nothing that came after it is looked at
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     * @param street by code or name; the district, if left out
     */
    @GetMapping
    Answer forecast(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String street,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = asking.street(street);
        ReadAccess.toFigures(actor.scope(), code);
        var date = asking.date("asOf", asOf);
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
        var known = points.knownAt(knownAt);
        var read = forecasting.read(date, known, code, Changed::not);
        return new Answer(
                date,
                known.position(),
                known.recordedAt(),
                code,
                read.targets().stream()
                        .map(target -> Shown.of(
                                target,
                                code,
                                target.lines().lines().stream()
                                        .map(line -> Forecast.of(line.series(), line.aim(), date, read.days()))
                                        .toList()))
                        .toList());
    }
}
