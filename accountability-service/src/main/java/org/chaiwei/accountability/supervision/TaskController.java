package org.chaiwei.accountability.supervision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.supervision.TaskCommand.AcknowledgeTask;
import org.chaiwei.accountability.supervision.TaskCommand.AnswerTask;
import org.chaiwei.accountability.supervision.TaskCommand.AskExtension;
import org.chaiwei.accountability.supervision.TaskCommand.Asked;
import org.chaiwei.accountability.supervision.TaskCommand.DecideExtension;
import org.chaiwei.accountability.supervision.TaskCommand.ReturnTask;
import org.chaiwei.accountability.supervision.TaskCommand.VerifyTask;
import org.chaiwei.accountability.supervision.TaskCommand.WithdrawTask;
import org.chaiwei.accountability.supervision.TaskList.Place;
import org.chaiwei.accountability.supervision.TaskRefusal.GivenElsewhere;
import org.chaiwei.accountability.supervision.TaskRefusal.TaskTextRequired;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.NotFound;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 督办: supervised tasks. Supervision, the office and the leaders see all, a unit its own. Every change answers with the task's sequence as its
 * ETag and a Consistency-Token; a request may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/accountability/tasks")
class TaskController {

    static final String ROOT = "/api/v1/accountability/tasks";

    private final TaskList list;
    private final Tasks tasks;
    private final Reasoned reasoned;
    private final Remarks remarks;
    private final Streets streets;
    private final BusinessClock clock;

    TaskController(
            TaskList list, Tasks tasks, Reasoned reasoned, Remarks remarks, Streets streets, BusinessClock clock) {
        this.list = list;
        this.tasks = tasks;
        this.reasoned = reasoned;
        this.remarks = remarks;
        this.streets = streets;
        this.clock = clock;
    }

