package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.FactsNotified;
import org.chaiwei.demolition.enforcement.ProcedureEvent.HearingAsked;
import org.chaiwei.demolition.enforcement.ProcedureEvent.HearingHeld;
import org.chaiwei.demolition.enforcement.ProcedureEvent.HearingNotified;
import org.chaiwei.demolition.enforcement.ProcedureEvent.HearingWaived;
import org.chaiwei.demolition.enforcement.ProcedureEvent.LegalReviewed;
import org.chaiwei.demolition.enforcement.ProcedureEvent.StatementTaken;
import org.chaiwei.demolition.enforcement.ProcedureEvent.TimeExtended;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
import org.chaiwei.demolition.enforcement.StepTaking.PaperForm;
import org.chaiwei.demolition.enforcement.StepTaking.Taken;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.remark.Remarks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 告知与听证: the notice, what the party answers, the hearing, and the legal review. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class HearingController {

    private final StepTaking steps;

    HearingController(StepTaking steps) {
        this.steps = steps;
    }

    record HearingNoticeForm(
            @NotNull LocalDate hearingOn,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** @param document what was stated, or the waiver; left out where the time went by */
    record StatementForm(
            @NotNull StatementOutcome outcome,
            @Nullable @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record ReviewForm(
            @NotNull Boolean passed,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/notice")
    ResponseEntity<Taken> notify(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new FactsNotified(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/hearing-request")
    ResponseEntity<Taken> ask(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new HearingAsked(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/hearing-notice")
    ResponseEntity<Taken> call(
            @PathVariable UUID violation, @Valid @RequestBody HearingNoticeForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new HearingNotified(violation, form.hearingOn, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/hearing")
    ResponseEntity<Taken> hold(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new HearingHeld(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/hearing-waiver")
    ResponseEntity<Taken> waive(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new HearingWaived(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/statement")
    ResponseEntity<Taken> state(
            @PathVariable UUID violation, @Valid @RequestBody StatementForm form, RequestContext context) {
        StepTaking.check(
                (form.outcome == StatementOutcome.LAPSED) == (form.document == null),
                "document",
                "document-of-a-statement");
        return steps.take(
                violation,
                form,
                context,
                by -> new StatementTaken(
                        violation, form.outcome.name(), form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/legal-review")
    ResponseEntity<Taken> review(
            @PathVariable UUID violation, @Valid @RequestBody ReviewForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new LegalReviewed(violation, form.passed, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/time-extension")
    ResponseEntity<Taken> extend(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new TimeExtended(violation, form.document(), by.actor(), by.role(), by.on()));
    }
}
