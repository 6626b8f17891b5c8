package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ExecutionRecorded;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ForcedDecisionRevoked;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ForcedDemolitionDecided;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PostedOnSite;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SafetyAppraised;
import org.chaiwei.demolition.enforcement.ProcedureEvent.UrgencyApproved;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
import org.chaiwei.demolition.enforcement.StepTaking.PaperForm;
import org.chaiwei.demolition.enforcement.StepTaking.PhotoForm;
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

/** 强制拆除: the decision, the posting on site, what is recorded of the execution, and the appraisal of what is left. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class ForceController {

    private final StepTaking steps;

    ForceController(StepTaking steps) {
        this.steps = steps;
    }

    /** @param forDay the day on which work by force at night or on a holiday may be */
    record UrgencyForm(
            @NotNull LocalDate forDay,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record AppraisalForm(
            @NotNull Boolean safe,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/forced-demolition-decision")
    ResponseEntity<Taken> decide(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new ForcedDemolitionDecided(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/decision-revocation")
    ResponseEntity<Taken> revoke(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new ForcedDecisionRevoked(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/site-posting")
    ResponseEntity<Taken> post(
            @PathVariable UUID violation, @Valid @RequestBody PhotoForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PostedOnSite(violation, form.photo(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/urgency-approval")
    ResponseEntity<Taken> approve(
            @PathVariable UUID violation, @Valid @RequestBody UrgencyForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new UrgencyApproved(violation, form.forDay, by.actor(), by.role(), by.on()));
    }

    /**
     * What of the execution is recorded; may come in several pieces, all on its day.
     *
     * @param inventory SHA-256 of 物品清单
     * @param writtenRecord SHA-256 of 现场笔录
     * @param video SHA-256 of 音像记录
     * @param witnesses how many stood by
     * @param utilitiesCut whether water, power, heat or gas was cut off for it
     */
    record ExecutionForm(
            @Nullable @Pattern(regexp = StepTaking.SHA_256) String inventory,
            @Nullable @Pattern(regexp = StepTaking.SHA_256) String writtenRecord,
            @Nullable @Pattern(regexp = StepTaking.SHA_256) String video,
            @NotNull @Min(0) @Max(100) Integer witnesses,
            @NotNull Boolean utilitiesCut,
            @NotNull OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    @PostMapping("/execution-records")
    ResponseEntity<Taken> record(
            @PathVariable UUID violation, @Valid @RequestBody ExecutionForm form, RequestContext context) {
        var isEmpty = form.inventory == null && form.writtenRecord == null && form.video == null && form.witnesses == 0;
        StepTaking.check(!isEmpty || form.utilitiesCut, "inventory", "nothing-recorded");
        var at = StepTaking.time(form.occurredAt);
        return steps.take(
                violation,
                at.toLocalDate(),
                form.reason,
                context,
                by -> new ExecutionRecorded(
                        violation,
                        form.inventory,
                        form.writtenRecord,
                        form.video,
                        form.witnesses,
                        form.utilitiesCut,
                        by.actor(),
                        by.role(),
                        by.on(),
                        at));
    }

    @PostMapping("/safety-appraisal")
    ResponseEntity<Taken> appraise(
            @PathVariable UUID violation, @Valid @RequestBody AppraisalForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SafetyAppraised(violation, form.safe, form.document, by.actor(), by.role(), by.on()));
    }
}
