package org.chaiwei.demolition.growth;

import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.growth.Growth.Line;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which new constructions stand, {@code asOf} a business date and {@code knownAt} a point of this service's record. */
@RestController
class GrowthController {

    /** Nothing is older; an earlier date is a slip of the pen. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final Growth growth;
    private final ViewPositions positions;
    private final BusinessClock clock;

    GrowthController(Growth growth, ViewPositions positions, BusinessClock clock) {
        this.growth = growth;
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * @param since the day a month before; what came and went is counted from the day after it
     * @param knownAt the position of this service's log that the figures cover, at most
     * @param zero whether nothing new stands in all that is shown
     * @param total of the streets shown
     * @param streets those in which anything new has ever stood
     */
    record ZeroGrowth(LocalDate asOf, LocalDate since, long knownAt, boolean zero, Total total, List<Line> streets) {}

    /** As a street's {@link Line}. */
    record Total(
            long standing,
            BigDecimal standingM2,
            long relapses,
            long opening,
            BigDecimal openingM2,
            long came,
            BigDecimal cameM2,
            long went,
            BigDecimal wentM2) {

        static Total of(List<Line> lines) {
            return new Total(
                    count(lines, Line::standing),
                    area(lines, Line::standingM2),
                    count(lines, Line::relapses),
                    count(lines, Line::opening),
                    area(lines, Line::openingM2),
                    count(lines, Line::came),
                    area(lines, Line::cameM2),
                    count(lines, Line::went),
                    area(lines, Line::wentM2));
        }

        private static long count(List<Line> lines, ToLongFunction<Line> of) {
            return lines.stream().mapToLong(of).sum();
        }

        private static BigDecimal area(List<Line> lines, Function<Line, BigDecimal> of) {
            return lines.stream().map(of).reduce(new BigDecimal("0.00"), BigDecimal::add);
        }
    }

    /** A bound of what is known: up to a position, and where an instant was given, what was recorded by then. */
    private record KnownAt(long position, @Nullable Instant recordedBy) {}

    /**
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of this service's log; all that is known, if left out
     * @param street by its nine-digit code; all that the caller may see, if left out
     */
    @GetMapping("/api/v1/demolition/zero-growth")
    ZeroGrowth standing(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        CaseReaders.check(actor.scope(), street);
        var day = date(asOf);
        positions.await(GrowthProjection.NAME, ownWrite);
        var known = knownAt(knownAt);
        var since = day.minusMonths(1);
        var lines = growth.lines(since, day, known.position, known.recordedBy, seen(street, actor));
        var total = Total.of(lines);
        return new ZeroGrowth(day, since, known.position, total.standing == 0, total, lines);
    }

    private static @Nullable Set<String> seen(@Nullable String street, Actor actor) {
        if (street != null) return Set.of(street);
        return actor.scope().coversAll() ? null : new TreeSet<>(actor.scope().streets());
    }

    private LocalDate date(@Nullable LocalDate given) {
        var today = clock.today();
        if (given == null) return today;
        if (given.isAfter(today)) throw refused("asOf", "date-in-future", Map.of("today", today));
        if (given.isBefore(EARLIEST)) throw refused("asOf", "not-a-date", Map.of());
        return given;
    }

    private KnownAt knownAt(@Nullable String given) {
        var reached = positions.position(GrowthProjection.NAME);
        if (given == null || given.isBlank()) return new KnownAt(reached, null);
        var text = given.strip();
        if (text.matches("\\d{1,18}")) return new KnownAt(Math.min(Long.parseLong(text), reached), null);
        try {
            return new KnownAt(reached, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notAnInstant) {
            throw refused("knownAt", "not-a-point-of-record", Map.of());
        }
    }

    private static RefusedException refused(String field, String code, Map<String, Object> details) {
        return new RefusedException(new InvalidRequest(List.of(new FieldError(field, code, details))));
    }
}
