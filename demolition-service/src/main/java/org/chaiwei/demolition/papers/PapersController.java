package org.chaiwei.demolition.papers;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.ReasonRequired;
import org.chaiwei.demolition.enforcement.CasesOnRecord;
import org.chaiwei.demolition.evidence.KeptPapers;
import org.chaiwei.demolition.ledger.AskedLedger;
import org.chaiwei.demolition.papers.PaperCommand.IssuePaper;
import org.chaiwei.demolition.papers.PaperCommand.WithdrawPaper;
import org.chaiwei.demolition.papers.PaperRefusal.NoSuchOffice;
import org.chaiwei.demolition.papers.PaperRefusal.NoSuchPaper;
import org.chaiwei.demolition.papers.PaperRefusal.NotYoursToIssue;
import org.chaiwei.demolition.papers.PaperRefusal.NothingToSupersede;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.demolition.street.Streets;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.audit.AuditLog;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Official papers over HTTP. Whoever may sign the step that a paper is for, by the rules of the paper's day, may issue it; whether the step itself may be taken
 * is asked when it is taken, and its {@code document} may be the paper's SHA-256. An answer to a command carries a Consistency-Token for the next query; a
 * request may carry an Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/demolition")
class PapersController {

    /** How far back a paper may be dated without a reason, as in a case. */
    private static final int FREE_DAYS = 30;

    private static final int CHECK_BYTES = 18;
    private static final int ITEMS_MAX = 200;

    private final CasesOnRecord cases;
    private final PaperRows rows;
    private final PaperForms forms;
    private final KeptPapers kept;
    private final PaperLog log;
    private final AskedLedger ledger;
    private final Streets streets;
    private final Laws laws;
    private final Reasoned reasoned;
    private final AuditLog audit;
    private final ViewPositions positions;
    private final PaperProperties properties;
    private final BusinessClock clock;
    private final SecureRandom random = new SecureRandom();

