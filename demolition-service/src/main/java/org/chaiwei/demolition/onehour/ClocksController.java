package org.chaiwei.demolition.onehour;

import jakarta.validation.constraints.Pattern;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows the one-hour clocks that run and those of today, as they stand and as they change. A street official sees their own streets only. */
@RestController
@RequestMapping("/api/v1/demolition/clocks")
class ClocksController {

    private final Clocks clocks;
    private final ClockStream stream;
    private final ViewPositions positions;

    ClocksController(Clocks clocks, ClockStream stream, ViewPositions positions) {
        this.clocks = clocks;
        this.stream = stream;
        this.positions = positions;
    }

    /** @param street by its nine-digit code; all that the caller may see, if left out */
    @GetMapping
    Board board(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = seen(street, actor);
        positions.await(ClocksProjection.NAME, ownWrite);
        return clocks.board(clocks.rows(streets), streets);
    }

    /** The clock of one case, however long ago it ran. */
    @GetMapping("/{violation}")
    ShownClock one(@PathVariable UUID violation, @Nullable ConsistencyToken ownWrite, Actor actor) {
        CaseReaders.check(actor.scope(), null);
        positions.await(ClocksProjection.NAME, ownWrite);
        var clock = clocks.one(violation).orElseThrow(() -> new RefusedException(new NotFound()));
        CaseReaders.check(actor.scope(), clock.street());
        return clock;
    }

    /** The board now, and again whenever something happens on a clock. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street, Actor actor) {
        var streets = seen(street, actor);
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(stream.subscribe(streets, new BoardEvents(emitter)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private static @Nullable Set<String> seen(@Nullable String street, Actor actor) {
        CaseReaders.check(actor.scope(), street);
        if (street != null) return Set.of(street);
        return actor.scope().coversAll() ? null : new TreeSet<>(actor.scope().streets());
    }
}
