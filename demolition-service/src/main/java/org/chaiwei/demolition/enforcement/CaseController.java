package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.ConfirmDiscovery;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.OfPerson;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.WorkDone;
import org.chaiwei.demolition.enforcement.CaseHistory.Happened;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.demolition.rules.Track;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The work of a case, and the case as it stands; the steps of the procedure have controllers of their own. Each request becomes one command. Every answer has the case's sequence as its ETag,
 * and a command's a Consistency-Token for the next query of a list; a request may carry If-Match and Idempotency-Key. A case and its
 * history are read from the log itself and never behind.
 */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class CaseController {

    private static final String SHA_256 = "[0-9a-f]{64}";

    private final Reasoned reasoned;
    private final CaseHistory history;
    private final BusinessClock clock;
    private final Laws laws;
    private final KnownEvidence evidence;

    CaseController(Reasoned reasoned, CaseHistory history, BusinessClock clock, Laws laws, KnownEvidence evidence) {
        this.reasoned = reasoned;
        this.history = history;
        this.clock = clock;
        this.laws = laws;
        this.evidence = evidence;
    }

    /**
     * @param occurredOn the date of the filing, today where it is left out
     * @param reason needed for a date more than 30 days back
     */
    record FilingForm(
            @NotNull Track track,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record DiscoveryForm(
            @NotNull OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param whole whether nothing is left
     * @param beforePhoto SHA-256 of the picture, 64 hexadecimal digits in lower case
     */
    record DemolitionForm(
            @NotNull @DecimalMin("0.01") @Digits(integer = 6, fraction = 2)
            BigDecimal areaM2,

            @NotNull Boolean whole,
            @NotNull DemolishedBy by,
            @NotNull @Pattern(regexp = SHA_256) String beforePhoto,
            @NotNull @Pattern(regexp = SHA_256) String afterPhoto,
            @NotNull OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param households how many households it concerns */
    record SealingForm(
            @NotNull @Min(0) @Max(10_000) Integer households,
            @NotNull @Pattern(regexp = SHA_256) String beforePhoto,
            @NotNull @Pattern(regexp = SHA_256) String afterPhoto,
            @NotNull OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    enum Verdict {
        PASSED,
        FAILED
    }

    /** @param cause given exactly where the verdict is FAILED */
    record SignatureForm(
            @NotNull Verdict verdict,
            @Nullable FailureCause cause,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record RestorationForm(
            @NotNull RestorationKind kind,
            @NotNull @Pattern(regexp = SHA_256) String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Filed(UUID violation, String caseNumber, long sequence) {}

    record Changed(UUID violation, long sequence) {}

    /** @param id of the demolition or sealing */
    record Done(UUID violation, UUID id, long sequence) {}

    /** @param acceptance what it is with this signature: SIGNED (one is missing), PASSED or FAILED */
    record Signed(UUID violation, String acceptance, long sequence) {}

    @PostMapping("/filing")
    ResponseEntity<Filed> file(
            @PathVariable UUID violation, @Valid @RequestBody FilingForm form, RequestContext context) {
        var asked = asked(form.reason, context);
        var command = new FileCase(violation, FileCase.UNNUMBERED, form.track, day(form.occurredOn, asked), asked);
        var receipt = send(command, form.reason, context);
        var filed = (CaseFiled) recorded(receipt);
        return answer(receipt, new Filed(violation, filed.caseNumber(), receipt.sequence()));
    }

    @PostMapping("/discovery")
    ResponseEntity<Changed> confirm(
            @PathVariable UUID violation, @Valid @RequestBody DiscoveryForm form, RequestContext context) {
        var command = new ConfirmDiscovery(violation, time(form.occurredAt), asked(form.reason, context));
        var receipt = send(command, form.reason, context);
        return answer(receipt, new Changed(violation, receipt.sequence()));
    }

    @PostMapping("/demolitions")
    ResponseEntity<Done> demolish(
            @PathVariable UUID violation, @Valid @RequestBody DemolitionForm form, RequestContext context) {
        evidence.require(List.of(form.beforePhoto, form.afterPhoto));
        var command = new RecordDemolition(
                violation,
                UuidV7.next(),
                form.areaM2,
                form.whole,
                form.by,
                new Photos(form.beforePhoto, form.afterPhoto),
                time(form.occurredAt),
                asked(form.reason, context));
        return done(violation, send(command, form.reason, context), command.demolition());
    }

    @PostMapping("/sealings")
    ResponseEntity<Done> seal(
            @PathVariable UUID violation, @Valid @RequestBody SealingForm form, RequestContext context) {
        evidence.require(List.of(form.beforePhoto, form.afterPhoto));
        var command = new RecordSealing(
                violation,
                UuidV7.next(),
                form.households,
                new Photos(form.beforePhoto, form.afterPhoto),
                time(form.occurredAt),
                asked(form.reason, context));
        return done(violation, send(command, form.reason, context), command.sealing());
    }

    @PostMapping("/acceptance-signatures")
    ResponseEntity<Signed> sign(
            @PathVariable UUID violation, @Valid @RequestBody SignatureForm form, RequestContext context) {
        if ((form.verdict == Verdict.FAILED) != (form.cause != null))
            throw new RefusedException(new InvalidRequest(List.of(new FieldError("cause", "cause-of-a-failure"))));
        var asked = asked(form.reason, context);
        var command = new SignAcceptance(violation, form.cause, day(form.occurredOn, asked), asked);
        var receipt = send(command, form.reason, context);
        var acceptance = switch (recorded(receipt)) {
            case AcceptancePassed _ -> "PASSED";
            case AcceptanceFailed _ -> "FAILED";
            default -> "SIGNED";
        };
        return answer(receipt, new Signed(violation, acceptance, receipt.sequence()));
    }

    @PostMapping("/restoration")
    ResponseEntity<Changed> restore(
            @PathVariable UUID violation, @Valid @RequestBody RestorationForm form, RequestContext context) {
        var asked = asked(form.reason, context);
        evidence.require(List.of(form.photo));
        var command = new RecordRestoration(violation, form.kind, form.photo, day(form.occurredOn, asked), asked);
        var receipt = send(command, form.reason, context);
        return answer(receipt, new Changed(violation, receipt.sequence()));
    }

    /** The case as it stands, with what may be done next and by whom. */
    @GetMapping
    ResponseEntity<CaseDetail> one(@PathVariable UUID violation, Actor actor) {
        var events = history.events(violation);
        if (!(CaseState.after(events) instanceof Known known)) throw unknown(actor);
        CaseReaders.check(actor.scope(), known.file().entry().street());
        long sequence = events.size() - 1L;
        return ResponseEntity.ok()
                .eTag("\"" + sequence + "\"")
                .body(CaseDetail.of(violation, known, Handling.after(events), sequence));
    }

    /**
     * The steps of the procedure: which may be taken, from when and until when, and what is missing for the others.
     *
     * @param on the day on which it is asked, today where it is left out
     */
    @GetMapping("/next-steps")
    StepsAhead ahead(
            @PathVariable UUID violation, @RequestParam(required = false) @Nullable LocalDate on, Actor actor) {
        if (!(CaseState.after(history.events(violation)) instanceof Known known)) throw unknown(actor);
        CaseReaders.check(actor.scope(), known.file().entry().street());
        return StepsAhead.of(violation, known, on == null ? clock.today() : on, laws.current());
    }

    /** All that has happened in the case, also in one whose entry was withdrawn. */
    @GetMapping("/history")
    ResponseEntity<List<Happened>> history(@PathVariable UUID violation, Actor actor) {
        var happened = history.of(violation);
        if (!(CaseState.after(happened.stream().map(Happened::data).toList()) instanceof Known known))
            throw unknown(actor);
        CaseReaders.check(actor.scope(), known.file().entry().street());
        return ResponseEntity.ok()
                .eTag("\"" + happened.getLast().sequence() + "\"")
                .body(happened);
    }

    private static RefusedException unknown(Actor actor) {
        CaseReaders.check(actor.scope(), null);
        return new RefusedException(new NoSuchCase());
    }

    private Asked asked(@Nullable String reason, RequestContext context) {
        var actor = context.actor();
        var remark = stripped(reason) == null ? null : UuidV7.next();
        return new Asked(actor.scope(), actor.id(), clock.now(), remark);
    }

    private static LocalDate day(@Nullable LocalDate given, Asked asked) {
        return given == null ? asked.today() : given;
    }

    /** To the second, as the district's clocks show it. */
    private static OffsetDateTime time(OffsetDateTime given) {
        return given.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
    }

    private Receipt send(OfPerson command, @Nullable String reason, RequestContext context) {
        return reasoned.send(command, command.asked().reasonRemark(), stripped(reason), context);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What the command recorded, or, if it was a repetition, what the first one had. */
    private CaseEvent recorded(Receipt receipt) {
        return history.events(receipt.aggregate()).get(Math.toIntExact(receipt.sequence()));
    }

    private ResponseEntity<Done> done(UUID violation, Receipt receipt, UUID given) {
        var id = receipt.replayed() ? ((WorkDone) recorded(receipt)).work() : given;
        return answer(receipt, new Done(violation, id, receipt.sequence()));
    }

    private static <T> ResponseEntity<T> answer(Receipt receipt, T body) {
        return receipt.on(ResponseEntity.ok()).body(body);
    }
}
