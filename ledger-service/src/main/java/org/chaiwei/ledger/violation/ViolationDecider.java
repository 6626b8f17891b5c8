package org.chaiwei.ledger.violation;

import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chaiwei.ledger.place.Places;
import org.chaiwei.ledger.violation.ViolationCommand.ApproveClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.AssignResponsiblePerson;
import org.chaiwei.ledger.violation.ViolationCommand.CloseLedger;
import org.chaiwei.ledger.violation.ViolationCommand.ConfirmRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.CorrectViolation;
import org.chaiwei.ledger.violation.ViolationCommand.DeclineClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.DismissSuspicion;
import org.chaiwei.ledger.violation.ViolationCommand.ImportViolation;
import org.chaiwei.ledger.violation.ViolationCommand.OfFact;
import org.chaiwei.ledger.violation.ViolationCommand.ReassignStreet;
import org.chaiwei.ledger.violation.ViolationCommand.RecordPatrol;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.RegisterViolation;
import org.chaiwei.ledger.violation.ViolationCommand.RequestClosingRevocation;
import org.chaiwei.ledger.violation.ViolationCommand.SuspectRelapse;
import org.chaiwei.ledger.violation.ViolationCommand.TagViolation;
import org.chaiwei.ledger.violation.ViolationCommand.WithdrawViolation;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.AlreadyWithdrawn;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowDemolished;
import org.chaiwei.ledger.violation.ViolationRefusal.AreaBelowZeroOn;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforeLastEvent;
import org.chaiwei.ledger.violation.ViolationRefusal.DateBeforePosting;
import org.chaiwei.ledger.violation.ViolationRefusal.DateInFuture;
import org.chaiwei.ledger.violation.ViolationRefusal.EntryInvalid;
import org.chaiwei.ledger.violation.ViolationRefusal.NotClosed;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationRefusal.NotWithdrawable;
import org.chaiwei.ledger.violation.ViolationRefusal.NothingToCorrect;
import org.chaiwei.ledger.violation.ViolationRefusal.OutsideYourStreet;
import org.chaiwei.ledger.violation.ViolationRefusal.ReasonRequired;
import org.chaiwei.ledger.violation.ViolationRefusal.RoleMayNot;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.ledger.violation.ViolationState.Withdrawn;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ledger for one entry. Pure: no clock, no database, no randomness; the district's places are reference data.
 *
 * <p>Who is asked first, then where the entry stands, then what was written down, so that nobody learns from a refusal what they
 * may not see.
 */
final class ViolationDecider {

    /** How far back a person may date something without saying why. */
    static final int FREE_DAYS = 30;

    private ViolationDecider() {}

    static Decision decide(ViolationCommand command, ViolationState state, Places places) {
        var roles = rolesFor(command);
        if (!roles.contains(command.asked().by().role()))
            return refuse(
                    new RoleMayNot(roles.stream().map(Role::claim).sorted().toList()));
        return switch (command) {
            case OfFact c -> FactRules.takeIn(c, state);
            case RegisterViolation c -> ifFree(c, state, () -> register(c, state, places));
            case ImportViolation c -> ifFree(c, state, () -> takeOver(c, state, places));
            case RegisterRelapse c ->
                RelapseRules.isMade(c, state) ? accept() : ifFree(c, state, () -> RelapseRules.register(c));
            case CorrectViolation c -> ifOpen(c, state, entry -> correct(c, state, entry, places));
            case ReassignStreet c -> ifOpen(c, state, entry -> reassign(c, entry, places));
            case CloseLedger c -> ifOpen(c, state, entry -> ClosingRules.close(c, entry, places));
            case AssignResponsiblePerson c -> ifOnTheLedger(c, state, entry -> assign(c, entry));
            case TagViolation c -> ifOnTheLedger(c, state, entry -> tag(c, entry));
            case WithdrawViolation c -> ifOnTheLedger(c, state, entry -> withdraw(c, state, entry));
            case RequestClosingRevocation c -> ifClosed(c, state, closed -> ClosingRules.requestRevocation(c, closed));
            case ApproveClosingRevocation c -> ifClosed(c, state, closed -> ClosingRules.approveRevocation(c, closed));
            case DeclineClosingRevocation c -> ifClosed(c, state, closed -> ClosingRules.declineRevocation(c, closed));
            case SuspectRelapse c -> ifClosed(c, state, closed -> RelapseRules.suspect(c, closed));
            case ConfirmRelapse c -> ifClosed(c, state, closed -> RelapseRules.confirm(c, closed, places));
            case DismissSuspicion c -> ifClosed(c, state, closed -> RelapseRules.dismiss(c, closed));
            case RecordPatrol c -> ifClosed(c, state, closed -> RelapseRules.patrol(c, closed));
        };
    }

