package org.chaiwei.accountability.progress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.progress.FactsUnder.Line;
import org.chaiwei.accountability.progress.FactsUnder.Place;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers how far each target is, and with which facts. The district's figures are for everyone who works with the plan, a street's for whoever's
 * office reaches it; a street official lists the facts of their own streets only.
 */
@RestController
@RequestMapping("/api/v1/accountability/progress")
class ProgressController {

    private final Progress progress;
    private final FactsUnder facts;
    private final Targets targets;
    private final PointsOfRecord points;
    private final ForeignWrites foreignWrites;
    private final Asking asking;

    ProgressController(
            Progress progress,
            FactsUnder facts,
            Targets targets,
            PointsOfRecord points,
            ForeignWrites foreignWrites,
            Asking asking) {
        this.progress = progress;
        this.facts = facts;
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
            List<TargetProgress> targets) {}

    /** @param next the cursor of the next page; null on the last one */
    record Listed(
            String target,
            LocalDate asOf,
            long knownAt,
            List<Line> items,
            @Nullable String next) {}

    /**
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     * @param street by code or name; the district, if left out
     */
    @GetMapping
    Answer progress(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String street,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var code = asking.street(street);
        ReadAccess.toFigures(actor.scope(), code);
        var date = asking.date("asOf", asOf);
        await(ownWrite);
        var known = points.knownAt(knownAt);
        var inForce = targets.inForce(date, known);
        var reached = progress.reached(inForce, date, known, code);
        return new Answer(
                date,
                known.position(),
                known.recordedAt(),
                code,
                inForce.stream()
                        .map(target -> TargetProgress.of(
                                target,
                                date,
                                code,
                                reached.getOrDefault(target.code(), new Reached.NoData()),
                                FactsLink.of(target.code(), date, known, code)))
                        .toList());
    }

    /**
     * The facts under a target's number, the latest day first.
     *
     * @param street by code or name; all that the caller may see, if left out
     */
    @GetMapping("/{target}/facts")
    Listed facts(
            @PathVariable String target,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = ReadAccess.toFacts(actor.scope(), asking.street(street));
        var date = asking.date("asOf", asOf);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Place.of(cursor)
                        .orElseThrow(() -> Asking.refused(new FieldError("cursor", "not-a-cursor-of-this-list")));
        await(ownWrite);
        var known = points.knownAt(knownAt);
        var asked = targets.inForce(date, known).stream()
                .filter(inForce -> inForce.code().equals(target))
                .findAny()
                .orElseThrow(() -> new RefusedException(new NotFound()));
        var page = facts.page(asked, date, known, streets, after, limit);
        return new Listed(
                target,
                date,
                known.position(),
                page.items(),
                page.next() == null ? null : page.next().text());
    }

    private void await(@Nullable ConsistencyToken ownWrite) {
        targets.await(ownWrite);
        foreignWrites.await(ownWrite);
    }
}