    PapersController(
            CasesOnRecord cases,
            PaperRows rows,
            PaperForms forms,
            KeptPapers kept,
            PaperLog log,
            AskedLedger ledger,
            Streets streets,
            Laws laws,
            Reasoned reasoned,
            AuditLog audit,
            ViewPositions positions,
            PaperProperties properties,
            BusinessClock clock) {
        this.cases = cases;
        this.rows = rows;
        this.forms = forms;
        this.kept = kept;
        this.log = log;
        this.ledger = ledger;
        this.streets = streets;
        this.laws = laws;
        this.reasoned = reasoned;
        this.audit = audit;
        this.positions = positions;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param fields what the kind asks for, by name; a refusal names what is missing
     * @param items rows of 物品清单
     * @param days that the paper gives the party, calendar days, where the kind gives any
     * @param supersedes a paper of the same kind and case in whose place it comes
     * @param reason needed for a date more than 30 days back
     */
    record IssueForm(
            @NotNull PaperKind kind,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = 20) Map<String, @NotNull String> fields,
            @Nullable @Size(max = ITEMS_MAX) List<@NotNull @Valid Item> items,
            @Nullable @Min(1) @Max(365) Integer days,
            @Nullable UUID supersedes,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** A row of 物品清单. */
    record Item(
            @NotBlank @Size(max = 60) String name,
            @NotNull @Size(max = 20) String quantity,
            @Nullable @Size(max = 60) String condition,
            @Nullable @Size(max = 60) String note) {

        Map<String, String> texts() {
            return Map.of(
                    "name",
                    name,
                    "quantity",
                    quantity,
                    "condition",
                    condition == null ? "" : condition,
                    "note",
                    note == null ? "" : note);
        }
    }

    record WithdrawalForm(
            @Nullable LocalDate occurredOn,
            @NotBlank @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param sha256 by which a step names it
     * @param pdf its address
     * @param checkPage where anybody may check it
     */
    record Issued(
            UUID paper, PaperKind kind, String number, String sha256, LocalDate issuedOn, String pdf, URI checkPage) {}

    /** @param statusOn since when it no longer holds */
    record Shown(
            UUID paper,
            PaperKind kind,
            String title,
            String number,
            LocalDate issuedOn,
            String issuedBy,
            PaperStatus status,
            @Nullable LocalDate statusOn,
            @Nullable UUID supersedes,
            String sha256,
            String pdf,
            URI checkPage) {}

    record Papers(List<Shown> items) {}

    /** Issues a paper: gives it the next number, prints and keeps it. */
    @PostMapping("/cases/{violation}/papers")
    ResponseEntity<Issued> issue(
            @PathVariable UUID violation,
            @Valid @RequestBody IssueForm form,
            RequestContext context,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String token) {
        var actor = context.actor();
        var of = cases.read(violation, actor.scope());
        var on = form.occurredOn == null ? clock.today() : form.occurredOn;
        mayIssue(form.kind, on, actor);
        checkDay(on, form.reason);
        var texts = filled(form);
        var office = streets.find(of.street()).orElseThrow(() -> new RefusedException(new NoSuchOffice(of.street())));
        var earlier = rows.ofCase(violation);
        checkSuperseded(form, earlier);
        var party = of.party();
        var name = party == null
                ? null
                : ledger.nameOf(party, actor, token, form.kind.name()).orElse(null);
        var filled = new Drafting.Filled(texts, items(form), form.days, name, addressOf(violation, token));
        var draft = Drafting.draft(form.kind, of, office, on, filled, forms, earlier, laws.current());
        var command = new IssuePaper(
                RegisterId.of(office.code(), form.kind, on.getYear()),
                violation,
                UuidV7.next(),
                draft,
                newCheck(),
                form.supersedes,
                actor.id(),
                actor.role().claim(),
                on,
                blank(form.reason) ? null : UuidV7.next());
        var receipt = reasoned.send(command, command.reasonRemark(), stripped(form.reason), ofRegister(context));
        var issued = log.issued(receipt.aggregate(), receipt.sequence());
        return ResponseEntity.created(URI.create(pdf(issued.paper())))
                .header(ConsistencyToken.HEADER, receipt.token().text())
                .body(new Issued(
                        issued.paper(),
                        PaperKind.valueOf(issued.kind()),
                        issued.number(),
                        issued.sha256(),
                        issued.occurredOn(),
                        pdf(issued.paper()),
                        properties.checkPage(issued.check())));
    }

    /** A case's papers, in the order in which they were issued. */
    @GetMapping("/cases/{violation}/papers")
    Papers list(@PathVariable UUID violation, @Nullable ConsistencyToken ownWrite, Actor actor) {
        cases.read(violation, actor.scope());
        positions.await(PapersProjection.NAME, ownWrite);
        return new Papers(rows.ofCase(violation).stream().map(this::shown).toList());
    }

    /** The paper itself. That it is read is written down first. */
    @GetMapping("/papers/{paper}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable UUID paper, @Nullable ConsistencyToken ownWrite, Actor actor) {
        positions.await(PapersProjection.NAME, ownWrite);
        var found = readable(paper, actor);
        audit.read(
                actor,
                "read-paper",
                paper.toString(),
                Map.of("kind", found.kind().name()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(paper + ".pdf")
                                .build()
                                .toString())
                .body(kept.read(found.sha256()));
    }

    /** Withdraws a paper; its number stays used. */
    @PostMapping("/papers/{paper}/withdrawal")
    ResponseEntity<Void> withdraw(
            @PathVariable UUID paper, @Valid @RequestBody WithdrawalForm form, RequestContext context) {
        var actor = context.actor();
        var found = readable(paper, actor);
        var on = form.occurredOn == null ? clock.today() : form.occurredOn;
        mayIssue(found.kind(), on, actor);
        checkDay(on, form.reason);
        var command = new WithdrawPaper(
                found.register(),
                found.violation(),
                paper,
                actor.id(),
                actor.role().claim(),
                on,
                UuidV7.next());
        var receipt = reasoned.send(command, command.reasonRemark(), form.reason.strip(), ofRegister(context));
        return ResponseEntity.noContent()
                .header(ConsistencyToken.HEADER, receipt.token().text())
                .build();
    }

    /** As the ledger has it; empty where that is not known here. */
    private String addressOf(UUID violation, String token) {
        return ledger.placeOf(violation, token).map(AskedLedger.Place::address).orElse("");
    }

    private PaperRow readable(UUID paper, Actor actor) {
        var found = rows.find(paper).orElseThrow(() -> new RefusedException(new NoSuchPaper()));
        cases.read(found.violation(), actor.scope());
        return found;
    }

    private void mayIssue(PaperKind kind, LocalDate on, Actor actor) {
        var issuers = kind.issuers(on, laws.current());
        if (!issuers.contains(actor.role()))
            throw new RefusedException(new NotYoursToIssue(
                    forms.of(kind).title(),
                    issuers.stream().map(Role::claim).sorted().toList()));
    }

    private void checkDay(LocalDate on, @Nullable String reason) {
        var today = clock.today();
        if (on.isAfter(today)) throw new RefusedException(new DateInFuture("occurredOn", today));
        if (ChronoUnit.DAYS.between(on, today) > FREE_DAYS && blank(reason))
            throw new RefusedException(new ReasonRequired(FREE_DAYS));
    }

    /** What was filled in, or all that is wrong with it at once. */
    private Map<String, String> filled(IssueForm form) {
        var asked = forms.of(form.kind);
        var given = form.fields == null ? Map.<String, String>of() : form.fields;
        var items = form.items == null ? List.<Item>of() : form.items;
        var wrong = new ArrayList<FieldError>();
        var texts = new HashMap<String, String>();
        for (var field : asked.fields()) {
            var text = given.getOrDefault(field.name(), "").strip();
            var name = "fields." + field.name();
            if (text.isEmpty() && field.required()) wrong.add(new FieldError(name, "missing"));
            if (text.length() > field.max())
                wrong.add(new FieldError(name, "size", Map.of("min", 0, "max", field.max())));
            if (!isPlain(text)) wrong.add(new FieldError(name, "unprintable"));
            texts.put(field.name(), text);
        }
        var known = new TreeSet<>(
                asked.fields().stream().map(PaperForms.Field::name).toList());
        for (var name : given.keySet())
            if (!known.contains(name)) wrong.add(new FieldError("fields", "not-on-this-paper", Map.of("known", known)));
        if (asked.givesDays() != (form.days != null)) wrong.add(new FieldError("days", "days-of-this-paper"));
        if (asked.hasItems() == items.isEmpty()) wrong.add(new FieldError("items", "items-of-this-paper"));
        for (var item : items)
            if (!item.texts().values().stream().allMatch(PapersController::isPlain))
                wrong.add(new FieldError("items", "unprintable"));
        if (!wrong.isEmpty()) throw new RefusedException(new InvalidRequest(List.copyOf(wrong)));
        return texts;
    }

    private static List<Map<String, String>> items(IssueForm form) {
        return form.items == null
                ? List.of()
                : form.items.stream().map(Item::texts).toList();
    }

    private static void checkSuperseded(IssueForm form, List<PaperRow> earlier) {
        if (form.supersedes == null) return;
        for (var paper : earlier)
            if (paper.paper().equals(form.supersedes)
                    && paper.kind() == form.kind
                    && paper.status() == PaperStatus.VALID) return;
        throw new RefusedException(new NothingToSupersede());
    }

    /** Lines of text, and nothing that a page can't hold. */
    private static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n'
                        || c == '\r'
                        || !Character.isISOControl(c)
                                && Character.isDefined(c)
                                && Character.getType(c) != Character.SURROGATE
                                && Character.getType(c) != Character.PRIVATE_USE);
    }

    private Shown shown(PaperRow row) {
        return new Shown(
                row.paper(),
                row.kind(),
                forms.of(row.kind()).title(),
                row.number(),
                row.issuedOn(),
                row.issuedBy(),
                row.status(),
                row.statusOn(),
                row.supersedes(),
                row.sha256(),
                pdf(row.paper()),
                properties.checkPage(row.check()));
    }

    /** If-Match would be about the case, and the command is the register's. */
    private static RequestContext ofRegister(RequestContext context) {
        return new RequestContext(context.actor(), null, context.key(), context.correlationId());
    }

    private String newCheck() {
        var bytes = new byte[CHECK_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pdf(UUID paper) {
        return "/api/v1/demolition/papers/" + paper + ".pdf";
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
