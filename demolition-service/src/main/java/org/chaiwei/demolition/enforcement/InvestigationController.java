package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.CaseDismissed;
import org.chaiwei.demolition.enforcement.ProcedureEvent.EvidenceCollected;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PartyIdentified;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PartySought;
import org.chaiwei.demolition.enforcement.ProcedureEvent.PlanningOpinionGiven;
import org.chaiwei.demolition.enforcement.ProcedureEvent.Verified;
import org.chaiwei.demolition.enforcement.StepTaking.DatedForm;
import org.chaiwei.demolition.enforcement.StepTaking.PhotoForm;
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

/** 调查: from the lead to the planning opinion, and the party that nobody knows. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class InvestigationController {

    private final StepTaking steps;

    InvestigationController(StepTaking steps) {
        this.steps = steps;
    }

    record EvidenceForm(
            @NotNull EvidenceKind kind,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    record OpinionForm(
            @NotNull PlanningOpinion opinion,
            @NotNull @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    /** @param party the pseudonymous id in the party registry, if it has them */
    record PartyForm(
            @Nullable UUID party,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason)
            implements DatedForm {}

    @PostMapping("/verification")
    ResponseEntity<Taken> verify(
            @PathVariable UUID violation, @Valid @RequestBody PlainForm form, RequestContext context) {
        return steps.take(violation, form, context, by -> new Verified(violation, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/dismissal")
    ResponseEntity<Taken> dismiss(
            @PathVariable UUID violation, @Valid @RequestBody PlainForm form, RequestContext context) {
        return steps.take(violation, form, context, by -> new CaseDismissed(violation, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/evidence")
    ResponseEntity<Taken> collect(
            @PathVariable UUID violation, @Valid @RequestBody EvidenceForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new EvidenceCollected(
                        violation, form.kind.name(), form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/planning-opinion")
    ResponseEntity<Taken> opine(
            @PathVariable UUID violation, @Valid @RequestBody OpinionForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PlanningOpinionGiven(
                        violation, form.opinion.name(), form.document, by.actor(), by.role(), by.on()));
    }

    @PostMapping("/party-search")
    ResponseEntity<Taken> seek(
            @PathVariable UUID violation, @Valid @RequestBody PhotoForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PartySought(violation, form.photo(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/party-identification")
    ResponseEntity<Taken> identify(
            @PathVariable UUID violation, @Valid @RequestBody PartyForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new PartyIdentified(violation, form.party, by.actor(), by.role(), by.on()));
    }
}
