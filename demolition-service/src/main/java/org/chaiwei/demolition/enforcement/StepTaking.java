package org.chaiwei.demolition.enforcement;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.demolition.rules.Ruling.Late;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How every step of the procedure is taken over HTTP: the request becomes the event that would record it, the case's rules say whether it may
 * be, and the answer tells what was done later than it should have been. Called by the controllers of the steps. A request without a date
 * is of today; one may carry If-Match and Idempotency-Key, as everywhere.
 */
@Component
class StepTaking {

    static final String SHA_256 = "[0-9a-f]{64}";

    private final Reasoned reasoned;
    private final CaseHistory history;
    private final BusinessClock clock;
    private final Laws laws;
    private final KnownEvidence evidence;

    StepTaking(Reasoned reasoned, CaseHistory history, BusinessClock clock, Laws laws, KnownEvidence evidence) {
        this.reasoned = reasoned;
        this.history = history;
        this.clock = clock;
        this.laws = laws;
        this.evidence = evidence;
    }

    /** What every request of a step that a day judges says of it. */
    interface DatedForm {

        /** The business date; today where it is null. */
        @Nullable
        LocalDate occurredOn();

        /** Needed for some steps, and for a date more than 30 days back. */
        @Nullable
        String reason();
    }

    /**
     * A step with nothing to it but that it was taken.
     */
    record PlainForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) implements DatedForm {}

    /** @param document SHA-256 of the paper, 64 hexadecimal digits in lower case */
    record PaperForm(
            @NotNull @Pattern(regexp = SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** @param photo SHA-256 of the picture, 64 hexadecimal digits in lower case */
    record PhotoForm(
            @NotNull @Pattern(regexp = SHA_256) String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** A step that a clock judges. */
    record TimedForm(
            @NotNull @Pattern(regexp = SHA_256) String document,
            @NotNull OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param late what should have been done earlier; it counts all the same */
    record Taken(UUID violation, long sequence, List<Late> late) {}

    /** Who takes a step, and when. */
    record By(String actor, String role, LocalDate on) {}

    /** Takes a step of the day that the form gives. */
    ResponseEntity<Taken> take(
            UUID violation, DatedForm form, RequestContext context, Function<By, ProcedureEvent> recording) {
        return take(violation, form.occurredOn(), form.reason(), context, recording);
    }

    /** As {@link #take(UUID, DatedForm, RequestContext, Function)}, where the day comes from elsewhere: today where it is null. */
    ResponseEntity<Taken> take(
            UUID violation,
            @Nullable LocalDate on,
            @Nullable String reason,
            RequestContext context,
            Function<By, ProcedureEvent> recording) {
        return take(
                violation,
                on,
                reason,
                context,
                recording,
                (receipt, step) -> new Taken(violation, receipt.sequence(), late(receipt, step, context)));
    }

    /** @param body of the answer, by the receipt and the step that was recorded, which is an earlier one's if this is a repetition */
    <T> ResponseEntity<T> take(
            UUID violation,
            DatedForm form,
            RequestContext context,
            Function<By, ProcedureEvent> recording,
            BiFunction<Receipt, ProcedureEvent, T> body) {
        return take(violation, form.occurredOn(), form.reason(), context, recording, body);
    }

    private <T> ResponseEntity<T> take(
            UUID violation,
            @Nullable LocalDate on,
            @Nullable String reason,
            RequestContext context,
            Function<By, ProcedureEvent> recording,
            BiFunction<Receipt, ProcedureEvent, T> body) {
        var actor = context.actor();
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        var asked = new Asked(actor.scope(), actor.id(), clock.now(), why == null ? null : UuidV7.next());
        var step = recording.apply(new By(actor.id(), actor.role().claim(), on == null ? asked.today() : on));
        evidence.require(NamedEvidence.in(step));
        var receipt = reasoned.send(new TakeStep(violation, step, asked), asked.reasonRemark(), why, context);
        var recorded = receipt.replayed()
                ? (ProcedureEvent) history.events(violation).get(Math.toIntExact(receipt.sequence()))
                : step;
        return receipt.on(ResponseEntity.ok()).body(body.apply(receipt, recorded));
    }

    private List<Late> late(Receipt receipt, ProcedureEvent step, RequestContext context) {
        var before =
                CaseState.after(history.events(receipt.aggregate()).subList(0, Math.toIntExact(receipt.sequence())));
        var actor = context.actor();
        var asked = new Asked(actor.scope(), step.by(), clock.now(), UuidV7.next());
        return CaseDecider.late(new TakeStep(receipt.aggregate(), step, asked), before, laws.current());
    }

    /** @throws RefusedException if what the fields say together makes no sense */
    static void check(boolean holds, String field, String code) {
        if (!holds) throw new RefusedException(new InvalidRequest(List.of(new FieldError(field, code))));
    }

    /** To the second, as the district's clocks show it. */
    static OffsetDateTime time(OffsetDateTime given) {
        return given.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
    }
}
