package org.chaiwei.accountability.inspection;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.inspection.InspectionCommand.AnswerFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.Asked;
import org.chaiwei.accountability.inspection.InspectionCommand.CloseInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.ConfirmFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.GiveTask;
import org.chaiwei.accountability.inspection.InspectionCommand.OpenInspection;
import org.chaiwei.accountability.inspection.InspectionCommand.RecordFinding;
import org.chaiwei.accountability.inspection.InspectionCommand.WithdrawFinding;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionRefusal.TaskTextRequired;
import org.chaiwei.accountability.inspection.InspectionState.Opened;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.accountability.inspection.Inspections.FindingRow;
import org.chaiwei.accountability.inspection.Inspections.Place;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.street.Streets;
import org.chaiwei.accountability.supervision.Readers;
import org.chaiwei.accountability.supervision.Reference;
import org.chaiwei.accountability.supervision.Tasks;
import org.chaiwei.accountability.supervision.Unit;
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
 * 督查: inspections. Supervision writes them, the inspected unit answers; supervision, the office and the leaders see all, a unit its own. Every
 * change answers with the inspection's sequence as its ETag and a Consistency-Token; a request may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/accountability/inspections")
class InspectionController {

    static final String ROOT = "/api/v1/accountability/inspections";

    /** 限期说明: how long a unit is waited for before a finding is confirmed without it. */
    private static final int ANSWER_WORKING_DAYS = 5;

    private final Inspections inspections;
    private final WhenFindingIsTaskedThenGive giving;
    private final Tasks tasks;
    private final Reasoned reasoned;
    private final Remarks remarks;
    private final Streets streets;
    private final BusinessClock clock;
    private final WorkingDays calendar = WorkingDays.published();

    InspectionController(
            Inspections inspections,
            WhenFindingIsTaskedThenGive giving,
            Tasks tasks,
            Reasoned reasoned,
            Remarks remarks,
            Streets streets,
            BusinessClock clock) {
        this.inspections = inspections;
        this.giving = giving;
        this.tasks = tasks;
        this.reasoned = reasoned;
        this.remarks = remarks;
        this.streets = streets;
        this.clock = clock;
    }