    private static Set<Role> rolesFor(ViolationCommand command) {
        return switch (command) {
            case RegisterViolation _,
                    ImportViolation _,
                    CorrectViolation _,
                    AssignResponsiblePerson _,
                    TagViolation _,
                    WithdrawViolation _,
                    ConfirmRelapse _,
                    DismissSuspicion _ -> Set.of(Role.STREET, Role.OFFICE);
            // A street can neither push an entry away nor pull one over, nor close its own.
            case ReassignStreet _,
                    CloseLedger _,
                    RequestClosingRevocation _,
                    ApproveClosingRevocation _,
                    DeclineClosingRevocation _ -> Set.of(Role.OFFICE);
            case SuspectRelapse _, RecordPatrol _ -> Set.of(Role.STREET, Role.OFFICE, Role.ENFORCEMENT);
            case OfFact _, RegisterRelapse _ -> Set.of(Role.SYSTEM);
        };
    }

    private static Decision ifFree(ViolationCommand command, ViolationState state, Supplier<Decision> rule) {
        return switch (state) {
            case Unregistered _, Withdrawn _ -> rule.get();
            case Open(var entry) -> alreadyRegistered(command, entry);
            case Closed closed -> alreadyRegistered(command, closed.entry());
        };
    }

    private static Decision ifOpen(ViolationCommand command, ViolationState state, Function<Entry, Decision> rule) {
        return ifOnTheLedger(
                command,
                state,
                entry -> state instanceof Closed closed
                        ? refuse(new AlreadyClosed(closed.closing().on()))
                        : rule.apply(entry));
    }

    private static Decision ifClosed(ViolationCommand command, ViolationState state, Function<Closed, Decision> rule) {
        return ifOnTheLedger(
                command, state, _ -> state instanceof Closed closed ? rule.apply(closed) : refuse(new NotClosed()));
    }

    /** Also for a closed entry; within the caller's streets. */
    private static Decision ifOnTheLedger(
            ViolationCommand command, ViolationState state, Function<Entry, Decision> rule) {
        return switch (state) {
            case Unregistered _ -> refuse(new NotRegistered());
            case Withdrawn withdrawn -> refuse(new AlreadyWithdrawn(withdrawn.on()));
            case Open(var entry) -> within(command, entry, rule);
            case Closed closed -> within(command, closed.entry(), rule);
        };
    }

    private static Decision within(ViolationCommand command, Entry entry, Function<Entry, Decision> rule) {
        var street = entry.particulars().street();
        return command.asked().by().covers(street) ? rule.apply(entry) : refuse(new OutsideYourStreet(street));
    }

    private static Decision alreadyRegistered(ViolationCommand command, Entry entry) {
        return refuse(
                new AlreadyRegistered(command.violation(), entry.particulars().ledgerNumber()));
    }

    private static Decision register(RegisterViolation c, ViolationState state, Places places) {
        var errors = EntryRules.of(c.entry(), c.asked().occurredOn(), c.asked().today(), places);
        var refusal =
                firstOf(outside(c.asked(), c.entry()), inFuture(c.asked()), invalid(errors), withoutReason(c.asked()));
        return refusal != null
                ? refuse(refusal)
                : Unfolding.of(state, registered(c.violation(), c.entry(), null, false, c.asked()));
    }

