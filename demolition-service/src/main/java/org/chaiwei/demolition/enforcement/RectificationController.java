package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RectificationFound;
import org.chaiwei.demolition.enforcement.ProcedureEvent.RectificationOrdered;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
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

/** 限期改正: what can be put right is ordered to be, and looked at. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class RectificationController {

    private final StepTaking steps;

    RectificationController(StepTaking steps) {
        this.steps = steps;
    }

    /** @param days that the party is given to put it right, calendar days */
    record RectificationForm(
            @NotNull @Min(1) @Max(365) Integer days,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /**
     * @param permitNumber of the permit obtained afterwards, together with its date; left out where it was put right by work
     * @param document SHA-256 of the record or the permit
     */
    record CheckForm(
            @NotNull Boolean done,
            @Nullable @Size(min = 1, max = 100) String permitNumber,
            @Nullable LocalDate permitOn,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/rectification-order")
    ResponseEntity<Taken> order(
            @PathVariable UUID violation, @Valid @RequestBody RectificationForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new RectificationOrdered(violation, form.days, form.document, by.actor(), by.role(), by.on()));
    }

    /** Whether it is put right: the ledger then closes the entry on the ground RECTIFIED. If not, a new planning opinion is the way on. */
    @PostMapping("/rectification-check")
    ResponseEntity<Taken> check(
            @PathVariable UUID violation, @Valid @RequestBody CheckForm form, RequestContext context) {
        StepTaking.check((form.permitNumber == null) == (form.permitOn == null), "permitOn", "permit-with-its-date");
        StepTaking.check(form.permitNumber == null || form.done, "permitNumber", "permit-of-what-is-put-right");
        return steps.take(
                violation,
                form,
                context,
                by -> new RectificationFound(
                        violation,
                        form.done,
                        form.permitNumber,
                        form.permitOn,
                        form.document,
                        by.actor(),
                        by.role(),
                        by.on()));
    }
}
