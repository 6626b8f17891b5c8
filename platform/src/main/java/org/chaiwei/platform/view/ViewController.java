package org.chaiwei.platform.view;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets the system administrator see the views and build them anew. */
@RestController
@RequestMapping("/api/v1/${chaiwei.service}/views")
final class ViewController {

    private final String path;
    private final ViewLag lag;
    private final Rebuilds rebuilds;
    private final AuditLog audit;

    ViewController(String service, ViewLag lag, Rebuilds rebuilds, AuditLog audit) {
        this.path = "/api/v1/" + service + "/views/";
        this.lag = lag;
        this.rebuilds = rebuilds;
        this.audit = audit;
    }

    record Listed(List<Item> items) {}

    /**
     * One view.
     *
     * @param lag how far it is, where it is fed from this service's log
     * @param rebuild the last one; null if there was none
     */
    record Item(String view, @Nullable Lag lag, @Nullable Shown rebuild) {}

    /** @param failure the kind of failure that keeps the view from moving; null if nothing does */
    record Lag(
            long position,
            long events,
            double seconds,
            @Nullable String failure) {
        static Lag of(ViewLag.Lag lag) {
            return new Lag(lag.position(), lag.lagEvents(), lag.lagSeconds(), lag.failure());
        }
    }

    /**
     * A rebuild, under way or ended.
     *
     * @param done events of the log, or facts of other services, taken in, of {@code head}
     * @param seconds it has taken so far, or took
     * @param failure why it failed; null unless it did
     */
    record Shown(
            UUID id,
            RebuildPhase phase,
            long done,
            long head,
            double seconds,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {

        static Shown of(RebuildTable.Row row) {
            return new Shown(
                    row.id(),
                    row.phase(),
                    row.done(),
                    row.head(),
                    row.seconds(),
                    row.startedAt(),
                    row.endedAt(),
                    row.failure());
        }
    }

    @GetMapping
    Listed list(Actor actor) {
        mayOperate(actor);
        var lags = lag.all().stream().collect(Collectors.toMap(ViewLag.Lag::view, Lag::of));
        var last = rebuilds.last().stream().collect(Collectors.toMap(RebuildTable.Row::view, Function.identity()));
        return new Listed(rebuilds.views().stream()
                .sorted()
                .map(view -> new Item(view, lags.get(view), last.containsKey(view) ? Shown.of(last.get(view)) : null))
                .toList());
    }

    /** Begins; {@code Location} shows how far it is. */
    @PostMapping("/{view}/rebuild")
    ResponseEntity<Shown> rebuild(@PathVariable String view, Actor actor) {
        mayOperate(actor);
        var _ = rebuilds.source(view);
        audit.act(actor, "rebuild-view", view, Map.of());
        return ResponseEntity.accepted()
                .location(URI.create(path + view + "/rebuild"))
                .body(Shown.of(rebuilds.start(view, actor.id())));
    }

    @GetMapping("/{view}/rebuild")
    Shown last(@PathVariable String view, Actor actor) {
        mayOperate(actor);
        var _ = rebuilds.source(view);
        return rebuilds.last(view).map(Shown::of).orElseThrow(() -> new RefusedException(new NotFound()));
    }

    private static void mayOperate(Actor actor) {
        if (actor.role() != Role.SYSADMIN) throw new RefusedException(new Forbidden());
    }
}