    /** A spreadsheet's row becomes what a clerk would have entered on the days it names. */
    private static Decision takeOver(ImportViolation c, ViolationState state, Places places) {
        var registeredOn = c.asked().occurredOn();
        var errors =
                new ArrayList<>(EntryRules.of(c.entry(), registeredOn, c.asked().today(), places));
        if (c.clearance() != null)
            errors.addAll(EntryRules.of(c.clearance(), registeredOn, c.asked().today(), places));
        var refusal = firstOf(outside(c.asked(), c.entry()), inFuture(c.asked()), invalid(errors));
        if (refusal != null) return refuse(refusal);
        var legacy = registeredOn.isBefore(EntryRules.PLAN_START);
        var registered = registered(c.violation(), c.entry(), c.importBatch(), legacy, c.asked());
        if (c.clearance() == null)
            return state instanceof Withdrawn ? Unfolding.of(state, registered) : accept(registered);
        return accept(
                registered,
                new DemolitionPosted(
                        c.violation(),
                        registered.entry(),
                        registered.areaM2(),
                        true,
                        c.clearance().demolishedOn()),
                new LedgerClosed(
                        c.violation(),
                        registered.entry(),
                        Ground.DEMOLISHED.name(),
                        registered.areaM2(),
                        true,
                        c.clearance().closedOn()));
    }

    private static ViolationRegistered registered(
            UUID violation, Registration entry, @Nullable UUID importBatch, boolean legacy, Asked asked) {
        return new ViolationRegistered(
                violation,
                entry.particulars(),
                entry.site().address(),
                entry.site().lon(),
                entry.site().lat(),
                entry.areaM2(),
                entry.building().structure(),
                entry.building().storeys(),
                entry.building().yearBuilt(),
                entry.discoveredOn(),
                entry.foundBy().name(),
                entry.partyId(),
                importBatch,
                legacy,
                asked.occurredOn());
    }

