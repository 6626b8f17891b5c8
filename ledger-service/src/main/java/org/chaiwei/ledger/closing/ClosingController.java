package org.chaiwei.ledger.closing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.book.BookPosition;
import org.chaiwei.ledger.book.ReadAccess;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.Asked;
import org.chaiwei.ledger.violation.ClosingBasis;
import org.chaiwei.ledger.violation.Ground;
import org.chaiwei.ledger.violation.OnRecord;
import org.chaiwei.ledger.violation.Typed;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
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
 * What the office does about closings. An entry whose demolition or sealing is accepted closes by itself; what is closed here rests on
 * another ground, or was opened again. A closing is revoked by two people: one asks, another approves
 * or declines.
 */
@RestController
@RequestMapping("/api/v1/ledger")
class ClosingController {

    private final Typed typed;
    private final OnRecord onRecord;
    private final DuplicateClosings duplicates;
    private final UnpostedDemolitions unposted;
    private final BookPosition book;
    private final Places places;
    private final BusinessClock clock;

    ClosingController(
            Typed typed,
            OnRecord onRecord,
            DuplicateClosings duplicates,
            UnpostedDemolitions unposted,
            BookPosition book,
            Places places,
            BusinessClock clock) {
        this.typed = typed;
        this.onRecord = onRecord;
        this.duplicates = duplicates;
        this.unposted = unposted;
        this.book = book;
        this.places = places;
        this.clock = clock;
    }

    /**
     * A closing, with what its ground needs; the rest is left out.
     *
     * @param permitNumber RECTIFIED, with {@code permitOn}
     * @param reviewer DISMISSED, with {@code reason}: the pseudonymous id of a second person
     * @param duplicateOf DUPLICATE: the entry that stands for the same construction
     * @param decisionNumber ORDER_REVOKED, with {@code decisionOn} and {@code decidedBy}, the court or the review body
     * @param occurredOn today where it is left out
     */
    record ClosingForm(
            @NotNull Ground ground,
            @Nullable String permitNumber,
            @Nullable LocalDate permitOn,
            @Nullable String reviewer,
            @Nullable UUID duplicateOf,
            @Nullable String decisionNumber,
            @Nullable LocalDate decisionOn,
            @Nullable String decidedBy,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {

        ClosingBasis basis() {
            return new ClosingBasis(
                    stripped(permitNumber),
                    permitOn,
                    stripped(reviewer),
                    duplicateOf,
                    stripped(decisionNumber),
                    decisionOn,
                    stripped(decidedBy));
        }

        private static @Nullable String stripped(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record RevocationForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Changed(UUID id, long sequence) {}

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here
     */
    record Listed(
            List<UnpostedDemolitions.Unposted> items,
            @Nullable String next,
            long position) {}

    @PostMapping("/violations/{id}/closing")
    ResponseEntity<Changed> close(@PathVariable UUID id, @Valid @RequestBody ClosingForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        var original = form.ground == Ground.DUPLICATE ? form.duplicateOf : null;
        if (original == null)
            return changed(typed.send(
                    new CloseLedger(
                            id, form.ground, form.basis(), null, context.actor().id(), asked),
                    form.reason,
                    context));
        return duplicates.oneAtATime(() -> changed(typed.send(
                new CloseLedger(
                        id,
                        form.ground,
                        form.basis(),
                        onRecord.duplicated(original, id),
                        context.actor().id(),
                        asked),
                form.reason,
                context)));
    }

    @PostMapping("/violations/{id}/closing-revocation")
    ResponseEntity<Changed> requestRevocation(
            @PathVariable UUID id, @Valid @RequestBody RevocationForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(
                typed.send(new RequestClosingRevocation(id, context.actor().id(), asked), form.reason, context));
    }

    @PostMapping("/violations/{id}/closing-revocation/approval")
    ResponseEntity<Changed> approveRevocation(
            @PathVariable UUID id, @Valid @RequestBody RevocationForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(
                typed.send(new ApproveClosingRevocation(id, context.actor().id(), asked), form.reason, context));
    }

    /** By whoever doesn't approve it, or by whoever asked for it and does so no more; with a reason. */
    @PostMapping("/violations/{id}/closing-revocation/refusal")
    ResponseEntity<Changed> declineRevocation(
            @PathVariable UUID id, @Valid @RequestBody RevocationForm form, RequestContext context) {
        var asked = Asked.of(context, form.occurredOn, form.reason, clock.today());
        return changed(
                typed.send(new DeclineClosingRevocation(id, context.actor().id(), asked), form.reason, context));
    }

    /** What was demolished and could not be posted: each a task for a person. The oldest first. */
    @GetMapping("/unposted-demolitions")
    Listed unposted(
            @RequestParam(required = false) @Nullable String street,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var streets = ReadAccess.streets(actor.scope(), street, places);
        var after = UnpostedDemolitions.Place.of(cursor)
                .orElseThrow(() -> new RefusedException(
                        new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        book.await(ownWrite);
        var position = book.position();
        var items = unposted.list(streets, after, limit + 1);
        var more = items.size() > limit;
        var shown = more ? items.subList(0, limit) : items;
        return new Listed(
                shown, more ? UnpostedDemolitions.Place.behind(shown.getLast()).text() : null, position);
    }

    private static ResponseEntity<Changed> changed(Receipt receipt) {
        return receipt.on(ResponseEntity.ok()).body(new Changed(receipt.aggregate(), receipt.sequence()));
    }
}
