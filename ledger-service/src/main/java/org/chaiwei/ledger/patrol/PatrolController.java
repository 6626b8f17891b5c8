package org.chaiwei.ledger.patrol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.PatrolSchedule;
import org.chaiwei.ledger.book.PatrolSchedule.Due;
import org.chaiwei.ledger.book.ReadAccess;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.FoundBy;
import org.chaiwei.ledger.violation.Typed;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.Sighting;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The patrol's schedule, and what a patrol found: something that stands there again raises a suspicion at once. */
@RestController
@RequestMapping("/api/v1/ledger")
class PatrolController {

    private final Typed typed;
    private final PatrolSchedule schedule;
    private final BookPosition book;
    private final Places places;
    private final BusinessClock clock;

    PatrolController(Typed typed, PatrolSchedule schedule, BookPosition book, Places places, BusinessClock clock) {
        this.typed = typed;
        this.schedule = schedule;
        this.book = book;
        this.places = places;
        this.clock = clock;
    }

    /**
     * What a patrol saw.
     *
     * @param found whether something stands there again; then a photo is needed
     * @param photo SHA-256 of the photo, 64 hexadecimal digits in lower case
     * @param occurredOn today where it is left out
     */
    record PatrolForm(
            @NotNull Boolean found,
            @Nullable @Size(max = 64) String photo,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param sighting under which it is to be confirmed, where something was found */
    record Patrolled(UUID id, long sequence, @Nullable UUID sighting) {}

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here
     */
    record Listed(List<Due> items, @Nullable String next, long position) {}

    @PostMapping("/violations/{id}/patrols")
    ResponseEntity<Patrolled> patrol(
            @PathVariable UUID id, @Valid @RequestBody PatrolForm form, RequestContext context) {
        if (form.found && form.photo == null)
            throw new RefusedException(new InvalidRequest(List.of(new FieldError("photo", "not-a-sha-256"))));
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        var key = context.key();
        var sighting = key == null
                ? UuidV7.next()
                : UUID.nameUUIDFromBytes(key.append().scope());
        var found = form.found && form.photo != null
                ? new Sighting(sighting, FoundBy.PATROL, null, form.photo, at(asked.occurredOn()))
                : null;
        var receipt = typed.send(
                new RecordPatrol(id, found, form.photo, context.actor().id(), asked), form.reason, context);
        return receipt.on(ResponseEntity.ok())
                .body(new Patrolled(receipt.aggregate(), receipt.sequence(), found == null ? null : sighting));
    }

    /** Now, for a patrol of today; an earlier one is told by its day alone, and stands at noon. */
    private OffsetDateTime at(LocalDate day) {
        var beijing = ZoneOffset.ofHours(8);
        return day.equals(clock.today())
                ? clock.now().atOffset(beijing)
                : day.atTime(LocalTime.NOON).atOffset(beijing);
    }

    /**
     * What is to be looked at, in the order of the days on which it is due.
     *
     * @param dueBefore the last of those days; today where it is left out
     */
    @GetMapping("/patrols")
    Listed due(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueBefore,
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = ReadAccess.streets(actor.scope(), street, places);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : place(cursor)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        book.await(ownWrite);
        var position = book.position();
        var items = schedule.due(dueBefore == null ? clock.today() : dueBefore, streets, after, limit + 1);
        var more = items.size() > limit;
        var shown = more ? items.subList(0, limit) : items;
        return new Listed(shown, more ? cursorBehind(shown.getLast()) : null, position);
    }

    private static String cursorBehind(Due last) {
        return last.dueOn() + "~" + last.ledgerNumber();
    }

    private static Optional<PatrolSchedule.Place> place(String cursor) {
        int end = cursor.indexOf('~');
        if (end < 0 || cursor.indexOf('\0') >= 0) return Optional.empty();
        try {
            return Optional.of(
                    new PatrolSchedule.Place(LocalDate.parse(cursor.substring(0, end)), cursor.substring(end + 1)));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }
}
