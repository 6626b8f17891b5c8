package org.chaiwei.accountability.ranking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.progress.Achieved;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.progress.FactsLink;
import org.chaiwei.accountability.progress.ForeignWrites;
import org.chaiwei.accountability.progress.Progress;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.target.TargetInForce;
import org.chaiwei.accountability.target.Targets;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers how the streets stand to each other. Everyone who works with the plan sees all of it, street officials too: a ranking that shows
 * one street is none. The facts under a number are shown as far as the reader's office reaches.
 */
@RestController
class RankingController {

    private final Progress progress;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;
    private final Streets streets;

    RankingController(
            Progress progress,
            Targets targets,
            PointsOfRecord points,
            ForeignWrites foreignWrites,
            Asking asking,
            Streets streets) {
        this.progress = progress;
        this.targets = targets;
        this.points = points;
        this.foreignWrites = foreignWrites;
        this.asking = asking;
        this.streets = streets;
    }

    /**
     * @param target the year's demolition target; null if the year has none, and then nobody has a rank
     * @param partsSet whether the target has been divided among the streets; until then nobody has a rank
     * @param comparedWith the day a month before, whose ranks the movements are from
     */
    record Answer(
            LocalDate asOf,
            long knownAt,
            @Nullable Instant recordedAt,
            @Nullable String target,
            boolean partsSet,
            LocalDate comparedWith,
            List<Place> streets) {}

    /**
     * @param rank streets that are equal share it; null without a part
     * @param movement ranks gained (positive) or lost since a month before; null where either day has no rank
     * @param part what the street has to demolish in the year
     * @param expectedM2 how much of that by now
     * @param progress net demolished over expected; six decimals, rounded towards zero
     * @param facts where the facts under the area are listed; null without a target
     */
    record Place(
            String street,
            String name,
            @Nullable Integer rank,
            @Nullable Integer movement,
            @Nullable BigDecimal part,
            @Nullable BigDecimal expectedM2,
            @Nullable BigDecimal progress,
            @Nullable Achieved demolished,
            @Nullable String facts) {}

    /**
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     */
    @GetMapping("/api/v1/accountability/ranking")
    Answer ranking(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        ReadAccess.toFigures(actor.scope());
        var date = asking.date("asOf", asOf);
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
        var known = points.knownAt(knownAt);
        var target = targets.demolitionOfYear(date, known);
        var monthBefore = date.minusMonths(1);
        var ranksBefore = new HashMap<String, Integer>();
        for (var one : ranked(targets.demolitionOfYear(monthBefore, known), monthBefore, known))
            if (one.rank() != null) ranksBefore.put(one.street(), one.rank());
        var names = new HashMap<String, String>();
        for (Street street : streets.all()) names.put(street.code(), street.name());
        return new Answer(
                date,
                known.position(),
                known.recordedAt(),
                target == null ? null : target.code(),
                target != null && target.parts() != null,
                monthBefore,
                ranked(target, date, known).stream()
                        .map(one -> place(one, target, date, known, ranksBefore, names))
                        .toList());
    }

    private List<Ranked> ranked(@Nullable TargetInForce target, LocalDate asOf, PointOfRecord known) {
        var parts = target == null || target.parts() == null || known.position() == 0
                ? null
                : target.parts().byStreet();
        var demolished = target == null
                ? Map.<String, Achieved>of()
                : progress.achievedByStreet(asOf.withDayOfYear(1), asOf, known);
        return Ranked.of(streets.codes(), parts, demolished);
    }

    private static Place place(
            Ranked one,
            @Nullable TargetInForce target,
            LocalDate asOf,
            PointOfRecord known,
            Map<String, Integer> ranksBefore,
            Map<String, String> names) {
        var before = ranksBefore.get(one.street());
        var days = Year.from(asOf).length();
        var told = known.position() == 0 ? null : target;
        return new Place(
                one.street(),
                names.getOrDefault(one.street(), one.street()),
                one.rank(),
                before == null || one.rank() == null ? null : before - one.rank(),
                one.part(),
                one.expectedM2(asOf.getDayOfYear(), days),
                one.progress(asOf.getDayOfYear(), days),
                told == null ? null : one.demolished(),
                told == null ? null : FactsLink.of(told.code(), asOf, known, one.street()));
    }
}
