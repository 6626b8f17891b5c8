package org.chaiwei.accountability.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.feed.Feed.Placed;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows the last facts, as they stand and as they come. A street official sees those of their own streets. */
@RestController
@RequestMapping("/api/v1/accountability/facts")
class FeedController {

    private final Feed feed;
    private final FactStream stream;
    private final Streets streets;

    FeedController(Feed feed, FactStream stream, Streets streets) {
        this.feed = feed;
        this.stream = stream;
        this.streets = streets;
    }

    /**
     * @param items the latest first
     * @param next the cursor of the next page; null on the last one
     * @param latest what the stream takes as {@code after} to go on behind the first item; null where there is none
     */
    record Listed(
            List<ShownFact> items,
            @Nullable String next,
            @Nullable String latest) {}

    /** @param street by code or name; all that the caller may see, if left out */
    @GetMapping
    Listed facts(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Actor actor) {
        var seen = seen(street, actor);
        var found = feed.latest(place("cursor", cursor), seen, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Listed(
                shown.stream().map(Placed::fact).toList(),
                found.size() > limit ? shown.getLast().cursor().text() : null,
                shown.isEmpty() ? null : shown.getFirst().cursor().text());
    }

    /**
     * Each fact as it comes.
     *
     * @param after goes on behind this place, for a page that has just read the list; the header Last-Event-ID, which a browser sends when it
     *     subscribes again, has precedence
     */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Actor actor)
            throws IOException {
        var seen = seen(street, actor);
        var from = lastEventId == null || lastEventId.isEmpty()
                ? place("after", after)
                : place("Last-Event-ID", lastEventId);
        var emitter = new SseEmitter(0L);
        emitter.send(SseEmitter.event().comment("begin")); // the headers leave at once, also when nothing happens
        emitter.onCompletion(stream.subscribe(from, seen, new FactEvents(emitter)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private @Nullable Set<String> seen(@Nullable String street, Actor actor) {
        var code = street == null || street.isBlank()
                ? null
                : streets.find(street).map(Street::code).orElseThrow(() -> refused("street", "street-unknown"));
        return ReadAccess.toFacts(actor.scope(), code);
    }

    private static @Nullable FeedCursor place(String field, @Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : FeedCursor.of(text).orElseThrow(() -> refused(field, "not-a-cursor-of-this-list"));
    }

    private static RefusedException refused(String field, String code) {
        return new RefusedException(new InvalidRequest(List.of(new FieldError(field, code))));
    }
}
