package org.chaiwei.accountability.onehour;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.onehour.Kept.Count;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.fact.FactPlaces;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers how many one-hour clocks were kept and missed. Everyone who works with the plan sees the district's figures; a street official
 * sees those of their own streets beside it.
 */
@RestController
class OneHourController {

    private final ClockFacts facts;
    private final FactPlaces places;
    private final PointsOfRecord points;
    private final Asking asking;
    private final Streets streets;

    OneHourController(ClockFacts facts, FactPlaces places, PointsOfRecord points, Asking asking, Streets streets) {
        this.facts = facts;
        this.places = places;
        this.points = points;
        this.asking = asking;
        this.streets = streets;
    }

    /**
     * The clocks that were started from {@code from} to {@code asOf}, as they stood then.
     *
     * @param streets those that the caller may see, also where they had no clock
     */
    record Answer(
            LocalDate from,
            LocalDate asOf,
            long knownAt,
            @Nullable Instant recordedAt,
            Kept district,
            List<Kept> streets) {}

    /**
     * @param from the first of the month of {@code asOf}, if left out
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     * @param street by code or name; all that the caller may see, if left out
     */
    @GetMapping("/api/v1/accountability/one-hour")
    Answer kept(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String street,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = asking.street(street);
        ReadAccess.toFigures(actor.scope(), code);
        var last = asking.date("asOf", asOf);
        var first = from == null ? last.withDayOfMonth(1) : asking.date("from", from);
        if (first.isAfter(last))
            throw Asking.refused(new FieldError("asOf", "below-its-start", Map.of("start", "from")));
        places.await(ClocksView.NAME, ownWrite);
        var known = points.knownAt(knownAt);
        var counts = facts.started(first, last, known);
        return new Answer(
                first,
                last,
                known.position(),
                known.recordedAt(),
                Kept.ofDistrict(counts.values()),
                streets.all().stream()
                        .filter(one -> code == null
                                ? actor.scope().covers(one.code())
                                : one.code().equals(code))
                        .map(one -> Kept.of(one.code(), one.name(), counts.getOrDefault(one.code(), Count.NONE)))
                        .toList());
    }
}
