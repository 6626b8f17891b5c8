package org.chaiwei.accountability.measure;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.chaiwei.accountability.access.AccessRefusal.OutsideYourStreet;
import org.chaiwei.accountability.access.ReadAccess;
import org.chaiwei.accountability.inspection.Findings;
import org.chaiwei.accountability.inspection.Findings.Found;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.ProposeByHand;
import org.chaiwei.accountability.measure.MeasureEvent.GoodFaithErrorRecorded;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureAppealDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDecided;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureDropped;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureProposed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReversed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureReviewed;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.accountability.measure.MeasureRefusal.KindDoesNotFit;
import org.chaiwei.accountability.measure.MeasureRefusal.MeasureUnknown;
import org.chaiwei.accountability.measure.MeasureRules.Rule;
import org.chaiwei.accountability.measure.MeasureRules.RuleSet;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.accountability.measure.Measures.Happened;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.accountability.street.Street;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 奖惩问责: the measures of a street, of a person, of a month, each with its whole history and what it rests on; and a proposal by hand.
 * Office, supervision and leaders see all of all, a street all of its own. What is public by nature (praise, and a circular 通报) everyone
 * who works with the plan may know of once it is served, but neither whom it names nor what was said about it.
 */
@RestController
@RequestMapping(MeasureController.ROOT)
class MeasureController {

    static final String ROOT = "/api/v1/accountability/measures";

    /** Pseudonyms as tokens write them: no name has this form. */
    static final String PERSON = "[a-z0-9][a-z0-9-]{0,63}";

    private static final String EXPLAIN = "/api/v1/accountability/ratings/%s/%s/explain?version=%d";

    private final Measures measures;
    private final MeasureRules rules;
    private final Findings findings;
    private final Reasoned reasoned;
    private final Remarks remarks;
    private final Asking asking;
    private final Streets streets;
    private final BusinessClock clock;

    MeasureController(
            Measures measures,
            MeasureRules rules,
            Findings findings,
            Reasoned reasoned,
            Remarks remarks,
            Asking asking,
            Streets streets,
            BusinessClock clock) {
        this.measures = measures;
        this.rules = rules;
        this.findings = findings;
        this.reasoned = reasoned;
        this.remarks = remarks;
        this.asking = asking;
        this.streets = streets;
        this.clock = clock;
    }

    /** @param next the cursor of the next page, null on the last one */
    record Listed(List<Shown> items, @Nullable String next) {}

    /**
     * @param kind as it is now: as proposed, until somebody has decided
     * @param state PROPOSED, then DROPPED or DECIDED, SERVED, APPEALED, UPHELD, REVERSED, CLOSED
     * @param underReview its table was corrected and does not support it any longer
     * @param person whom it names; null where nobody is named, or to whom it may not be shown
     * @param at all of it
     */
    record Shown(
            UUID measure,
            String street,
            String name,
            @Nullable String month,
            MeasureKind kind,
            Ground ground,
            @Nullable String rule,
            Stage state,
            boolean underReview,
            @Nullable String person,
            LocalDate proposedOn,
            @Nullable LocalDate servedOn,
            @Nullable LocalDate appealUntil,
            String at) {}

    /** @param evidence on what it rests; null, as the history is empty, where only that it is may be known */
    record Answer(Shown measure, @Nullable ShownEvidence evidence, List<Line> history) {}

    /**
     * @param proposedAs the kind that was proposed
     * @param rules the version of the rules that say so; null where a person has proposed
     * @param months the months that count, this one last, each with the explanation of its points
     * @param finding of an inspection
     */
    record ShownEvidence(
            MeasureKind proposedAs,
            @Nullable Integer rules,
            @Nullable Integer rank,
            @Nullable BigDecimal score,
            @Nullable BigDecimal improvedBy,
            List<OfMonth> months,
            @Nullable UUID finding) {}

    record OfMonth(String month, int version, @Nullable Integer rank, String explanation) {}

    /**
     * Something that happened.
     *
     * @param event its name
     * @param reason what was typed; null where nothing was, or it was erased
     * @param cause of a drop or a reversal
     * @param part whose points an upheld appeal has corrected
     * @param ratingVersion of the table that it has led to
     */
    record Line(
            long sequence,
            String event,
            LocalDate occurredOn,
            Instant recordedAt,
            String actor,
            @Nullable String reason,
            @Nullable MeasureKind kind,
            @Nullable String cause,
            @Nullable String person,
            @Nullable ServiceManner manner,
            @Nullable LocalDate servedOn,
            @Nullable LocalDate appealUntil,
            @Nullable Boolean upheld,
            @Nullable Part part,
            @Nullable BigDecimal points,
            @Nullable Integer ratingVersion,
            @Nullable Boolean stands) {}

