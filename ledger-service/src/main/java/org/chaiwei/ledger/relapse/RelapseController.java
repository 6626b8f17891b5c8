package org.chaiwei.ledger.relapse;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.ClosedPlaces;
import org.chaiwei.ledger.book.ClosedPlaces.Near;
import org.chaiwei.ledger.book.ReadAccess;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.ledger.party.PartyRefusal.PartyNotFound;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.relapse.Suspicions.Suspicion;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Typed;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.Found;
import org.chaiwei.ledger.violation.ViolationCommand.Sighting;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationRefusal;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people see near closed entries, and what they decide about it. The ledger is dense: around one sighting there may be several closed
 * entries, so each gets a suspicion, and somebody other than who reported it confirms with a photo which one it is.
 */
@RestController
@RequestMapping("/api/v1/ledger")
class RelapseController {

    private static final Set<Role> REPORTERS = EnumSet.of(Role.STREET, Role.OFFICE, Role.ENFORCEMENT);

    private final Typed typed;
    private final ClosedPlaces closedPlaces;
    private final Suspicions suspicions;
    private final Parties parties;
    private final BookPosition book;
    private final Places places;
    private final BusinessClock clock;
    private final RelapseProperties properties;

    RelapseController(
            Typed typed,
            ClosedPlaces closedPlaces,
            Suspicions suspicions,
            Parties parties,
            BookPosition book,
            Places places,
            BusinessClock clock,
            RelapseProperties properties) {
        this.typed = typed;
        this.closedPlaces = closedPlaces;
        this.suspicions = suspicions;
        this.parties = parties;
        this.book = book;
        this.places = places;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * What somebody saw.
     *
     * @param lon degrees, WGS84
     * @param occurredAt with its offset; now where it is left out
     * @param photo SHA-256 of the photo, 64 hexadecimal digits in lower case
     * @param partyId whoever was seen building, if they are in the party registry: their entries come first
     * @param remark in the reporter's words
     */
    record SightingForm(
            @NotNull @DecimalMin("-180") @DecimalMax("180") BigDecimal lon,
            @NotNull @DecimalMin("-85") @DecimalMax("85") BigDecimal lat,
            @NotNull FoundBy foundBy,
            @Nullable OffsetDateTime occurredAt,
            @NotNull @Size(max = 64) String photo,
            @Nullable UUID partyId,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String remark) {}

    /** @param suspected the closed entries that it may be, the same responsible person's first, then the nearest; may be none */
    record Sighted(UUID sighting, List<Near> suspected) {}

    /**
     * What stands there now.
     *
     * @param use the closed entry's where it is left out
     * @param occurredAt when it was looked at, with its offset; now where it is left out
     */
    record ConfirmationForm(
            @NotNull BigDecimal areaM2,
            @Nullable Use use,
            @Nullable String structure,
            @Nullable Integer storeys,
            @NotNull @Size(max = 64) String photo,
            @Nullable OffsetDateTime occurredAt,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record DismissalForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Changed(UUID id, long sequence) {}

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here
     */
    record Listed(List<Suspicion> items, @Nullable String next, long position) {}

    @PostMapping("/sightings")
    ResponseEntity<Sighted> sight(
            @Valid @RequestBody SightingForm form, @Nullable ConsistencyToken ownWrite, RequestContext context) {
        var scope = context.actor().scope();
        if (!REPORTERS.contains(scope.role()))
            throw new RefusedException(
                    new RoleMayNot(REPORTERS.stream().map(Role::claim).sorted().toList()));
        if (form.partyId != null && !parties.knows(form.partyId, scope))
            throw new RefusedException(new PartyNotFound());
        var seen = new Sighting(idOf(context), form.foundBy, form.partyId, form.photo, at(form.occurredAt));
        book.await(ownWrite);
        var near = closedPlaces.within(
                properties.radiusM(), form.lon, form.lat, form.partyId, scope.coversAll() ? null : scope.streets());
        var suspected = new ArrayList<Near>();
        Receipt last = null;
        for (var entry : near) {
            var receipt = suspect(entry, seen, form.remark, context);
            if (receipt == null) continue;
            suspected.add(entry);
            last = receipt;
        }
        var answer = ResponseEntity.status(suspected.isEmpty() ? HttpStatus.OK : HttpStatus.CREATED);
        if (last != null) answer.header(ConsistencyToken.HEADER, last.token().text());
        return answer.body(new Sighted(seen.id(), List.copyOf(suspected)));
    }

    /** Null where nothing can be suspected of the entry any more since the book was written. */
    private @Nullable Receipt suspect(Near entry, Sighting seen, @Nullable String remark, RequestContext context) {
        var on = BusinessClock.dateOf(seen.at().toInstant());
        var asked = Asked.of(context, on, remark, clock.today());
        var command = new SuspectRelapse(
                entry.violation(), seen, entry.distanceM(), context.actor().id(), asked);
        try {
            // The request's key and sequence are of the sighting, which may concern several entries.
            return typed.send(
                    command, remark, new RequestContext(context.actor(), null, null, context.correlationId()));
        } catch (RefusedException refused) {
            return switch (refused.refusal()) {
                case ViolationRefusal.AlreadyRelapsed _,
                        ViolationRefusal.NotClosed _,
                        ViolationRefusal.NothingToRelapse _,
                        ViolationRefusal.DateBeforeLastEvent _ -> null;
                default -> throw refused;
            };
        }
    }

    /** Sent again with the same key, it is the same sighting, and each entry knows it already. */
    private static UUID idOf(RequestContext context) {
        var key = context.key();
        return key == null ? UuidV7.next() : UUID.nameUUIDFromBytes(key.append().scope());
    }

    private OffsetDateTime at(@Nullable OffsetDateTime given) {
        var now = clock.now();
        if (given == null) return now.atOffset(ZoneOffset.ofHours(8));
        if (given.toInstant().isAfter(now))
            throw new RefusedException(
                    new InvalidRequest(List.of(new FieldError("occurredAt", "instant-in-future", Map.of("now", now)))));
        return given;
    }

    @PostMapping("/violations/{id}/relapse-suspicions/{sighting}/confirmation")
    ResponseEntity<Changed> confirm(
            @PathVariable UUID id,
            @PathVariable UUID sighting,
            @Valid @RequestBody ConfirmationForm form,
            RequestContext context) {
        var at = at(form.occurredAt);
        var asked = Asked.of(context, BusinessClock.dateOf(at.toInstant()), form.reason, clock.today());
        var found = new Found(form.areaM2, form.use, form.structure, form.storeys, form.photo, at);
        return changed(typed.send(
                new ConfirmRelapse(id, sighting, found, context.actor().id(), asked), form.reason, context));
    }

    @PostMapping("/violations/{id}/relapse-suspicions/{sighting}/dismissal")
    ResponseEntity<Changed> dismiss(
            @PathVariable UUID id,
            @PathVariable UUID sighting,
            @Valid @RequestBody DismissalForm form,
            RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(typed.send(new DismissSuspicion(id, sighting, asked), form.reason, context));
    }

    /** The suspicions of one status, the oldest first; those that are to be decided where none is given. */
    @GetMapping("/relapse-suspicions")
    Listed list(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(defaultValue = "OPEN") Suspicions.Status status,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{0,18}") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = ReadAccess.streets(actor.scope(), street, places);
        book.await(ownWrite);
        var position = book.position();
        long after = cursor == null || cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        var items = suspicions.list(status, streets, after, limit + 1);
        var more = items.size() > limit;
        var shown = more ? items.subList(0, limit) : items;
        return new Listed(shown, more ? Long.toString(shown.getLast().position()) : null, position);
    }

    private static ResponseEntity<Changed> changed(Receipt receipt) {
        return receipt.on(ResponseEntity.ok()).body(new Changed(receipt.aggregate(), receipt.sequence()));
    }
}
