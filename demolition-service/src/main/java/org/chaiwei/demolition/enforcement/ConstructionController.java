package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.ProcedureEvent.BuildingFoundFinished;
import org.chaiwei.demolition.enforcement.ProcedureEvent.ConstructionStopOrdered;
import org.chaiwei.demolition.enforcement.ProcedureEvent.OnSiteMeasureReported;
import org.chaiwei.demolition.enforcement.ProcedureEvent.OnSiteMeasureTaken;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SeizureExtended;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SeizureLifted;
import org.chaiwei.demolition.enforcement.ProcedureEvent.SiteSeized;
import org.chaiwei.demolition.enforcement.ProcedureEvent.StopRefused;
import org.chaiwei.demolition.enforcement.StepTaking.PaperForm;
import org.chaiwei.demolition.enforcement.StepTaking.PhotoForm;
import org.chaiwei.demolition.enforcement.StepTaking.Taken;
import org.chaiwei.demolition.enforcement.StepTaking.TimedForm;
import org.chaiwei.platform.command.RequestContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 在建: what is done while building work goes on. Each request is one step, judged by the law of its day; see {@link StepTaking}. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class ConstructionController {

    private final StepTaking steps;

    ConstructionController(StepTaking steps) {
        this.steps = steps;
    }

    @PostMapping("/stop-order")
    ResponseEntity<Taken> stop(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new ConstructionStopOrdered(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/stop-refusal")
    ResponseEntity<Taken> refuse(
            @PathVariable UUID violation, @Valid @RequestBody PhotoForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new StopRefused(violation, form.photo(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/seizure")
    ResponseEntity<Taken> seize(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SiteSeized(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/seizure-extension")
    ResponseEntity<Taken> extend(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SeizureExtended(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/seizure-release")
    ResponseEntity<Taken> lift(
            @PathVariable UUID violation, @Valid @RequestBody PaperForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new SeizureLifted(violation, form.document(), by.actor(), by.role(), by.on()));
    }

    @PostMapping("/on-site-measure")
    ResponseEntity<Taken> measure(
            @PathVariable UUID violation, @Valid @RequestBody TimedForm form, RequestContext context) {
        var at = StepTaking.time(form.occurredAt());
        return steps.take(
                violation,
                at.toLocalDate(),
                form.reason(),
                context,
                by -> new OnSiteMeasureTaken(violation, form.document(), by.actor(), by.role(), by.on(), at));
    }

    @PostMapping("/on-site-measure-report")
    ResponseEntity<Taken> report(
            @PathVariable UUID violation, @Valid @RequestBody TimedForm form, RequestContext context) {
        var at = StepTaking.time(form.occurredAt());
        return steps.take(
                violation,
                at.toLocalDate(),
                form.reason(),
                context,
                by -> new OnSiteMeasureReported(violation, form.document(), by.actor(), by.role(), by.on(), at));
    }

    @PostMapping("/completion-finding")
    ResponseEntity<Taken> find(
            @PathVariable UUID violation, @Valid @RequestBody PhotoForm form, RequestContext context) {
        return steps.take(
                violation,
                form,
                context,
                by -> new BuildingFoundFinished(violation, form.photo(), by.actor(), by.role(), by.on()));
    }
}
