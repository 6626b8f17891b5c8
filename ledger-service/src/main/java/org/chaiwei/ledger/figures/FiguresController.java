package org.chaiwei.ledger.figures;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Answers what the ledger amounts to, {@code asOf} a business date and {@code knownAt} a point of the record. The district's totals are
 * published figures and need no login; figures of single streets do, and a street official sees their own streets only.
 */
@RestController
@RequestMapping("/api/v1/ledger")
class FiguresController {

    /** Nothing is older; an earlier date is a slip of the pen. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private static final int MONTHS_MAX = 600;

    private final Figures figures;
    private final PointsOfRecord points;
    private final SummaryStream stream;
    private final ViewPositions positions;
    private final Places places;
    private final BusinessClock clock;

    FiguresController(
            Figures figures,
            PointsOfRecord points,
            SummaryStream stream,
            ViewPositions positions,
            Places places,
            BusinessClock clock) {
        this.figures = figures;
        this.points = points;
        this.stream = stream;
        this.positions = positions;
        this.places = places;
        this.clock = clock;
    }

    /**
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     */
    @GetMapping("/summary")
    Summary summary(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var date = asOf == null ? clock.today() : asOf;
        refuse(errorsOf("asOf", date));
        positions.await(FiguresProjection.NAME, ownWrite);
        var summary = figures.summary(date, points.knownAt(knownAt));
        return actor.role() == Role.PUBLIC ? summary.ofDistrict() : summary.ofStreets(actor.scope()::covers);
    }

    /** The district's totals now, and again whenever they change. */
    @GetMapping(path = "/summary/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf) {
        if (asOf != null) refuse(errorsOf("asOf", asOf));
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(stream.subscribe(asOf, new SummaryEvents(emitter)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    /**
     * @param street by code or name; all that the caller may see, if left out
     * @param from the first of January of the last day's year, if left out
     * @param to today, if left out
     */
    @GetMapping("/statement")
    Statement statement(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable Use use,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String knownAt,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var errors = new ArrayList<FieldError>();
        var last = to == null ? clock.today() : to;
        var first = from == null ? last.withDayOfYear(1) : from;
        errors.addAll(errorsOf("to", last));
        errors.addAll(errorsOf("from", first));
        if (errors.isEmpty() && first.isAfter(last))
            errors.add(new FieldError("to", "below-its-start", Map.of("start", "from")));
        if (errors.isEmpty() && ChronoUnit.MONTHS.between(first, last) >= MONTHS_MAX)
            errors.add(new FieldError("from", "period-too-long", Map.of("max", MONTHS_MAX)));
        var code = street == null || street.isBlank() ? null : codeOf(street, errors);
        refuse(errors);
        if (code != null && !actor.scope().covers(code)) throw new RefusedException(new OutsideYourStreet(code));
        positions.await(FiguresProjection.NAME, ownWrite);
        var within = actor.scope().coversAll() ? null : actor.scope().streets();
        return figures.statement(code, within, use, first, last, points.knownAt(knownAt));
    }

    private List<FieldError> errorsOf(String field, LocalDate date) {
        var today = clock.today();
        if (date.isAfter(today)) return List.of(new FieldError(field, "date-in-future", Map.of("today", today)));
        return date.isBefore(EARLIEST) ? List.of(new FieldError(field, "not-a-date")) : List.of();
    }

    private @Nullable String codeOf(String street, List<FieldError> errors) {
        var found = places.street(street);
        if (found.isEmpty()) {
            errors.add(new FieldError("street", "street-unknown"));
            return null;
        }
        return found.get().code();
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) throw new RefusedException(new InvalidRequest(errors));
    }
}
