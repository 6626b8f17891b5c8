package org.chaiwei.ledger.violation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.ledger.party.NewParty;
import org.chaiwei.ledger.party.Parties;
import org.chaiwei.ledger.party.PartyRefusal.PartyNotFound;
import org.chaiwei.ledger.party.Person;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.History.Happened;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.ledger.violation.ViolationState.Withdrawn;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.Forbidden;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people do to entries. Each request becomes one command; dates default to the business day. Every answer has the entry's
 * sequence as its ETag and a Consistency-Token for the next query; a request may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/ledger/violations")
class ViolationController {

    /** Who may look into an entry; everybody else deals with figures or with the machine. */
    private static final Set<Role> READERS = EnumSet.of(
            Role.STREET,
            Role.OFFICE,
            Role.ENFORCEMENT,
            Role.ACCEPTANCE,
            Role.LEGAL,
            Role.SUPERVISION,
            Role.LEADER,
            Role.AUDITADMIN);

    /** Stands for a number that is still to be given while the rest of a form is looked at. */
    private static final String NUMBER_TO_COME = "0";

    private final Typed typed;
    private final LedgerNumbers numbers;
    private final History history;
    private final Parties parties;
    private final Places places;
    private final BusinessClock clock;

    ViolationController(
            Typed typed, LedgerNumbers numbers, History history, Parties parties, Places places, BusinessClock clock) {
        this.typed = typed;
        this.numbers = numbers;
        this.history = history;
        this.parties = parties;
        this.places = places;
        this.clock = clock;
    }

    /** A person's name and phone, on the way to the party registry. Shows nothing as text. */
    record PersonForm(@NotBlank String name, @Nullable String phone) {
        @Override
        public String toString() {
            return "PersonForm[not shown]";
        }
    }

