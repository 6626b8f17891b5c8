package org.chaiwei.demolition.enforcement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.Cooperation.Restriction;
import org.chaiwei.demolition.enforcement.CooperationEvent.ConsultationAsked;
import org.chaiwei.demolition.enforcement.CooperationEvent.OfRestriction;
import org.chaiwei.demolition.enforcement.CooperationEvent.SupportAsked;
import org.chaiwei.demolition.enforcement.CooperationRequest.AcknowledgeRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.AnswerConsultation;
import org.chaiwei.demolition.enforcement.CooperationRequest.AskSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.Consult;
import org.chaiwei.demolition.enforcement.CooperationRequest.FinishSupport;
import org.chaiwei.demolition.enforcement.CooperationRequest.LiftRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RefuseRestriction;
import org.chaiwei.demolition.enforcement.CooperationRequest.RequestRestriction;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 部门协作: restrictions that other departments are asked for, consultations, and the tasks of the support systems, each with its answer. Every
 * request becomes one command; a request without a date is of today, and one may carry If-Match and Idempotency-Key, as everywhere.
 */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}")
class CooperationController {

    /** A pseudonymous id or a department's code; no place for a name. */
    private static final String WHO = "[A-Za-z0-9:_.-]{1,64}";

    private final Reasoned reasoned;
    private final CaseHistory history;
    private final Remarks remarks;
    private final BusinessClock clock;

    CooperationController(Reasoned reasoned, CaseHistory history, Remarks remarks, BusinessClock clock) {
        this.reasoned = reasoned;
        this.history = history;
        this.remarks = remarks;
        this.clock = clock;
    }

