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
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.AgreementBroken;
import org.chaiwei.demolition.enforcement.ProcedureEvent.AgreementMade;
import org.chaiwei.demolition.enforcement.ProcedureEvent.CorrectionMade;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ExecutionResumed;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ExecutionSuspended;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ExecutionTerminated;
import org.chaiwei.demolition.enforcement.ProcedureEvent.InstalmentKept;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SubstituteDecided;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SubstitutePerformed;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
import org.chaiwei.demolition.enforcement.StepTaking.PlainForm;
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

/** 中止、协议、代履行、纠错: what holds an enforcement up, ends it, or stands in its stead. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class HoldController {

    private final StepTaking steps;

    HoldController(StepTaking steps) {
        this.steps = steps;
    }

    record SuspensionForm(
            @NotNull SuspensionCause cause,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record TerminationForm(
            @NotNull TerminationCause cause,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record AgreementForm(
            @NotNull @Min(1) @Max(60) Integer instalments,
            @NotNull LocalDate until,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record InstalmentForm(
            @NotNull @Min(1) @Max(60) Integer instalment,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** @param amountYuan what it will cost, or has cost */
    record SubstituteForm(
            @NotNull @DecimalMin("0.00") @Digits(integer = 10, fraction = 2)
            BigDecimal amountYuan,

            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** @param compensationYuan 0.00 where nothing is paid */
    record CorrectionForm(
            @NotNull CorrectionKind kind,

            @NotNull @DecimalMin("0.00") @Digits(integer = 10, fraction = 2)
            BigDecimal compensationYuan,

            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/suspension")
    ResponseEntity<Taken> suspend(
            @PathVariable UUID violation, @Valid @RequestBody SuspensionForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new ExecutionSuspended(violation, form.cause.name(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/resumption")
    ResponseEntity<Taken> resume(
            @PathVariable UUID violation, @Valid @RequestBody PlainForm form, RequestContext context) {
        return steps.take(
                violation, form, context, by -> new ExecutionResumed(violation, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/termination")
    ResponseEntity<Taken> terminate(
            @PathVariable UUID violation, @Valid @RequestBody TerminationForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new ExecutionTerminated(violation, form.cause.name(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/agreement")
    ResponseEntity<Taken> agree(
            @PathVariable UUID violation, @Valid @RequestBody AgreementForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new AgreementMade(
                        violation, form.instalments, form.until, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/instalments")
    ResponseEntity<Taken> keep(
            @PathVariable UUID violation, @Valid @RequestBody InstalmentForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new InstalmentKept(violation, form.instalment, form.photo, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/agreement-breach")
    ResponseEntity<Taken> breakOff(
            @PathVariable UUID violation, @Valid @RequestBody PlainForm form, RequestContext context) {
        return steps.take(
                violation, form, context, by -> new AgreementBroken(violation, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/substitute-decision")
    ResponseEntity<Taken> decideSubstitute(
            @PathVariable UUID violation, @Valid @RequestBody SubstituteForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SubstituteDecided(violation, form.amountYuan, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/substitute-performance")
    ResponseEntity<Taken> substitute(
            @PathVariable UUID violation, @Valid @RequestBody SubstituteForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SubstitutePerformed(
                        violation, form.amountYuan, form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/correction")
    ResponseEntity<Taken> correct(
            @PathVariable UUID violation, @Valid @RequestBody CorrectionForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new CorrectionMade(
                        violation,
                        form.kind.name(),
                        form.compensationYuan,
                        form.document,
                        by.actor(),
                        by.role(),
                        by.on()));
    }
}
