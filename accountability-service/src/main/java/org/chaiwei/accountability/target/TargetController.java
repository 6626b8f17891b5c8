package org.chaiwei.accountability.target;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.accountability.target.TargetCommand.Asked;
import org.chaiwei.accountability.target.TargetCommand.RecordDecision;
import org.chaiwei.accountability.target.TargetCommand.ReviseTarget;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Targets: what is in force, and how people change it. Every change answers with the target's sequence as its ETag and a
 * Consistency-Token; a request may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/accountability/targets")
class TargetController {

    private final Targets targets;
    private final Reasoned reasoned;
    private final Remarks remarks;
    private final PointsOfRecord points;
    private final BusinessClock clock;

    TargetController(Targets targets, Reasoned reasoned, Remarks remarks, PointsOfRecord points, BusinessClock clock) {
        this.targets = targets;
        this.reasoned = reasoned;
        this.remarks = remarks;
        this.points = points;
        this.clock = clock;
    }

    /**
     * The targets in force on a day.
     *
     * @param knownAt the position of the ledger's log to which what is known corresponds
     */
    record InForce(LocalDate asOf, long knownAt, @Nullable Instant recordedAt, List<Shown> targets) {}

    /**
     * @param leftToAPerson whether only a decision meets it
     * @param reason why it was revised, unless erased
     * @param partsBasisOn the day whose remaining areas the streets' parts follow; null until they are set
     * @param parts by street: the ranking shows them to everyone, and so does this
     */
    record Shown(
            String id,
            int revision,
            LocalDate effectiveFrom,
            @Nullable String reason,
            Goal goal,
            Metric.Unit unit,
            boolean leftToAPerson,
            @Nullable LocalDate partsBasisOn,
            @Nullable Long partsBasisKnownAt,
            @Nullable SortedMap<String, BigDecimal> parts,
            @Nullable ShownDecision decision) {}

    record ShownDecision(
            boolean met, LocalDate on, @Nullable String reason) {}

    /**
     * A quota handed down from above: a target of the same form.
     *
     * @param id its code, such as Q-2026-CITY
     * @param source CITY or DISTRICT
     * @param sourceDocument the paper that hands it down
     * @param effectiveFrom {@code from}, or today without it, where it is left out
     */
    record QuotaForm(
            @NotBlank String id,
            @NotBlank @Size(max = 200) String name,
            @NotBlank String source,
            @NotBlank @Size(max = 200) String sourceDocument,
            @NotBlank String metric,
            @NotBlank String operator,
            @NotNull BigDecimal value,
            @Nullable LocalDate from,
            @NotNull LocalDate due,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 40) String> anyTag,
            @Nullable @Size(max = 40) String ledgerKind,
            @Nullable Boolean both,
            @Nullable @Size(max = 40) String wording,
            @Nullable LocalDate effectiveFrom) {

        Goal goal() {
            var unit = Metric.of(metric).map(Metric::unit).orElse(null);
            return new Goal(
                    name.strip(),
                    source,
                    sourceDocument.strip(),
                    metric,
                    operator,
                    unit == Metric.Unit.AREA_M2 && value.scale() < 2 ? value.setScale(2) : value,
                    List.of(),
                    from,
                    due,
                    anyTag == null ? List.of() : List.copyOf(anyTag),
                    ledgerKind,
                    Boolean.TRUE.equals(both),
                    wording,
                    null);
        }
    }

    /**
     * What shall be otherwise: a field left out stays as it is.
     *
     * @param effectiveFrom from when, today where it is left out
     */
    record RevisionForm(
            @Nullable BigDecimal value,
            @Nullable LocalDate due,
            @Nullable LocalDate effectiveFrom,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param occurredOn when it was decided, today where it is left out */
    record DecisionForm(
            @NotNull Boolean met,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Changed(String id, long sequence) {}

    /**
     * @param asOf today, if left out
     * @param knownAt an instant with its offset, or a position of the ledger's log; all that is known, if left out
     */
    @GetMapping
    InForce targets(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        ReadAccess.toFigures(actor.scope());
        targets.await(ownWrite);
        var date = asOf == null ? clock.today() : asOf;
        var known = points.knownAt(knownAt);
        var inForce = targets.inForce(date, known);
        var texts = remarks.read(inForce.stream()
                .flatMap(target -> Stream.of(
                        target.reason(),
                        target.decision() == null ? null : target.decision().reason()))
                .filter(Objects::nonNull)
                .toList());
        return new InForce(
                date,
                known.position(),
                known.recordedAt(),
                inForce.stream().map(target -> shown(target, texts)).toList());
    }

    @PostMapping
    ResponseEntity<Changed> set(@Valid @RequestBody QuotaForm form, RequestContext context) {
        var today = clock.today();
        var from = form.effectiveFrom != null ? form.effectiveFrom : form.from != null ? form.from : today;
        var code = form.id.strip();
        var receipt = send(
                new SetTarget(TargetId.of(code), code, form.goal(), from, asked(today, null, context)), null, context);
        return receipt.on(ResponseEntity.created(URI.create("/api/v1/accountability/targets/" + code)))
                .body(new Changed(code, receipt.sequence()));
    }

    @PostMapping("/{id}/revisions")
    ResponseEntity<Changed> revise(
            @PathVariable String id, @Valid @RequestBody RevisionForm form, RequestContext context) {
        var today = clock.today();
        var from = form.effectiveFrom == null ? today : form.effectiveFrom;
        var reason = reason(form.reason);
        return changed(
                id,
                send(
                        new ReviseTarget(TargetId.of(id), form.value, form.due, from, asked(today, reason, context)),
                        reason,
                        context));
    }

    @PostMapping("/{id}/decision")
    ResponseEntity<Changed> decide(
            @PathVariable String id, @Valid @RequestBody DecisionForm form, RequestContext context) {
        var today = clock.today();
        var on = form.occurredOn == null ? today : form.occurredOn;
        if (on.isAfter(today))
            throw new RefusedException(new InvalidRequest(
                    List.of(new FieldError("occurredOn", "date-in-future", Map.of("today", today)))));
        var reason = reason(form.reason);
        return changed(
                id, send(new RecordDecision(TargetId.of(id), form.met, asked(on, reason, context)), reason, context));
    }

    private Receipt send(TargetCommand command, @Nullable String reason, RequestContext context) {
        return reasoned.send(command, command.asked().reason(), reason, context);
    }

    private static Asked asked(LocalDate on, @Nullable String reason, RequestContext context) {
        return new Asked(context.actor().role(), on, reason == null ? null : UuidV7.next());
    }

    private static @Nullable String reason(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static ResponseEntity<Changed> changed(String id, Receipt receipt) {
        return receipt.on(ResponseEntity.ok()).body(new Changed(id, receipt.sequence()));
    }

    private static Shown shown(TargetInForce target, Map<UUID, String> texts) {
        var parts = target.parts();
        var decision = target.decision();
        return new Shown(
                target.code(),
                target.revision(),
                target.effectiveFrom(),
                target.reason() == null ? null : texts.get(target.reason()),
                target.goal(),
                target.goal().metricOf().unit(),
                target.goal().leftToAPerson(),
                parts == null ? null : parts.basisOn(),
                parts == null ? null : parts.basisKnownAt(),
                parts == null ? null : parts.byStreet(),
                decision == null
                        ? null
                        : new ShownDecision(decision.met(), decision.on(), texts.get(decision.reason())));
    }
}