    /**
     * @param street by code or name
     * @param kind what is proposed; left out where the rules set it, as for a falsified record
     * @param ground FALSIFIED_RECORD, FINDING or MERIT
     * @param finding of an inspection, which the first two need: confirmed, and of that street
     * @param month which praise needs, such as 2016-05
     */
    record ProposalForm(
            @NotBlank String street,
            @Nullable MeasureKind kind,
            @NotNull Ground ground,
            @Nullable UUID finding,
            @Nullable String month,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Done(UUID measure, long sequence) {}

    /**
     * The last proposed first.
     *
     * @param street by code or name: its history
     * @param person a pseudonym: theirs
     */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable @Pattern(regexp = PERSON) String person,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable MeasureKind kind,
            @RequestParam(required = false) @Nullable Stage state,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        ReadAccess.toFigures(actor.scope());
        var filter = new MeasureFilter(
                MeasureFilter.ownOf(actor),
                asking.street(street),
                person,
                month == null ? null : month(month).toString(),
                kind,
                state);
        var below = cursor == null || cursor.isEmpty() ? OptionalLong.empty() : place(cursor, filter);
        measures.await(ownWrite);
        var page = measures.page(filter, below, limit);
        return new Listed(page.items().stream().map(row -> shown(row, actor)).toList(), page.next());
    }