    /** @param reason needed for a date more than 30 days back */
    record RestrictionForm(
            @NotNull RestrictionKind kind,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param reason needed for a date more than 30 days back */
    record AnswerForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param reason why */
    record ReasonedForm(
            @Nullable LocalDate occurredOn,
            @NotBlank @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param askedOf the pseudonymous id of the department's official who is asked; left out, whoever of it answers first
     * @param dueOn the last day for the answer
     * @param what the question
     */
    record ConsultationForm(
            @NotNull Department department,
            @Nullable @Pattern(regexp = WHO) String askedOf,
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = Remarks.LENGTH_MAX) String what,
            @Nullable LocalDate occurredOn) {}

    /** @param document SHA-256 of the paper, if there is one */
    record ConsultationAnswerForm(
            @NotBlank @Size(max = Remarks.LENGTH_MAX) String answer,
            @Nullable @Pattern(regexp = StepTaking.SHA_256) String document,
            @Nullable LocalDate occurredOn) {}

    /**
     * @param responsible the pseudonymous id of the person, or the code of the department, that is to see to it
     * @param dueOn until when
     * @param what is asked for
     */
    record SupportForm(
            @NotNull SupportSystem system,
            @NotNull @Pattern(regexp = WHO) String responsible,
            @NotNull LocalDate dueOn,
            @NotBlank @Size(max = Remarks.LENGTH_MAX) String what,
            @Nullable LocalDate occurredOn) {}

    /** @param id of what was asked for or answered */
    record Recorded(UUID violation, UUID id, long sequence) {}

    @PostMapping("/restrictions")
    ResponseEntity<Recorded> restrict(
            @PathVariable UUID violation, @Valid @RequestBody RestrictionForm form, RequestContext context) {
        var id = UuidV7.next();
        return send(
                violation, id, form.occurredOn, form.reason, context, on -> new RequestRestriction(id, form.kind, on));
    }

    @PostMapping("/restrictions/{id}/acknowledgement")
    ResponseEntity<Recorded> acknowledge(
            @PathVariable UUID violation,
            @PathVariable UUID id,
            @Valid @RequestBody AnswerForm form,
            RequestContext context) {
        return send(violation, id, form.occurredOn, form.reason, context, on -> new AcknowledgeRestriction(id, on));
    }

    /** By the department, which says why. */
    @PostMapping("/restrictions/{id}/refusal")
    ResponseEntity<Recorded> refuse(
            @PathVariable UUID violation,
            @PathVariable UUID id,
            @Valid @RequestBody ReasonedForm form,
            RequestContext context) {
        return send(violation, id, form.occurredOn, form.reason, context, on -> new RefuseRestriction(id, on));
    }

    /** By hand, with the reason; what ends the order lifts it by itself. */
    @PostMapping("/restrictions/{id}/lifting")
    ResponseEntity<Recorded> lift(
            @PathVariable UUID violation,
            @PathVariable UUID id,
            @Valid @RequestBody ReasonedForm form,
            RequestContext context) {
        return send(violation, id, form.occurredOn, form.reason, context, on -> new LiftRestriction(id, on));
    }

    @PostMapping("/consultations")
    ResponseEntity<Recorded> consult(
            @PathVariable UUID violation, @Valid @RequestBody ConsultationForm form, RequestContext context) {
        var id = UuidV7.next();
        return send(
                violation,
                id,
                form.occurredOn,
                form.what,
                context,
                on -> new Consult(id, form.department, form.askedOf, form.dueOn, on));
    }

    @PostMapping("/consultations/{id}/answer")
    ResponseEntity<Recorded> answer(
            @PathVariable UUID violation,
            @PathVariable UUID id,
            @Valid @RequestBody ConsultationAnswerForm form,
            RequestContext context) {
        return send(
                violation,
                id,
                form.occurredOn,
                form.answer,
                context,
                on -> new AnswerConsultation(id, form.document, on));
    }

    @PostMapping("/supports")
    ResponseEntity<Recorded> support(
            @PathVariable UUID violation, @Valid @RequestBody SupportForm form, RequestContext context) {
        var id = UuidV7.next();
        return send(
                violation,
                id,
                form.occurredOn,
                form.what,
                context,
                on -> new AskSupport(id, form.system, form.responsible, form.dueOn, on));
    }

    /** By whoever is responsible, or by the office for them; the reason says what was done. */
    @PostMapping("/supports/{id}/completion")
    ResponseEntity<Recorded> finish(
            @PathVariable UUID violation,
            @PathVariable UUID id,
            @Valid @RequestBody AnswerForm form,
            RequestContext context) {
        return send(violation, id, form.occurredOn, form.reason, context, on -> new FinishSupport(id, on));
    }

    /**
     * What was asked for in a case, with what was typed; a text that has been erased is null.
     *
     * @param consultations in the order in which they were asked
     */
    record Asking(
            UUID violation,
            String ledgerNumber,
            List<Restriction> restrictions,
            List<ConsultationShown> consultations,
            List<SupportShown> supports) {}

    /** @param overdue not answered, and the last day is past */
    record ConsultationShown(
            UUID id,
            Department department,
            @Nullable String askedOf,
            LocalDate askedOn,
            LocalDate dueOn,
            boolean overdue,
            @Nullable String what,
            @Nullable LocalDate answeredOn,
            @Nullable String document,
            @Nullable String answer) {}

    /** @param overdue not done, and the last day is past */
    record SupportShown(
            UUID id,
            SupportSystem system,
            String responsible,
            LocalDate askedOn,
            LocalDate dueOn,
            boolean overdue,
            @Nullable String what,
            @Nullable LocalDate doneOn,
            @Nullable String result) {}

    /** What other departments are asked for in a case. Departments may read this and nothing else of it. */
    @GetMapping("/cooperation")
    Asking asking(@PathVariable UUID violation, Actor actor) {
        if (!(CaseState.after(history.events(violation)) instanceof Known known)) {
            check(actor, null);
            throw new RefusedException(new NoSuchCase());
        }
        var entry = known.file().entry();
        check(actor, entry.street());
        var cooperation = known.file().cooperation();
        var texts = texts(cooperation);
        var today = clock.today();
        return new Asking(
                violation,
                entry.ledgerNumber(),
                cooperation.restrictions(),
                cooperation.consultations().stream()
                        .map(c -> new ConsultationShown(
                                c.id(),
                                c.department(),
                                c.askedOf(),
                                c.askedOn(),
                                c.dueOn(),
                                c.answeredOn() == null && c.dueOn().isBefore(today),
                                texts.get(c.what()),
                                c.answeredOn(),
                                c.document(),
                                c.answer() == null ? null : texts.get(c.answer())))
                        .toList(),
                cooperation.supports().stream()
                        .map(s -> new SupportShown(
                                s.id(),
                                s.system(),
                                s.responsible(),
                                s.askedOn(),
                                s.dueOn(),
                                s.doneOn() == null && s.dueOn().isBefore(today),
                                texts.get(s.what()),
                                s.doneOn(),
                                s.result() == null ? null : texts.get(s.result())))
                        .toList());
    }

    private static void check(Actor actor, @Nullable String street) {
        if (actor.role() != Role.DEPARTMENT) CaseReaders.check(actor.scope(), street);
    }

    private Map<UUID, String> texts(Cooperation cooperation) {
        var ids = new ArrayList<@Nullable UUID>();
        for (var consultation : cooperation.consultations()) {
            ids.add(consultation.what());
            ids.add(consultation.answer());
        }
        for (var support : cooperation.supports()) {
            ids.add(support.what());
            ids.add(support.result());
        }
        return remarks.read(ids.stream().filter(Objects::nonNull).toList());
    }

    private ResponseEntity<Recorded> send(
            UUID violation,
            UUID id,
            @Nullable LocalDate on,
            @Nullable String typed,
            RequestContext context,
            Function<LocalDate, CooperationRequest> request) {
        var actor = context.actor();
        var text = typed == null || typed.isBlank() ? null : typed.strip();
        var asked = new Asked(actor.scope(), actor.id(), clock.now(), text == null ? null : UuidV7.next());
        var command = new Cooperate(violation, request.apply(on == null ? asked.today() : on), asked);
        var receipt = reasoned.send(command, asked.reasonRemark(), text, context);
        return receipt.on(ResponseEntity.ok())
                .body(new Recorded(violation, receipt.replayed() ? recorded(receipt, id) : id, receipt.sequence()));
    }

    /** The id that the first of the repeated requests was given. */
    private UUID recorded(Receipt receipt, UUID id) {
        return switch (history.events(receipt.aggregate()).get(Math.toIntExact(receipt.sequence()))) {
            case OfRestriction e -> e.restriction();
            case ConsultationAsked e -> e.consultation();
            case SupportAsked e -> e.support();
            default -> id;
        };
    }
}
