package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.DemandAnswered;
import org.chaiwei.demolition.enforcement.ProcedureEvent.DemandIssued;
import org.chaiwei.demolition.enforcement.ProcedureEvent.DemolitionOrdered;
import org.chaiwei.demolition.enforcement.ProcedureEvent.FoundStanding;
import org.chaiwei.demolition.enforcement.ProcedureEvent.OrderPublished;
import org.chaiwei.demolition.enforcement.ProcedureEvent.OrderRevoked;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PaperServed;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PublicNoticeMade;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RemedyEnded;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RemedyFiled;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RemedyWaived;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
import org.chaiwei.demolition.enforcement.StepTaking.PaperForm;
import org.chaiwei.demolition.enforcement.StepTaking.PhotoForm;
import org.chaiwei.demolition.enforcement.StepTaking.Taken;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 责令与救济: the order, the service of papers, the demand, review and suit, and taking an order back. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class OrderController {

    private final StepTaking steps;

    OrderController(StepTaking steps) {
        this.steps = steps;
    }

    /**
     * @param days that the party is given to demolish, calendar days
     * @param rightsNotified whether the order tells of review and suit
     */
    record OrderForm(
            @NotNull @Min(1) @Max(365) Integer days,
            @NotNull Boolean rightsNotified,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /**
     * @param proof SHA-256 of the receipt or the picture
     * @param occurredOn by public notice the day on which it has hung long enough
     */
    record ServiceForm(
            @NotNull Paper paper,
            @NotNull ServiceManner manner,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String proof,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record PublicNoticeForm(
            @NotNull Paper paper,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record RemedyForm(
            @NotNull RemedyKind kind,
            @NotNull Paper against,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /**
     * @param remedy the id given when it was filed
     * @param revokes what the decision takes away; given exactly with REVOKED
     */
    record RemedyDecisionForm(
            @NotNull UUID remedy,
            @NotNull RemedyKind kind,
            @NotNull RemedyOutcome outcome,
            @Nullable Paper revokes,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/order")
    ResponseEntity<Taken> order(
            @PathVariable UUID violation, @Valid @RequestBody OrderForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new DemolitionOrdered(
                        violation, form.days, form.rightsNotified, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/services")
    ResponseEntity<Taken> serve(
            @PathVariable UUID violation, @Valid @RequestBody ServiceForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PaperServed(
                        violation, form.paper.name(), form.manner.name(), form.proof, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/public-notices")
    ResponseEntity<Taken> makePublic(
            @PathVariable UUID violation, @Valid @RequestBody PublicNoticeForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PublicNoticeMade(violation, form.paper.name(), form.photo, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/order-publication")
    ResponseEntity<Taken> publish(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new OrderPublished(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/removal-check")
    ResponseEntity<Taken> check(
            @PathVariable UUID violation, @Valid @RequestBody PhotoForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new FoundStanding(violation, form.photo(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/demand")
    ResponseEntity<Taken> demand(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new DemandIssued(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/demand-answer")
    ResponseEntity<Taken> answer(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new DemandAnswered(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/remedy-waiver")
    ResponseEntity<Taken> waive(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new RemedyWaived(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    /** @param id of the remedy, for its decision */
    record RemedyEntered(UUID violation, UUID id, long sequence) {}

    /** Answers with the remedy's id; while it is pending nothing is demolished by force. */
    @PostMapping("/remedies")
    ResponseEntity<RemedyEntered> remedy(
            @PathVariable UUID violation, @Valid @RequestBody RemedyForm form, RequestContext context) {
        StepTaking.check(form.against.isDecision(), "against", "not-a-decision");
        var remedy = UuidV7.next();
        return steps.take(
                violation,
                form,
                context,
                by -> new RemedyFiled(
                        violation,
                        remedy,
                        form.kind.name(),
                        form.against.name(),
                        form.document,
                        by.actor(),
                        by.role(),
                        by.on()),
                (receipt, recorded) ->
                        new RemedyEntered(violation, ((RemedyFiled) recorded).remedy(), receipt.sequence()));
    }

    @PostMapping("/remedy-decisions")
    ResponseEntity<Taken> decideRemedy(
            @PathVariable UUID violation, @Valid @RequestBody RemedyDecisionForm form, RequestContext context) {
        StepTaking.check((form.outcome == RemedyOutcome.REVOKED) == (form.revokes != null), "revokes", "revokes-what");
        StepTaking.check(form.revokes == null || form.revokes.isDecision(), "revokes", "not-a-decision");
        return steps.take(
                violation,
                form,
                context,
                by -> new RemedyEnded(
                        violation,
                        form.remedy,
                        form.kind.name(),
                        form.outcome.name(),
                        form.revokes == null ? null : form.revokes.name(),
                        form.document,
                        by.actor(),
                        by.role(),
                        by.on()));
    }

    @PostMapping("/order-revocation")
    ResponseEntity<Taken> revoke(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new OrderRevoked(violation, form.document(), by.actor(), by.role(), by.on()));
    }
}
