package org.chaiwei.ledger.designation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chaiwei.eventstore.EventLog;
import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.OpenInside;
import org.chaiwei.ledger.book.ReadAccess;
import org.chaiwei.ledger.designation.DesignationCommand.ApplyForDesignation;
import org.chaiwei.ledger.designation.DesignationCommand.DesignatePlace;
import org.chaiwei.ledger.designation.DesignationCommand.Inside;
import org.chaiwei.ledger.designation.DesignationCommand.RecordInspection;
import org.chaiwei.ledger.designation.DesignationCommand.RevokeByHand;
import org.chaiwei.ledger.designation.DesignationCommand.StartDesignation;
import org.chaiwei.ledger.designation.DesignationHistory.Happened;
import org.chaiwei.ledger.designation.DesignationRefusal.DesignationNotStarted;
import org.chaiwei.ledger.designation.Designations.Count;
import org.chaiwei.ledger.designation.Designations.Designated;
import org.chaiwei.ledger.designation.Designations.Shown;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.place.Street;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.RefusedException;
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
 * 无违建小区、街巷, step by step. An application and a designation are decided against everything that the ledger had recorded before they
 * were asked for; what is recorded while they are being decided revokes the designation.
 */
@RestController
@RequestMapping(DesignationController.PATH)
class DesignationController {

    static final String PATH = "/api/v1/ledger/designations";
    static final String PUBLIC_PATH = PATH + "/public";

    /** 原则上每街道2个小区、2条街巷; 30 of each in the district. */
    private static final int ADVISED_A_STREET = 2;

    private static final int ADVISED_IN_THE_DISTRICT = 30;

    /** More than a district ever designates. */
    private static final int PUBLIC_MAX = 2_000;

    private final Reasoned reasoned;
    private final Designations designations;
    private final DesignationHistory history;
    private final OpenInside openInside;
    private final BookPosition book;
    private final EventLog log;
    private final Places places;
    private final BusinessClock clock;

    DesignationController(
            Reasoned reasoned,
            Designations designations,
            DesignationHistory history,
            OpenInside openInside,
            BookPosition book,
            EventLog log,
            Places places,
            BusinessClock clock) {
        this.reasoned = reasoned;
        this.designations = designations;
        this.history = history;
        this.openInside = openInside;
        this.book = book;
        this.log = log;
        this.places = places;
        this.clock = clock;
    }