    /** Posts on its own date, also before later events, as long as every day's figures stay possible. */
    private static Decision correct(CorrectViolation c, ViolationState state, Entry entry, Places places) {
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(FREE_DAYS));
        var site = c.correction().correct(entry.site());
        var building = c.correction().correct(entry.building());
        var particulars = c.correction().correct(entry.particulars(), site);
        var areaM2 = c.correction().areaM2() == null
                ? entry.recorded().m2()
                : c.correction().areaM2();
        var refusal = firstOf(
                inFuture(c.asked()),
                beforePosting(c.asked(), entry, particulars),
                invalid(EntryRules.of(
                        particulars, site, areaM2, building, c.asked().today(), places)));
        if (refusal != null) return refuse(refusal);
        var area = new Area(areaM2);
        if (area.compareTo(entry.demolished()) < 0)
            return refuse(new AreaBelowDemolished(entry.demolished().m2()));
        var belowZeroOn = entry.firstDayBelowZero(
                c.asked().occurredOn(), area.m2().subtract(entry.recorded().m2()));
        if (belowZeroOn.isPresent()) return refuse(new AreaBelowZeroOn(belowZeroOn.get()));
        if (particulars.equals(entry.particulars())
                && site.equals(entry.site())
                && building.equals(entry.building())
                && area.equals(entry.recorded())) return refuse(new NothingToCorrect());
        return Unfolding.of(
                state,
                new ViolationCorrected(
                        c.violation(),
                        entry.particulars(),
                        particulars,
                        entry.recorded().m2(),
                        area.m2(),
                        entry.demolished().m2(),
                        site.address(),
                        site.lon(),
                        site.lat(),
                        building.structure(),
                        building.storeys(),
                        building.yearBuilt(),
                        reason,
                        c.asked().occurredOn()));
    }

    private static Decision reassign(ReassignStreet c, Entry entry, Places places) {
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(FREE_DAYS));
        var before = entry.particulars();
        var site = new Site(
                c.street(),
                c.community(),
                c.compound(),
                c.alley(),
                entry.site().address(),
                entry.site().lon(),
                entry.site().lat());
        var errors = new ArrayList<>(EntryRules.of(site, c.asked().today(), places));
        if (site.street().equals(before.street())) errors.add(new FieldError("street", "street-unchanged"));
        var refusal = firstOf(inFuture(c.asked()), beforeLastEvent(c.asked(), entry), invalid(errors));
        if (refusal != null) return refuse(refusal);
        return accept(new StreetReassigned(
                c.violation(),
                before,
                new Particulars(
                        before.ledgerNumber(),
                        before.ledgerKind(),
                        site.street(),
                        site.community(),
                        site.compound(),
                        site.alley(),
                        before.unit(),
                        before.use(),
                        before.tags(),
                        before.households(),
                        before.origin()),
                entry.recorded().m2(),
                entry.demolished().m2(),
                reason,
                c.asked().occurredOn()));
    }

    private static Decision assign(AssignResponsiblePerson c, Entry entry) {
        if (c.partyId().equals(entry.partyId())) return accept();
        var refusal = wrongDay(c.asked(), entry);
        return refusal != null
                ? refuse(refusal)
                : accept(new ResponsiblePersonAssigned(
                        c.violation(),
                        entry.particulars(),
                        c.partyId(),
                        c.asked().occurredOn()));
    }

    private static Decision tag(TagViolation c, Entry entry) {
        var before = entry.particulars();
        var after = before.withTags(c.tags().stream().map(Tag::name).toList());
        if (after.equals(before)) return accept();
        var refusal = wrongDay(c.asked(), entry);
        return refusal != null
                ? refuse(refusal)
                : accept(new ViolationTagged(
                        c.violation(), before, after, c.asked().occurredOn()));
    }

    private static Decision withdraw(WithdrawViolation c, ViolationState state, Entry entry) {
        var reason = c.asked().reasonRemark();
        if (reason == null) return refuse(new ReasonRequired(FREE_DAYS));
        if (!entry.withdrawable()) return refuse(new NotWithdrawable());
        var refusal = firstOf(inFuture(c.asked()), beforeLastEvent(c.asked(), entry));
        if (refusal != null) return refuse(refusal);
        return accept(new ViolationWithdrawn(
                c.violation(),
                entry.particulars(),
                entry.recorded().m2(),
                entry.registeredOn(),
                entry.demolished().m2(),
                state instanceof Closed closed ? closed.closing().on() : null,
                reason,
                c.asked().occurredOn(),
                entry.casework().demolitions().stream()
                        .map(Casework.Reported::on)
                        .findFirst()
                        .orElse(null)));
    }

    /** What holds for the day of everything a person asks of an entry, corrections aside. */
    static @Nullable ViolationRefusal wrongDay(Asked asked, Entry entry) {
        return asked.wrongDay(entry.lastEventOn());
    }

    private static @Nullable ViolationRefusal outside(Asked asked, Registration entry) {
        var street = entry.site().street();
        return asked.by().covers(street) ? null : new OutsideYourStreet(street);
    }

    private static @Nullable ViolationRefusal invalid(List<FieldError> errors) {
        return errors.isEmpty() ? null : new EntryInvalid(errors);
    }

    static @Nullable ViolationRefusal inFuture(Asked asked) {
        return asked.occurredOn().isAfter(asked.today()) ? new DateInFuture(asked.today()) : null;
    }

    private static @Nullable ViolationRefusal beforeLastEvent(Asked asked, Entry entry) {
        return before(entry.lastEventOn(), asked);
    }

    static @Nullable ViolationRefusal before(LocalDate lastEventOn, Asked asked) {
        return asked.occurredOn().isBefore(lastEventOn) ? new DateBeforeLastEvent(lastEventOn) : null;
    }

    /** A use that changes takes all the area with it, so nothing of that area may have been posted later than the change. */
    private static @Nullable ViolationRefusal beforePosting(Asked asked, Entry entry, Particulars corrected) {
        var useChanges = !corrected.use().equals(entry.particulars().use());
        var since = useChanges ? entry.lastChangeOn() : entry.postedSince();
        return asked.occurredOn().isBefore(since) ? new DateBeforePosting(since) : null;
    }

    static @Nullable ViolationRefusal withoutReason(Asked asked) {
        var daysBack = ChronoUnit.DAYS.between(asked.occurredOn(), asked.today());
        return daysBack > FREE_DAYS && asked.reasonRemark() == null ? new ReasonRequired(FREE_DAYS) : null;
    }

    static @Nullable ViolationRefusal firstOf(@Nullable ViolationRefusal... refusals) {
        for (var refusal : refusals) if (refusal != null) return refusal;
        return null;
    }
}
