package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.HandlingCommand.AssignHandler;
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

/** 经办人: names who answers for a case. An answer has the case's sequence as its ETag; a request may carry If-Match and Idempotency-Key. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}/handler")
class HandlerController {

    /** A token's subject. */
    private static final String PERSON = "[\\w.:@-]{1,100}";

    private final Reasoned reasoned;
    private final BusinessClock clock;

    HandlerController(Reasoned reasoned, BusinessClock clock) {
        this.reasoned = reasoned;
        this.clock = clock;
    }

    /**
     * @param handler a pseudonymous id, as tokens have it
     * @param handlerRole theirs, as tokens write it
     * @param supervisor who answers for the handler's work, another person; left out for nobody
     * @param supervisorRole given exactly where a supervisor is
     * @param occurredOn from when on; today where it is left out
     * @param reason needed for a date more than 30 days back
     */
    record HandlerForm(
            @NotNull @Pattern(regexp = PERSON) String handler,

            @NotNull @Pattern(regexp = "street|enforcement|office|legal")
            String handlerRole,

            @Nullable @Pattern(regexp = PERSON) String supervisor,

            @Nullable @Pattern(regexp = "street|enforcement|office|leader")
            String supervisorRole,

            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Assigned(UUID violation, long sequence) {}

    @PostMapping
    ResponseEntity<Assigned> assign(
            @PathVariable UUID violation, @Valid @RequestBody HandlerForm form, RequestContext context) {
        StepTaking.check(
                (form.supervisor == null) == (form.supervisorRole == null), "supervisorRole", "role-of-a-supervisor");
        StepTaking.check(!form.handler.equals(form.supervisor), "supervisor", "not-the-handler");
        var actor = context.actor();
        var reason = form.reason == null || form.reason.isBlank() ? null : form.reason.strip();
        var asked = new Asked(actor.scope(), actor.id(), clock.now(), reason == null ? null : UuidV7.next());
        var command = new AssignHandler(
                violation,
                new Handling.Person(form.handler, form.handlerRole),
                form.supervisor == null ? null : new Handling.Person(form.supervisor, form.supervisorRole),
                form.occurredOn == null ? asked.today() : form.occurredOn,
                asked);
        var receipt = reasoned.send(command, asked.reasonRemark(), reason, context);
        return receipt.on(ResponseEntity.ok()).body(new Assigned(violation, receipt.sequence()));
    }
}