    /**
     * @param unit a street by code or name, or OFFICE, ENFORCEMENT, ACCEPTANCE, LEGAL, DEPARTMENT
     * @param subjects what is looked at; may be empty
     * @param from the first day of the time that is looked at
     * @param to its last day
     * @param remark why
     */
    record InspectionForm(
            @NotBlank String unit,
            @Nullable @Size(max = Subject.MOST) List<@Valid @NotNull Subject> subjects,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    /** @param references what it rests on; needed where a record is said to be false */
    record FindingForm(
            @NotNull FindingKind kind,
            @NotNull Severity severity,
            @Nullable @Size(max = Reference.MOST) List<@Valid @NotNull Reference> references,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record AnswerForm(
            @Nullable @Size(max = Reference.MOST) List<@Valid @NotNull Reference> references,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    /**
     * @param unit that is given the task, the inspected one where it is left out
     * @param responsible the pseudonym of a person; left out, the unit's head is told at once
     * @param dueOn the last day in time; or else {@code workingDays} from today
     */
    record TaskForm(
            @Nullable String unit,
            @Nullable @Pattern(regexp = Unit.PSEUDONYM) String responsible,
            @Nullable LocalDate dueOn,
            @Nullable Integer workingDays,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record RemarkForm(
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    record Changed(UUID inspection, long sequence) {}

    record ChangedFinding(UUID inspection, UUID finding, long sequence) {}

    record ChangedTask(UUID inspection, UUID task, long sequence) {}

    record Summary(
            UUID inspection,
            String unit,
            LocalDate openedOn,
            @Nullable LocalDate closedOn) {}

    /** @param next the cursor of the next page, null on the last one */
    record Listed(List<Summary> items, @Nullable String next) {}

    /** @param next the cursor of the next page, null on the last one */
    record ListedFindings(List<FindingRow> items, @Nullable String next) {}

    record ShownAnswer(
            LocalDate on,
            List<Reference> references,
            @Nullable String text) {}

    record ShownFinding(
            UUID finding,
            FindingKind kind,
            Severity severity,
            Standing standing,
            LocalDate recordedOn,
            LocalDate answerUntil,
            List<Reference> references,
            @Nullable String text,
            List<ShownAnswer> answers,
            List<UUID> tasks) {}

    record Shown(
            UUID inspection,
            String unit,
            List<Subject> subjects,
            LocalDate from,
            LocalDate to,
            LocalDate openedOn,
            @Nullable LocalDate closedOn,
            @Nullable String why,
            List<ShownFinding> findings,
            long sequence) {}

    /** @param text what was typed with it, unless erased */
    record Happened(
            long sequence,
            Instant recordedAt,
            String type,
            @Nullable String text,
            InspectionEvent event) {}

    record History(UUID inspection, List<Happened> events) {}

    /** Inspections, the newest first. */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable @Size(max = 100) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var units = Readers.units(actor);
        var one = unit(unit, actor);
        var behind = place(cursor, Place.NEWEST);
        inspections.await(ownWrite);
        var found = inspections.page(units, one, open, behind, limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return new Listed(
                page.stream()
                        .map(row -> new Summary(row.inspection(), row.unit(), row.openedOn(), row.closedOn()))
                        .toList(),
                found.size() > limit
                        ? new Place(page.getLast().openedOn(), page.getLast().inspection()).text()
                        : null);
    }

    /** Findings of all inspections by the day on which they were recorded, the earliest first. */
    @GetMapping("/findings")
    ListedFindings findings(
            @RequestParam(required = false) @Nullable FindingKind kind,
            @RequestParam(required = false) @Nullable Boolean confirmed,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable @Size(max = 100) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var units = Readers.units(actor);
        var one = unit(unit, actor);
        var behind = place(cursor, Place.EARLIEST);
        inspections.await(ownWrite);
        var found = inspections.findings(units, one, kind, confirmed, behind, limit + 1);
        var page = found.size() > limit ? found.subList(0, limit) : found;
        return new ListedFindings(
                page,
                found.size() > limit
                        ? new Place(page.getLast().recordedOn(), page.getLast().finding()).text()
                        : null);
    }

    @GetMapping("/{inspection}")
    ResponseEntity<Shown> inspection(@PathVariable UUID inspection, @Nullable ConsistencyToken ownWrite, Actor actor) {
        var history = history(inspection, ownWrite, actor);
        var sequence = history.getLast().sequence();
        return ResponseEntity.ok()
                .eTag("\"" + sequence + "\"")
                .body(shown(Inspections.folded(history).orElseThrow(), sequence, texts(history)));
    }

    /** All that happened in an inspection, in its order. */
    @GetMapping("/{inspection}/history")
    History happened(@PathVariable UUID inspection, @Nullable ConsistencyToken ownWrite, Actor actor) {
        var history = history(inspection, ownWrite, actor);
        var texts = texts(history);
        return new History(
                inspection,
                history.stream()
                        .map(one -> new Happened(
                                one.sequence(),
                                one.recordedAt(),
                                one.type(),
                                texts.get(one.event().remark()),
                                one.event()))
                        .toList());
    }

    @PostMapping
    ResponseEntity<Changed> open(@Valid @RequestBody InspectionForm form, RequestContext context) {
        if (form.to.isBefore(form.from)) throw Asking.refused(new FieldError("to", "period-reversed"));
        if (form.to.isAfter(clock.today()))
            throw Asking.refused(new FieldError("to", "date-in-future", Map.of("today", clock.today())));
        var text = text(form.remark);
        var command = new OpenInspection(
                UuidV7.next(),
                Unit.named("unit", form.unit, streets),
                form.subjects == null ? List.of() : form.subjects,
                form.from,
                form.to,
                asked(text, context));
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        var inspection = receipt.aggregate();
        return receipt.on(ResponseEntity.created(URI.create(ROOT + "/" + inspection)))
                .body(new Changed(inspection, receipt.sequence()));
    }

    /** What was found. */
    @PostMapping("/{inspection}/findings")
    ResponseEntity<ChangedFinding> record(
            @PathVariable UUID inspection, @Valid @RequestBody FindingForm form, RequestContext context) {
        var text = text(form.remark);
        var finding = idOf(context);
        var command = new RecordFinding(
                inspection,
                finding,
                form.kind,
                form.severity,
                references(form.references),
                calendar.lastDay(clock.today(), ANSWER_WORKING_DAYS),
                asked(text, context));
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        return receipt.on(ResponseEntity.created(URI.create(ROOT + "/" + inspection)))
                .body(new ChangedFinding(inspection, finding, receipt.sequence()));
    }

    /** The inspected unit says what it has to say. */
    @PostMapping("/{inspection}/findings/{finding}/answers")
    ResponseEntity<ChangedFinding> answer(
            @PathVariable UUID inspection,
            @PathVariable UUID finding,
            @Valid @RequestBody AnswerForm form,
            RequestContext context) {
        var text = text(form.remark);
        return send(
                new AnswerFinding(inspection, finding, references(form.references), asked(text, context)),
                finding,
                text,
                context);
    }

    /** 认定; a false record by somebody other than who recorded it. */
    @PostMapping("/{inspection}/findings/{finding}/confirmation")
    ResponseEntity<ChangedFinding> confirm(
            @PathVariable UUID inspection,
            @PathVariable UUID finding,
            @Valid @RequestBody RemarkForm form,
            RequestContext context) {
        var text = text(form.remark);
        return send(new ConfirmFinding(inspection, finding, asked(text, context)), finding, text, context);
    }

    @PostMapping("/{inspection}/findings/{finding}/withdrawal")
    ResponseEntity<ChangedFinding> withdraw(
            @PathVariable UUID inspection,
            @PathVariable UUID finding,
            @Valid @RequestBody RemarkForm form,
            RequestContext context) {
        var text = text(form.remark);
        return send(new WithdrawFinding(inspection, finding, asked(text, context)), finding, text, context);
    }

    /** 交办: gives a supervised task that comes of the finding. */
    @PostMapping("/{inspection}/findings/{finding}/tasks")
    ResponseEntity<ChangedTask> task(
            @PathVariable UUID inspection,
            @PathVariable UUID finding,
            @Valid @RequestBody TaskForm form,
            RequestContext context) {
        var text = text(form.remark);
        if (text == null) throw new RefusedException(new TaskTextRequired());
        var today = clock.today();
        // Without one it is the inspected unit, and which that is the view may not know yet.
        var unit = form.unit == null ? null : Unit.named("unit", form.unit, streets);
        var command = new GiveTask(
                inspection,
                finding,
                idOf(context),
                unit,
                form.responsible,
                tasks.dueOn(form.dueOn, form.workingDays, today),
                asked(text, context));
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        inspections.await(receipt.token());
        var token = receipt.token();
        for (var happened : inspections.history(inspection)) {
            if (!(happened.event() instanceof FindingTasked said)
                    || !said.task().equals(command.task())) continue;
            var given = giving.give(said);
            // Whoever asks for the task next has to find it, and it is recorded behind the inspection's word.
            if (given.position() > 0) token = given.token();
        }
        return ResponseEntity.ok()
                .eTag("\"" + receipt.sequence() + "\"")
                .header(ConsistencyToken.HEADER, token.text())
                .body(new ChangedTask(inspection, command.task(), receipt.sequence()));
    }

    /** Refused while a finding has no decision or a task is neither verified nor withdrawn. */
    @PostMapping("/{inspection}/closing")
    ResponseEntity<Changed> close(
            @PathVariable UUID inspection, @Valid @RequestBody RemarkForm form, RequestContext context) {
        var text = text(form.remark);
        var ended = new HashSet<>(tasks.ended(inspections.tasks(inspection)));
        var command = new CloseInspection(inspection, ended, asked(text, context));
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        return receipt.on(ResponseEntity.ok()).body(new Changed(inspection, receipt.sequence()));
    }

    private ResponseEntity<ChangedFinding> send(
            InspectionCommand command, UUID finding, @Nullable String text, RequestContext context) {
        var receipt = reasoned.send(command, command.asked().remark(), text, context);
        return receipt.on(ResponseEntity.ok())
                .body(new ChangedFinding(command.inspection(), finding, receipt.sequence()));
    }

    /** The id of what a request makes: under one Idempotency-Key the same, so that a repetition is answered alike. */
    private static UUID idOf(RequestContext context) {
        var key = context.key();
        return key == null ? UuidV7.next() : UUID.nameUUIDFromBytes(key.append().scope());
    }

    private List<Inspections.Happened> history(UUID inspection, @Nullable ConsistencyToken ownWrite, Actor actor) {
        Readers.units(actor);
        inspections.await(ownWrite);
        var history = inspections.history(inspection);
        var opened = Inspections.folded(history).orElseThrow(() -> new RefusedException(new NotFound()));
        Readers.check(actor, opened.unit().code());
        return history;
    }

    private @Nullable String unit(@Nullable String given, Actor actor) {
        if (given == null) return null;
        var unit = Unit.named("unit", given, streets);
        Readers.check(actor, unit.code());
        return unit.code();
    }

    private static Place place(@Nullable String cursor, Place beginning) {
        if (cursor == null || cursor.isEmpty()) return beginning;
        return Place.of(cursor)
                .orElseThrow(() -> Asking.refused(new FieldError("cursor", "not-a-cursor-of-this-list")));
    }

    private Map<UUID, String> texts(List<Inspections.Happened> history) {
        return remarks.read(history.stream()
                .map(one -> one.event().remark())
                .filter(Objects::nonNull)
                .toList());
    }

    private Asked asked(@Nullable String text, RequestContext context) {
        return new Asked(context.actor(), clock.today(), text == null ? null : UuidV7.next());
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static List<Reference> references(@Nullable List<Reference> given) {
        return given == null ? List.of() : given;
    }

    private static Shown shown(Opened inspection, long sequence, Map<UUID, String> texts) {
        var opened = inspection.opened();
        var closed = inspection.closed();
        return new Shown(
                opened.inspection(),
                opened.unit(),
                opened.subjects(),
                opened.from(),
                opened.to(),
                opened.occurredOn(),
                closed == null ? null : closed.occurredOn(),
                texts.get(opened.remark()),
                inspection.findings().values().stream()
                        .map(finding -> shown(finding, inspection, texts))
                        .toList(),
                sequence);
    }

    private static ShownFinding shown(InspectionState.Finding finding, Opened inspection, Map<UUID, String> texts) {
        var recorded = finding.recorded();
        return new ShownFinding(
                recorded.finding(),
                recorded.kind(),
                recorded.severity(),
                finding.standing(),
                recorded.occurredOn(),
                recorded.answerUntil(),
                recorded.references(),
                texts.get(recorded.remark()),
                finding.answers().stream()
                        .map(answer ->
                                new ShownAnswer(answer.occurredOn(), answer.references(), texts.get(answer.remark())))
                        .toList(),
                inspection.tasks().stream()
                        .filter(task -> task.finding().equals(recorded.finding()))
                        .map(FindingTasked::task)
                        .toList());
    }
}