    /**
     * @param source LEADER or REPORT: tasks of inspections and meetings are given there
     * @param reference the number or id of the instruction or report; no free text
     * @param unit a street by code or name, or OFFICE, ENFORCEMENT, ACCEPTANCE, LEGAL, DEPARTMENT
     * @param responsible the pseudonym of a person; left out, the unit's head is told at once
     * @param dueOn the last day in time; or else {@code workingDays} from today
     * @param remark what is to be done
     */
    record TaskForm(
            @NotNull Source source,

            @NotBlank @Pattern(regexp = "[\\p{Alnum}\\p{IsHan}][\\p{Alnum}\\p{IsHan}._:/〔〕-]{0,99}")
            String reference,

            @NotBlank String unit,
            @Nullable @Pattern(regexp = Unit.PSEUDONYM) String responsible,
            @Nullable LocalDate dueOn,
            @Nullable Integer workingDays,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record AnswerForm(
            @Nullable @Size(max = Reference.MOST) List<@Valid @NotNull Reference> references,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    /** @param dueOn the new last day in time; or else {@code workingDays} from today */
    record DayForm(
            @Nullable LocalDate dueOn,
            @Nullable Integer workingDays,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record ExtensionForm(
            @NotNull Boolean granted,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record RemarkForm(
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record Changed(UUID task, long sequence) {}

    /**
     * @param state where it stands
     * @param rungs of the ladder that have been told of this deadline
     * @param heard those above who have been told, of any deadline
     * @param extensionTo the day that an extension is asked for; null where none waits for a decision
     * @param what is to be done, unless erased
     */
    record Shown(
            UUID task,
            Source source,
            String reference,
            String unit,
            @Nullable String responsible,
            Phase state,
            LocalDate assignedOn,
            LocalDate dueOn,
            boolean overdue,
            int rungs,
            List<Addressee> heard,
            int answers,
            @Nullable LocalDate extensionTo,
            @Nullable String what,
            long sequence) {}

    /** @param next the cursor of the next page, null on the last one */
    record Listed(
            LocalDate today, List<Shown> items, @Nullable String next) {}

    /** @param text what was typed with it, unless erased */
    record Happened(
            long sequence,
            Instant recordedAt,
            String type,
            @Nullable String text,
            TaskEvent event) {}

    record History(UUID task, List<Happened> events) {}

    /**
     * Tasks by their last day in time, the earliest first.
     *
     * @param unit a street by code or name, or a unit of the district
     * @param overdue only those that wait for the unit and whose last day in time is over
     * @param mine only those for which the caller is responsible
     */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Phase state,
            @RequestParam(required = false) @Nullable Source source,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable @Size(max = 100) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var units = Readers.units(actor);
        var one = unit == null ? null : Unit.named("unit", unit, streets);
        if (one != null) Readers.check(actor, one.code());
        var behind = cursor == null || cursor.isEmpty()
                ? Place.BEGINNING
                : Place.of(cursor)
                        .orElseThrow(() -> Asking.refused(new FieldError("cursor", "not-a-cursor-of-this-list")));
        list.await(ownWrite);
        var today = clock.today();
        var found = list.page(
                new TaskFilter(
                        units,
                        one == null ? null : one.code(),
                        state,
                        source,
                        mine ? actor.id() : null,
                        overdue ? today : null),
                behind,
                limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        var texts = remarks.read(page.stream().map(TaskRow::remark).toList());
        return new Listed(
                today,
                page.stream().map(row -> shown(row, today, texts)).toList(),
                found.size() > limit ? Place.behind(page.getLast()).text() : null);
    }

    @GetMapping("/{task}")
    ResponseEntity<Shown> task(@PathVariable UUID task, @Nullable ConsistencyToken ownWrite, Actor actor) {
        var row = find(task, ownWrite, actor);
        return ResponseEntity.ok()
                .eTag("\"" + row.sequence() + "\"")
                .body(shown(row, clock.today(), remarks.read(List.of(row.remark()))));
    }

    /** All that happened to a task, in its order. */
    @GetMapping("/{task}/history")
    History history(@PathVariable UUID task, @Nullable ConsistencyToken ownWrite, Actor actor) {
        find(task, ownWrite, actor);
        var history = list.history(task);
        var texts = remarks.read(history.stream()
                .map(happened -> happened.event().remark())
                .filter(Objects::nonNull)
                .toList());
        return new History(
                task,
                history.stream()
                        .map(happened -> new Happened(
                                happened.sequence(),
                                happened.recordedAt(),
                                happened.type(),
                                texts.get(happened.event().remark()),
                                happened.event()))
                        .toList());
    }

    /** Gives a unit a task that comes from a leader's instruction or a report. */
    @PostMapping
    ResponseEntity<Changed> give(@Valid @RequestBody TaskForm form, RequestContext context) {
        if (form.source.hasOwnPlace()) throw new RefusedException(new GivenElsewhere(form.source));
        var text = text(form.remark);
        var today = clock.today();
        var remark = UuidV7.next();
        var command = tasks.command(
                new Tasks.ToGive(
                        UuidV7.next(),
                        form.source,
                        form.reference,
                        Unit.named("unit", form.unit, streets),
                        form.responsible,
                        remark,
                        tasks.dueOn(form.dueOn, form.workingDays, today),
                        context.actor().id(),
                        today),
                context);
        if (text == null) throw new RefusedException(new TaskTextRequired());
        var receipt = reasoned.send(command, remark, text, context);
        var task = receipt.aggregate();
        return receipt.on(ResponseEntity.created(URI.create(ROOT + "/" + task)))
                .body(new Changed(task, receipt.sequence()));
    }

    /** 签收: the caller takes the task on and is responsible from now on. */
    @PostMapping("/{task}/acknowledgement")
    ResponseEntity<Changed> acknowledge(@PathVariable UUID task, RequestContext context) {
        return send(new AcknowledgeTask(task, asked(null, context)), null, context);
    }

    /** The unit says what it did, and what shows it. */
    @PostMapping("/{task}/answers")
    ResponseEntity<Changed> answer(
            @PathVariable UUID task, @Valid @RequestBody AnswerForm form, RequestContext context) {
        var text = text(form.remark);
        var references = form.references == null ? List.<Reference>of() : form.references;
        return send(new AnswerTask(task, references, asked(text, context)), text, context);
    }

    /** 退回: the answer does not do. */
    @PostMapping("/{task}/returns")
    ResponseEntity<Changed> giveBack(
            @PathVariable UUID task, @Valid @RequestBody DayForm form, RequestContext context) {
        var text = text(form.remark);
        var dueOn = tasks.dueOn(form.dueOn, form.workingDays, clock.today());
        return send(new ReturnTask(task, dueOn, asked(text, context)), text, context);
    }

    /** 核验: it is done. */
    @PostMapping("/{task}/verification")
    ResponseEntity<Changed> verify(
            @PathVariable UUID task, @Valid @RequestBody RemarkForm form, RequestContext context) {
        var text = text(form.remark);
        return send(new VerifyTask(task, asked(text, context)), text, context);
    }

    /** 申请延期 */
    @PostMapping("/{task}/extensions")
    ResponseEntity<Changed> askExtension(
            @PathVariable UUID task, @Valid @RequestBody DayForm form, RequestContext context) {
        var text = text(form.remark);
        var dueOn = tasks.dueOn(form.dueOn, form.workingDays, clock.today());
        return send(new AskExtension(task, dueOn, asked(text, context)), text, context);
    }

    /** Decides on the extension that was asked for. */
    @PostMapping("/{task}/extensions/decision")
    ResponseEntity<Changed> decideExtension(
            @PathVariable UUID task, @Valid @RequestBody ExtensionForm form, RequestContext context) {
        var text = text(form.remark);
        return send(new DecideExtension(task, form.granted, asked(text, context)), text, context);
    }

    /** 撤销: it need not be done. */
    @PostMapping("/{task}/withdrawal")
    ResponseEntity<Changed> withdraw(
            @PathVariable UUID task, @Valid @RequestBody RemarkForm form, RequestContext context) {
        var text = text(form.remark);
        return send(new WithdrawTask(task, asked(text, context)), text, context);
    }

    private TaskRow find(UUID task, @Nullable ConsistencyToken ownWrite, Actor actor) {
        Readers.units(actor);
        list.await(ownWrite);
        var row = list.find(task).orElseThrow(() -> new RefusedException(new NotFound()));
        Readers.check(actor, row.unit());
        return row;
    }

    private ResponseEntity<Changed> send(TaskCommand command, @Nullable String text, RequestContext context) {
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        return receipt.on(ResponseEntity.ok()).body(new Changed(command.task(), receipt.sequence()));
    }

    private Asked asked(@Nullable String text, RequestContext context) {
        return new Asked(context.actor(), clock.today(), text == null ? null : UuidV7.next());
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static Shown shown(TaskRow row, LocalDate today, Map<UUID, String> texts) {
        return new Shown(
                row.task(),
                row.source(),
                row.reference(),
                row.unit(),
                row.responsible(),
                row.phase(),
                row.assignedOn(),
                row.dueOn(),
                row.isOverdue(today),
                row.rungs(),
                row.heard(),
                row.answers(),
                row.extensionTo(),
                texts.get(row.remark()),
                row.sequence());
    }
}