    /**
     * A construction to put onto the ledger.
     *
     * @param ledgerNumber left out, it is given
     * @param ledgerKind GENERAL where it is left out
     * @param households 0 where it is left out
     * @param party the responsible person, if known
     * @param occurredOn the date of registration, today where it is left out
     * @param reason needed for a date more than 30 days back
     */
    record RegistrationForm(
            @Nullable String ledgerNumber,
            @Nullable LedgerKind ledgerKind,
            @NotBlank String street,
            @Nullable String community,
            @Nullable String compound,
            @Nullable String alley,
            @NotBlank String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            @NotNull Use use,
            @NotNull BigDecimal areaM2,
            @Nullable String structure,
            @Nullable Integer storeys,
            @Nullable Integer yearBuilt,
            @NotNull LocalDate discoveredOn,
            @NotNull FoundBy foundBy,
            @NotNull Origin origin,
            @Nullable Set<@NotNull Tag> tags,
            @Nullable Integer households,
            @Nullable String unit,
            @Nullable @Valid PersonForm party,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {

        Registration registration(String number, @Nullable UUID partyId) {
            return new Registration(
                    number,
                    ledgerKind == null ? LedgerKind.GENERAL : ledgerKind,
                    new Site(street, community, compound, alley, address, lon, lat),
                    use,
                    areaM2,
                    new Building(structure, storeys, yearBuilt),
                    discoveredOn,
                    foundBy,
                    origin,
                    tags == null ? Set.of() : tags,
                    households == null ? 0 : households,
                    unit,
                    partyId);
        }
    }

    /**
     * What shall read otherwise: a field left out stays as it is.
     *
     * @param clear fields to empty
     * @param occurredOn from when it counts, today where it is left out
     */
    record CorrectionForm(
            @Nullable BigDecimal areaM2,
            @Nullable Use use,
            @Nullable LedgerKind ledgerKind,
            @Nullable Integer households,
            @Nullable String unit,
            @Nullable String community,
            @Nullable String compound,
            @Nullable String alley,
            @Nullable String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            @Nullable String structure,
            @Nullable Integer storeys,
            @Nullable Integer yearBuilt,
            @Nullable Set<Correction.@NotNull Clearable> clear,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {

        Correction correction() {
            return new Correction(
                    areaM2,
                    use,
                    ledgerKind,
                    households,
                    unit,
                    community,
                    compound,
                    alley,
                    address,
                    lon,
                    lat,
                    structure,
                    storeys,
                    yearBuilt,
                    clear == null ? Set.of() : clear);
        }
    }

    record StreetForm(
            @NotBlank String street,
            @Nullable String community,
            @Nullable String compound,
            @Nullable String alley,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** Either somebody who is in the registry already, or somebody new. */
    record ResponsiblePersonForm(
            @Nullable UUID partyId,
            @Nullable @Valid PersonForm party,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record TagsForm(
            @NotNull Set<@NotNull Tag> tags,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record WithdrawalForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Registered(UUID id, String ledgerNumber, long sequence) {}

    record Changed(UUID id, long sequence) {}

    @PostMapping
    ResponseEntity<Registered> register(@Valid @RequestBody RegistrationForm form, RequestContext context) {
        var asked = asked(form.occurredOn, form.reason, context);
        var given = Site.stripped(form.ledgerNumber);
        var party = newParty(form.party, form.street.strip());
        Function<String, RegisterViolation> command = number -> new RegisterViolation(
                ViolationId.of(number), form.registration(number, party == null ? null : party.id()), asked);

        // A form that no state of the ledger would accept gets no number, and nothing of it is kept.
        if (ViolationDecider.decide(command.apply(given == null ? NUMBER_TO_COME : given), new Unregistered(), places)
                instanceof Decision.Refused(var refusal)) throw new RefusedException(refusal);

        var number = given == null
                ? numbers.next(form.street.strip(), asked.occurredOn().getYear())
                : given;
        var receipt = typed.send(command.apply(number), party, reason(form.reason), context);
        var id = receipt.aggregate();
        var registered = new Registered(id, receipt.replayed() ? numberOf(id) : number, receipt.sequence());
        return receipt.on(ResponseEntity.created(URI.create("/api/v1/ledger/violations/" + id)))
                .body(registered);
    }

    @PostMapping("/{id}/corrections")
    ResponseEntity<Changed> correct(
            @PathVariable UUID id, @Valid @RequestBody CorrectionForm form, RequestContext context) {
        var command = new CorrectViolation(id, form.correction(), asked(form.occurredOn, form.reason, context));
        return changed(typed.send(command, null, reason(form.reason), context));
    }

    @PostMapping("/{id}/street")
    ResponseEntity<Changed> reassign(
            @PathVariable UUID id, @Valid @RequestBody StreetForm form, RequestContext context) {
        var command = new ReassignStreet(
                id,
                form.street,
                form.community,
                form.compound,
                form.alley,
                asked(form.occurredOn, form.reason, context));
        var receipt = typed.send(command, null, reason(form.reason), context);
        var entry = entry(id);
        if (entry != null && entry.partyId() != null)
            parties.move(entry.partyId(), entry.particulars().street());
        return changed(receipt);
    }

    @PostMapping("/{id}/responsible-person")
    ResponseEntity<Changed> assign(
            @PathVariable UUID id, @Valid @RequestBody ResponsiblePersonForm form, RequestContext context) {
        if ((form.partyId == null) == (form.party == null))
            throw new RefusedException(new InvalidRequest(List.of(new FieldError("party", "one-of-two"))));
        if (form.partyId != null && !parties.knows(form.partyId, context.actor().scope()))
            throw new RefusedException(new PartyNotFound());
        var entry = entry(id);
        // For an entry that doesn't stand nobody is entered: the rules will refuse it.
        var party =
                entry == null ? null : newParty(form.party, entry.particulars().street());
        var known = form.partyId == null ? UuidV7.next() : form.partyId;
        var partyId = party == null ? known : party.id();
        var command = new AssignResponsiblePerson(id, partyId, asked(form.occurredOn, form.reason, context));
        return changed(typed.send(command, party, reason(form.reason), context));
    }

    @PutMapping("/{id}/tags")
    ResponseEntity<Changed> tag(@PathVariable UUID id, @Valid @RequestBody TagsForm form, RequestContext context) {
        var command = new TagViolation(id, form.tags, asked(form.occurredOn, form.reason, context));
        return changed(typed.send(command, null, reason(form.reason), context));
    }

    @PostMapping("/{id}/withdrawal")
    ResponseEntity<Changed> withdraw(
            @PathVariable UUID id, @Valid @RequestBody WithdrawalForm form, RequestContext context) {
        var command = new WithdrawViolation(id, asked(form.occurredOn, form.reason, context));
        return changed(typed.send(command, null, reason(form.reason), context));
    }

    /** All that has happened to an entry, also to one that was withdrawn. */
    @GetMapping("/{id}/history")
    ResponseEntity<List<Happened>> history(@PathVariable UUID id, Actor actor) {
        if (!READERS.contains(actor.role())) throw new RefusedException(new Forbidden());
        var happened = history.of(id);
        if (happened.isEmpty()) throw new RefusedException(new NotRegistered());
        var last = happened.getLast();
        var street = last.data().entry().street();
        if (!actor.scope().covers(street)) throw new RefusedException(new OutsideYourStreet(street));
        return ResponseEntity.ok().eTag("\"" + last.sequence() + "\"").body(happened);
    }

    private Asked asked(@Nullable LocalDate occurredOn, @Nullable String reason, RequestContext context) {
        return Asked.of(context, occurredOn, reason, clock.today());
    }

    private static @Nullable String reason(@Nullable String typed) {
        return Site.stripped(typed);
    }

    private static @Nullable NewParty newParty(@Nullable PersonForm form, String street) {
        if (form == null) return null;
        var person = new Person(form.name, form.phone);
        var errors = new ArrayList<FieldError>();
        for (var error : person.errors())
            errors.add(new FieldError("party." + error.field(), error.code(), error.details()));
        if (!errors.isEmpty()) throw new RefusedException(new EntryInvalid(errors));
        return new NewParty(UuidV7.next(), street, person);
    }

    private @Nullable Entry entry(UUID id) {
        return switch (ViolationState.after(history.events(id))) {
            case Open open -> open.entry();
            case Closed closed -> closed.entry();
            case Unregistered _, Withdrawn _ -> null;
        };
    }

    private String numberOf(UUID id) {
        return history.events(id).getFirst().entry().ledgerNumber();
    }

    private static ResponseEntity<Changed> changed(Receipt receipt) {
        return receipt.on(ResponseEntity.ok()).body(new Changed(receipt.aggregate(), receipt.sequence()));
    }
}