    /**
     * @param street by code or name
     * @param name of the compound or alley, as entries write it
     * @param occurredOn today where it is left out
     * @param reason needed for a date more than 30 days back
     */
    record StartForm(
            FreePlace.@NotNull Kind kind,
            @NotBlank @Size(max = 20) String street,

            @NotBlank @Size(max = DesignationDecider.NAME_MAX)
            String name,

            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param reason needed for a revocation, and for a date more than 30 days back */
    record StepForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param passed whether nothing was found
     * @param photo SHA-256 of the photo, 64 hexadecimal digits in lower case
     */
    record InspectionForm(
            @NotNull Boolean passed,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Changed(UUID id, long sequence) {}

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here
     */
    record Listed(List<Shown> items, @Nullable String next, long position) {}

    /** @param items in the order of streets, compounds first */
    record PublicList(List<Designated> items) {}

    /**
     * How many are under way or designated, and how many the plan advises; advice binds nobody.
     *
     * @param street null for the district
     */
    record Advice(@Nullable String street, String kind, int started, int designated, int advised) {}

    record Advices(List<Advice> items, long position) {}

    @PostMapping
    ResponseEntity<Changed> start(@Valid @RequestBody StartForm form, RequestContext context) {
        var given = form.street.strip();
        var street = places.street(given).map(Street::code).orElse(given);
        var place = new FreePlace(form.kind.name(), street, form.name.strip());
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        var receipt = send(new StartDesignation(place.id(), place, asked), form.reason, context);
        return receipt.on(ResponseEntity.created(URI.create(PATH + "/" + place.id())))
                .body(new Changed(receipt.aggregate(), receipt.sequence()));
    }

    @PostMapping("/{id}/application")
    ResponseEntity<Changed> apply(@PathVariable UUID id, @Valid @RequestBody StepForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        var command = new ApplyForDesignation(id, inside(id), context.actor().id(), asked);
        return changed(send(command, form.reason, context));
    }

    @PostMapping("/{id}/inspection")
    ResponseEntity<Changed> inspect(
            @PathVariable UUID id, @Valid @RequestBody InspectionForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        var command = new RecordInspection(
                id, form.passed, form.photo, context.actor().id(), asked);
        return changed(send(command, form.reason, context));
    }

    @PostMapping("/{id}/designation")
    ResponseEntity<Changed> designate(
            @PathVariable UUID id, @Valid @RequestBody StepForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(send(new DesignatePlace(id, inside(id), asked), form.reason, context));
    }

    @PostMapping("/{id}/revocation")
    ResponseEntity<Changed> revoke(@PathVariable UUID id, @Valid @RequestBody StepForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(send(new RevokeByHand(id, asked), form.reason, context));
    }

    /** In the order in which they were started. */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) FreePlace.@Nullable Kind kind,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-Z_]{1,20}") String state,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{0,18}") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = ReadAccess.streets(actor.scope(), street, places);
        book.await(ownWrite);
        var position = book.position();
        long after = cursor == null || cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        var items = designations.list(streets, kind == null ? null : kind.name(), state, after, limit + 1);
        var more = items.size() > limit;
        var shown = more ? items.subList(0, limit) : items;
        return new Listed(shown, more ? Long.toString(shown.getLast().position()) : null, position);
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> one(@PathVariable UUID id, @Nullable ConsistencyToken ownWrite, Actor actor) {
        var found = found(id, ownWrite, actor);
        return ResponseEntity.ok().eTag("\"" + found.sequence() + "\"").body(found);
    }

    /** All that has happened to the place, in each of its runs: who did it, when and why. */
    @GetMapping("/{id}/history")
    ResponseEntity<List<Happened>> history(@PathVariable UUID id, @Nullable ConsistencyToken ownWrite, Actor actor) {
        found(id, ownWrite, actor);
        var happened = history.of(id);
        return ResponseEntity.ok()
                .eTag("\"" + happened.getLast().sequence() + "\"")
                .body(happened);
    }

    /** The designated places of the district, for everyone; names of places and nothing else. */
    @GetMapping("/public")
    PublicList forEveryone(@Nullable ConsistencyToken ownWrite) {
        book.await(ownWrite);
        return new PublicList(designations.designated(PUBLIC_MAX));
    }

    /** Each street against 2 compounds and 2 alleys, and the district against 30 and 30. */
    @GetMapping("/advice")
    Advices advice(@Nullable ConsistencyToken ownWrite, Actor actor) {
        var streets = ReadAccess.streets(actor.scope(), null);
        book.await(ownWrite);
        var position = book.position();
        var counts = designations.counts();
        var items = new ArrayList<Advice>();
        for (var kind : FreePlace.Kind.values()) {
            items.add(advice(null, kind, counts, ADVISED_IN_THE_DISTRICT));
            for (var street : places.streets())
                if (streets == null || streets.contains(street.code()))
                    items.add(advice(street.code(), kind, counts, ADVISED_A_STREET));
        }
        return new Advices(List.copyOf(items), position);
    }

    private static Advice advice(@Nullable String street, FreePlace.Kind kind, List<Count> counts, int advised) {
        var those = counts.stream()
                .filter(count -> count.kind().equals(kind.name())
                        && (street == null || count.street().equals(street)))
                .toList();
        return new Advice(
                street,
                kind.name(),
                those.stream().mapToInt(Count::started).sum(),
                those.stream().mapToInt(Count::designated).sum(),
                advised);
    }

    private Shown found(UUID id, @Nullable ConsistencyToken ownWrite, Actor actor) {
        ReadAccess.streets(actor.scope(), null);
        book.await(ownWrite);
        var found = designations.find(id).orElseThrow(() -> new RefusedException(new DesignationNotStarted()));
        if (!actor.scope().covers(found.street())) throw new RefusedException(new OutsideYourStreet(found.street()));
        return found;
    }

    /** What the ledger says of the place once all that was recorded before this call is in the book. */
    private Inside inside(UUID id) {
        var head = log.head();
        book.await(new ConsistencyToken(head.epoch(), head.position()));
        var place = designations.find(id).orElseThrow(() -> new RefusedException(new DesignationNotStarted()));
        // Read before the entries: what is recorded from here on is looked at once more, when the designation is on
        // record.
        var checkedTo = book.position();
        var found = openInside.of(OpenInside.By.valueOf(place.kind()), place.street(), place.name());
        return new Inside(found.open(), found.first(), checkedTo);
    }

    private Receipt send(DesignationCommand command, @Nullable String reason, RequestContext context) {
        var remark = command.asked().reasonRemark();
        return reasoned.send(command, remark, remark == null || reason == null ? null : reason.strip(), context);
    }

    private static ResponseEntity<Changed> changed(Receipt receipt) {
        return receipt.on(ResponseEntity.ok()).body(new Changed(receipt.aggregate(), receipt.sequence()));
    }
}
