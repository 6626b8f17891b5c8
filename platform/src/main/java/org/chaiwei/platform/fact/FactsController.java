package org.chaiwei.platform.fact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.fact.FactRefusal.EpochNotWaiting;
import org.chaiwei.platform.fact.FactRefusal.FactNoLongerParked;
import org.chaiwei.platform.fact.FactReleases.Released;
import org.chaiwei.platform.fact.ParkedFacts.Parked;
import org.chaiwei.platform.fact.ParkedFacts.State;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators see of facts that a reader can't take in, and do about them. A fact is never edited: the code is mended and the fact released, or it is left out
 * with a reason. The office and administrators look; administrators act.
 */
@RestController
@RequestMapping("/api/v1/${chaiwei.service}/facts")
class FactsController {

    private static final Set<Role> READERS = Set.of(Role.OFFICE, Role.SYSADMIN);

    private final ParkedFacts parked;
    private final FactReleases releases;
    private final FactEpochs epochs;
    private final AuditLog audit;

    FactsController(ParkedFacts parked, FactReleases releases, FactEpochs epochs, AuditLog audit) {
        this.parked = parked;
        this.releases = releases;
        this.epochs = epochs;
        this.audit = audit;
    }

    /** @param next what the next page's {@code after} is; null on the last one */
    record Page(List<Line> facts, @Nullable Long next) {}

    /** A parked fact without its data. */
    record Line(
            long id,
            String reader,
            String service,
            String key,
            @Nullable String type,
            @Nullable UUID epoch,
            @Nullable Long position,
            String topic,
            int partition,
            long offset,
            State state,
            @Nullable String reason,
            @Nullable String exception,
            int attempts,
            Instant parkedAt,
            @Nullable String skipReason,
            @Nullable String skippedBy,
            @Nullable Instant skippedAt) {

        static Line of(Parked fact) {
            var raw = fact.raw();
            var why = fact.why();
            return new Line(
                    fact.id(),
                    fact.reader(),
                    raw.service(),
                    raw.key(),
                    fact.type(),
                    fact.epoch(),
                    fact.position(),
                    raw.topic(),
                    raw.partition(),
                    raw.offset(),
                    fact.state(),
                    why == null ? null : why.reason(),
                    why == null ? null : why.exception(),
                    fact.attempts(),
                    fact.parkedAt(),
                    fact.skipReason(),
                    fact.skippedBy(),
                    fact.skippedAt());
        }
    }

    /** @param data as it came; JSON unless the fact is unreadable */
    record Whole(Line fact, Map<String, String> headers, String data) {}

    record Skipping(@NotBlank @Size(max = 500) String reason) {}

    record ReleasingAll(@NotBlank String reader) {}

    /** @param sharedPosition up to here the log is the same as the reader knows it; 0 if nothing is */
    record Accepting(
            @NotBlank String reader,
            @NotBlank String service,
            @NotNull UUID epoch,
            @NotNull @PositiveOrZero Long sharedPosition) {}

    @GetMapping("/parked")
    Page parked(
            @RequestParam(required = false) @Nullable String reader,
            @RequestParam(defaultValue = "false") boolean skipped,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            Actor actor) {
        requireReader(actor);
        var lines = parked.page(reader, skipped, after, limit).stream()
                .map(Line::of)
                .toList();
        return new Page(lines, lines.size() < limit ? null : lines.getLast().id());
    }

    @GetMapping("/parked/{id}")
    Whole parked(@PathVariable long id, Actor actor) {
        requireReader(actor);
        var fact = find(id);
        return new Whole(
                Line.of(fact), fact.raw().headers(), new String(fact.raw().data(), StandardCharsets.UTF_8));
    }

    /** Takes in the fact and all that is parked of its key, in their order, up to the first that fails once more. */
    @PostMapping("/parked/{id}/release")
    Released release(@PathVariable long id, Actor actor) {
        requireOperator(actor);
        var fact = find(id);
        if (fact.state() == State.SKIPPED) throw new RefusedException(new FactNoLongerParked(id));
        audit(actor, "release-facts", fact);
        return releases.key(fact);
    }

    /** As {@link #release}, for every key of a reader. At most {@value FactReleases#RELEASED_MAX} facts a call: {@code left} says whether to call again. */
    @PostMapping("/parked/release")
    Released releaseAll(@Valid @RequestBody ReleasingAll all, Actor actor) {
        requireOperator(actor);
        audit.act(actor, "release-all-facts", all.reader(), Map.of());
        return releases.all(all.reader());
    }

    /** Leaves a fact out for good, and takes in what waited behind it. */
    @PostMapping("/parked/{id}/skip")
    Released skip(@PathVariable long id, @Valid @RequestBody Skipping skipping, Actor actor) {
        requireOperator(actor);
        var fact = find(id);
        audit(actor, "skip-fact", fact);
        var released = releases.skip(fact, skipping.reason(), actor.id());
        if (released == null) throw new RefusedException(new FactNoLongerParked(id));
        return released;
    }

    /** Lives of other services' logs before which a reader stands. */
    @GetMapping("/epochs")
    List<FactEpochs.Waiting> waiting(Actor actor) {
        requireReader(actor);
        return epochs.waiting();
    }

    /** Lets a reader go on with another life of a service's log. What both share and the reader had taken in is not taken in again. */
    @PostMapping("/epochs/accept")
    Accepting accept(@Valid @RequestBody Accepting accepting, Actor actor) {
        requireOperator(actor);
        audit.act(
                actor,
                "accept-epoch",
                accepting.reader(),
                Map.of(
                        "service", accepting.service(),
                        "epoch", accepting.epoch().toString(),
                        "sharedPosition", accepting.sharedPosition().toString()));
        if (!epochs.accept(
                accepting.reader(), accepting.service(), accepting.epoch(), accepting.sharedPosition(), actor.id()))
            throw new RefusedException(new EpochNotWaiting(accepting.reader(), accepting.service(), accepting.epoch()));
        return accepting;
    }

    private void audit(Actor actor, String act, Parked fact) {
        audit.act(
                actor,
                act,
                Long.toString(fact.id()),
                Map.of(
                        "reader", fact.reader(),
                        "service", fact.raw().service(),
                        "partition", fact.raw().partition(),
                        "offset", fact.raw().offset()));
    }

    private Parked find(long id) {
        return parked.find(id).orElseThrow(() -> new RefusedException(new NotFound()));
    }

    private static void requireReader(Actor actor) {
        if (!READERS.contains(actor.role())) throw new RefusedException(new Forbidden());
    }

    private static void requireOperator(Actor actor) {
        if (actor.role() != Role.SYSADMIN) throw new RefusedException(new Forbidden());
    }
}