    /** The answer's ETag is what If-Match names. */
    @GetMapping("/{measure}")
    ResponseEntity<Answer> one(@PathVariable UUID measure, @Nullable ConsistencyToken ownWrite, Actor actor) {
        ReadAccess.toFigures(actor.scope());
        measures.await(ownWrite);
        var row = measures.find(measure).orElseThrow(() -> new RefusedException(new MeasureUnknown()));
        if (!MeasureFilter.seesAll(actor, row.street())) {
            if (!row.isPublic()) throw new RefusedException(new OutsideYourStreet(row.street()));
            return ResponseEntity.ok(new Answer(shown(row, actor), null, List.of()));
        }
        var history = measures.history(measure);
        var texts = remarks.read(history.stream()
                .map(happened -> happened.event().reason())
                .filter(Objects::nonNull)
                .toList());
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, "\"" + history.getLast().sequence() + "\"")
                .body(new Answer(
                        shown(row, actor),
                        evidence(history),
                        history.stream().map(happened -> line(happened, texts)).toList()));
    }

    /** A proposal by hand, of office or supervision; what follows from a rating the service proposes by itself. */
    @PostMapping
    ResponseEntity<Done> propose(@Valid @RequestBody ProposalForm form, RequestContext context) {
        var street = Objects.requireNonNull(asking.street(form.street), "not blank");
        if (form.ground == Ground.RATING) throw Asking.refused(new FieldError("ground", "ground-of-rules"));
        if (form.ground.needsFinding() && form.finding == null)
            throw Asking.refused(new FieldError("finding", "missing"));
        if (!form.ground.needsFinding() && form.month == null) throw Asking.refused(new FieldError("month", "missing"));
        var month = form.month == null ? null : month(form.month);
        var today = clock.today();
        if (month != null && month.isAfter(YearMonth.from(today)))
            throw Asking.refused(new FieldError("month", "date-in-future", Map.of("today", today)));
        var finding = form.ground.needsFinding() ? form.finding : null;
        var found = finding == null ? null : findings.find(finding).orElse(null);
        var rule = form.ground == Ground.FALSIFIED_RECORD ? ofFalsifiedRecords(found, today) : null;
        var kind = rule == null ? form.kind : rule.kind();
        if (kind == null) throw Asking.refused(new FieldError("kind", "missing"));
        if (form.kind != null && form.kind != kind)
            throw new RefusedException(new KindDoesNotFit(form.ground, form.kind));
        var of = month == null ? null : month.toString();
        var reason = reason(form.reason);
        var command = new ProposeByHand(
                MeasureId.byHand(form.ground, street, of, finding, kind),
                street,
                kind,
                form.ground,
                rule == null ? null : rule.rule(),
                Evidence.byHand(of, finding),
                found,
                new Asked(context.actor(), today, reason == null ? null : UuidV7.next()));
        var receipt = reasoned.send(command, command.asked().reason(), reason, context);
        return receipt.on(ResponseEntity.created(URI.create(ROOT + "/" + command.measure())))
                .body(new Done(command.measure(), receipt.sequence()));
    }

    static @Nullable String reason(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** As the service proposes it by itself: by the rules of the day on which the finding was confirmed. */
    private @Nullable Rule ofFalsifiedRecords(@Nullable Found found, LocalDate today) {
        var day = found == null || found.confirmedOn() == null ? today : found.confirmedOn();
        return rules.inForce(YearMonth.from(day))
                .map(RuleSet::ofFalsifiedRecords)
                .orElse(null);
    }

    private Shown shown(MeasureRow row, Actor actor) {
        var seesAll = MeasureFilter.seesAll(actor, row.street());
        return new Shown(
                row.measure(),
                row.street(),
                streets.find(row.street()).map(Street::name).orElse(row.street()),
                row.month(),
                row.kind(),
                row.ground(),
                row.rule(),
                row.stage(),
                row.underReview(),
                seesAll ? row.person() : null,
                row.proposedOn(),
                row.servedOn(),
                row.appealUntil(),
                ROOT + "/" + row.measure());
    }

    /** Of the last proposal: a corrected table may have led to a second one. */
    private static @Nullable ShownEvidence evidence(List<Happened> history) {
        return history.reversed().stream()
                .map(Happened::event)
                .filter(MeasureProposed.class::isInstance)
                .map(event -> evidence((MeasureProposed) event))
                .findFirst()
                .orElse(null);
    }

    private static ShownEvidence evidence(MeasureProposed proposal) {
        var evidence = proposal.evidence();
        var months = new ArrayList<OfMonth>();
        for (var before : evidence.before())
            months.add(ofMonth(before.month(), before.ratingVersion(), before.rank(), proposal.street()));
        if (evidence.month() != null && evidence.ratingVersion() != null)
            months.add(ofMonth(evidence.month(), evidence.ratingVersion(), evidence.rank(), proposal.street()));
        return new ShownEvidence(
                proposal.kind(),
                evidence.rules(),
                evidence.rank(),
                evidence.score(),
                evidence.improvedBy(),
                months,
                evidence.finding());
    }

    private static OfMonth ofMonth(String month, int version, @Nullable Integer rank, String street) {
        return new OfMonth(month, version, rank, EXPLAIN.formatted(month, street, version));
    }

    private static Line line(Happened happened, Map<UUID, String> texts) {
        var event = happened.event();
        var served = event instanceof MeasureServed e ? e : null;
        var judged = event instanceof MeasureAppealDecided e ? e : null;
        return new Line(
                happened.sequence(),
                event.getClass().getSimpleName(),
                event.occurredOn(),
                happened.recordedAt(),
                event.actor(),
                event.reason() == null ? null : texts.get(event.reason()),
                kind(event),
                cause(event),
                served == null ? null : served.person(),
                served == null ? null : served.manner(),
                served == null ? null : served.servedOn(),
                served == null ? null : served.appealUntil(),
                judged == null ? null : (Boolean) judged.upheld(),
                judged == null ? null : judged.part(),
                judged == null ? null : judged.points(),
                event instanceof MeasureReversed e ? e.ratingVersion() : null,
                event instanceof MeasureReviewed e ? (Boolean) e.stands() : null);
    }

    private static @Nullable MeasureKind kind(MeasureEvent event) {
        if (event instanceof MeasureProposed e) return e.kind();
        if (event instanceof MeasureDecided e) return e.kind();
        return event instanceof GoodFaithErrorRecorded e ? e.kind() : null;
    }

    private static @Nullable String cause(MeasureEvent event) {
        if (event instanceof MeasureDropped e) return e.cause().name();
        return event instanceof MeasureReversed e ? e.cause().name() : null;
    }

    private static YearMonth month(String given) {
        if (given.matches("(19|20)\\d\\d-(0[1-9]|1[0-2])")) return YearMonth.parse(given);
        throw Asking.refused(new FieldError("month", "not-a-month"));
    }

    private static OptionalLong place(String cursor, MeasureFilter filter) {
        var place = Measures.place(cursor, filter);
        if (place.isEmpty()) throw Asking.refused(new FieldError("cursor", "not-a-cursor-of-this-list"));
        return place;
    }
}
