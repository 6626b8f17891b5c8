package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockPaused;
import org.chaiwei.demolition.enforcement.ClockEvent.ClockResumed;
import org.chaiwei.demolition.enforcement.ClockEvent.Entered;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteDispatched;
import org.chaiwei.demolition.enforcement.ClockEvent.SiteReached;
import org.chaiwei.demolition.enforcement.ClockEvent.WorkStopped;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 新生违建1小时快拆: takes down what happens on the one-hour clock. It starts with the confirmation of the discovery and stops with the
 * demolition, which are steps of the case. Each request becomes one command; one may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}/clock")
class ClockController {

    private final Reasoned reasoned;
    private final BusinessClock clock;

    ClockController(Reasoned reasoned, BusinessClock clock) {
        this.reasoned = reasoned;
        this.clock = clock;
    }

    /**
     * @param occurredAt when it happened; now, where it is left out
     * @param reason needed for a pause, and for a date more than 30 days back
     */
    record ClockForm(
            @Nullable OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param occurredAt as it was recorded, to the second */
    record Entry(UUID violation, OffsetDateTime occurredAt, long sequence) {}

    /** Makes the event of who did it, and when. */
    private interface Entering {
        Entered of(UUID violation, String by, String role, LocalDate on, OffsetDateTime at);
    }

    @PostMapping("/dispatch")
    ResponseEntity<Entry> dispatch(
            @PathVariable UUID violation, @Valid @RequestBody ClockForm form, RequestContext context) {
        return enter(violation, form, context, SiteDispatched::new);
    }

    @PostMapping("/site")
    ResponseEntity<Entry> site(
            @PathVariable UUID violation, @Valid @RequestBody ClockForm form, RequestContext context) {
        return enter(violation, form, context, SiteReached::new);
    }

    /** Nobody builds any more; the order to stop is a step of the procedure. */
    @PostMapping("/stop")
    ResponseEntity<Entry> stop(
            @PathVariable UUID violation, @Valid @RequestBody ClockForm form, RequestContext context) {
        return enter(violation, form, context, WorkStopped::new);
    }

    @PostMapping("/pause")
    ResponseEntity<Entry> pause(
            @PathVariable UUID violation, @Valid @RequestBody ClockForm form, RequestContext context) {
        return enter(violation, form, context, ClockPaused::new);
    }

    @PostMapping("/resume")
    ResponseEntity<Entry> resume(
            @PathVariable UUID violation, @Valid @RequestBody ClockForm form, RequestContext context) {
        return enter(violation, form, context, ClockResumed::new);
    }

    private ResponseEntity<Entry> enter(UUID violation, ClockForm form, RequestContext context, Entering entering) {
        var actor = context.actor();
        var why = form.reason == null || form.reason.isBlank() ? null : form.reason.strip();
        var asked = new Asked(actor.scope(), actor.id(), clock.now(), why == null ? null : UuidV7.next());
        var at = StepTaking.time(
                form.occurredAt == null ? asked.now().atZone(BusinessClock.ZONE).toOffsetDateTime() : form.occurredAt);
        var step = entering.of(violation, actor.id(), actor.role().claim(), at.toLocalDate(), at);
        var receipt = reasoned.send(new KeepClock(violation, step, asked), asked.reasonRemark(), why, context);
        return receipt.on(ResponseEntity.ok()).body(new Entry(violation, at, receipt.sequence()));
    }
}
