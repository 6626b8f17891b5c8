package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.PatrolRecorded;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.RelapseSuspected;
import org.chaiwei.contracts.ledger.ResponsiblePersonAssigned;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.demolition.enforcement.CaseCommand.ConfirmDiscovery;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.OfPerson;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DiscoveryConfirmed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryCorrected;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryTagged;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RelapseLinked;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WallSealed;
import org.chaiwei.demolition.enforcement.CaseFile.Filing;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyClosed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyConfirmed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFailed;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyFiled;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyRestored;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadySigned;
import org.chaiwei.demolition.enforcement.CaseRefusal.AlreadyWithdrawn;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaAboveRemaining;
import org.chaiwei.demolition.enforcement.CaseRefusal.AreaNotWhole;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeAcceptance;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeFiling;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeSignature;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateBeforeWork;
import org.chaiwei.demolition.enforcement.CaseRefusal.DateInFuture;
import org.chaiwei.demolition.enforcement.CaseRefusal.FactOutOfPlace;
import org.chaiwei.demolition.enforcement.CaseRefusal.MoreThanRecorded;
import org.chaiwei.demolition.enforcement.CaseRefusal.NoSuchCase;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotNew;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotReady;
import org.chaiwei.demolition.enforcement.CaseRefusal.NotWallOpening;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.OwnWork;
import org.chaiwei.demolition.enforcement.CaseRefusal.PhotosAlike;
import org.chaiwei.demolition.enforcement.CaseRefusal.ReasonRequired;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseRefusal.WorkBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Unknown;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * The rules of enforcement for one case. Pure: no clock, no database, no randomness.
 *
 * <p>Of a person's request, who asks is looked at first, then where the case stands, then what was written down, so that nobody learns
 * from a refusal what they may not see. What the ledger tells is taken in once, whatever it is.
 *
 * <p>The full procedure between filing and demolition (legal review, order, demand …) has no step here yet; it will come in between as
 * more that {@link NotReady} can name.
 */
final class CaseDecider {

    /** How far back a person may date something without saying why. */
    static final int FREE_DAYS = 30;

    /** The ledger's name for entries that are openings broken through a wall. */
    static final String WALL_OPENING = "WALL_OPENING";

    /** The ledger's name for entries that came up after the plan had begun. */
    static final String NEW = "NEW";

    private CaseDecider() {}

    static Decision decide(CaseCommand command, CaseState state) {
        return switch (command) {
            case HearFromLedger c -> hear(c, state);
            case OfPerson c -> asked(c, state);
        };
    }

    private static Decision hear(HearFromLedger c, CaseState state) {
        if (state.facts().contains(c.fact())) return accept();
        var registers = c.said() instanceof ViolationRegistered;
        return switch (state) {
            case Unknown unknown ->
                registers || c.said() instanceof RelapseDetected
                        ? said(c, unknown.relapseOf())
                        : refuse(new FactOutOfPlace(c.said().getClass().getSimpleName()));
            case Withdrawn withdrawn -> said(c, withdrawn.file().entry().relapseOf());
            case Known _ ->
                registers ? refuse(new FactOutOfPlace(c.said().getClass().getSimpleName())) : said(c, null);
        };
    }

    /** @param relapseOf what was told of it before its registration */
    private static Decision said(HearFromLedger c, @Nullable UUID relapseOf) {
        var violation = c.violation();
        var fact = c.fact();
        return switch (c.said()) {
            case ViolationRegistered said ->
                accept(new LeadReceived(
                        violation,
                        fact,
                        said.entry().ledgerNumber(),
                        said.entry().ledgerKind(),
                        said.entry().street(),
                        said.entry().use(),
                        said.entry().tags(),
                        said.entry().households(),
                        said.entry().origin(),
                        said.areaM2(),
                        relapseOf,
                        said.discoveredOn(),
                        said.occurredOn()));
            case ViolationCorrected said ->
                accept(new EntryCorrected(
                        violation,
                        fact,
                        said.entry().ledgerKind(),
                        said.entry().use(),
                        said.entry().households(),
                        said.areaM2(),
                        said.occurredOn()));
            case StreetReassigned said ->
                accept(new EntryReassigned(violation, fact, said.entry().street(), said.occurredOn()));
            case ViolationTagged said ->
                accept(new EntryTagged(violation, fact, said.entry().tags(), said.occurredOn()));
            case ViolationWithdrawn said -> accept(new EntryWithdrawn(violation, fact, said.occurredOn()));
            case LedgerClosed said -> accept(new EntryClosed(violation, fact, said.ground(), said.occurredOn()));
            case LedgerClosingRevoked said -> accept(new ClosingRevoked(violation, fact, said.occurredOn()));
            case RelapseDetected said ->
                accept(new RelapseLinked(violation, fact, said.closedViolation(), said.occurredOn()));
            case DemolitionPosted said ->
                accept(new CaseEvent.DemolitionPosted(
                        violation,
                        fact,
                        said.demolition(),
                        said.areaM2(),
                        said.remainingM2(),
                        said.legacy(),
                        said.occurredOn()));
            case DemolitionNotPosted said ->
                accept(new CaseEvent.DemolitionNotPosted(
                        violation,
                        fact,
                        said.demolition(),
                        said.areaM2(),
                        said.remainingM2(),
                        said.reason(),
                        said.occurredOn()));
            case DemolitionReversed said ->
                accept(new CaseEvent.DemolitionReversed(
                        violation, fact, said.areaM2(), said.remainingM2(), said.occurredOn()));
            case ResponsiblePersonAssigned _, RelapseSuspected _, PatrolRecorded _ -> accept(); // no rule asks for it
        };
    }

    private static Decision asked(OfPerson c, CaseState state) {
        var step = stepOf(c);
        if (!step.isFor(c.asked().by().role())) return refuse(new RoleMayNot(step.roles()));
        if (!(state instanceof Known known)) return refuse(new NoSuchCase());
        var file = known.file();
        var street = file.entry().street();
        if (!c.asked().by().covers(street)) return refuse(new OutsideYourStreet(street));
        if (known instanceof Withdrawn withdrawn) return refuse(new AlreadyWithdrawn(withdrawn.on()));
        if (known instanceof Closed closed && step != Step.RESTORATION)
            return refuse(new AlreadyClosed(closed.on(), closed.ground()));
        return switch (c) {
            case FileCase asked -> fileCase(asked, file);
            case ConfirmDiscovery asked -> confirm(asked, file);
            case RecordDemolition asked -> demolish(asked, file);
            case RecordSealing asked -> seal(asked, file);
            case SignAcceptance asked -> sign(asked, file);
            case RecordRestoration asked -> restore(asked, file);
        };
    }

    private static Step stepOf(OfPerson command) {
        return switch (command) {
            case FileCase _ -> Step.FILING;
            case ConfirmDiscovery _ -> Step.DISCOVERY;
            case RecordDemolition _ -> Step.DEMOLITION;
            case RecordSealing _ -> Step.SEALING;
            case SignAcceptance _ -> Step.ACCEPTANCE;
            case RecordRestoration _ -> Step.RESTORATION;
        };
    }

    private static Decision fileCase(FileCase c, CaseFile file) {
        if (file.filing() != null) return refuse(new AlreadyFiled(file.filing().caseNumber()));
        var refusal = wrongDay(c.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(new CaseFiled(
                        c.violation(),
                        file.entry().street(),
                        c.caseNumber(),
                        c.track().name(),
                        c.occurredOn()));
    }

    /** Not before what was done: the one-hour clock runs from the confirmation to the demolition. */
    private static Decision confirm(ConfirmDiscovery c, CaseFile file) {
        if (file.confirmedAt() != null) return refuse(new AlreadyConfirmed(file.confirmedAt()));
        if (!file.entry().origin().equals(NEW))
            return refuse(new NotNew(file.entry().origin()));
        var refusal = firstOf(
                wrongTime(c.occurredAt(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked()),
                afterWork(c.occurredAt(), file.progress()));
        return refusal != null
                ? refuse(refusal)
                : accept(new DiscoveryConfirmed(
                        c.violation(), file.entry().street(), dateOf(c.occurredAt()), c.occurredAt()));
    }

    private static Decision demolish(RecordDemolition c, CaseFile file) {
        var filing = file.filing();
        if (filing == null) return refuse(NotReady.without(Step.FILING));
        var refusal = firstOf(wrongWork(c.occurredAt(), c.photos(), filing, file, c.asked()), wrongArea(c, file));
        return refusal != null
                ? refuse(refusal)
                : accept(new Demolished(
                        c.violation(),
                        file.entry().street(),
                        c.demolition(),
                        c.areaM2(),
                        c.areaM2().equals(file.remainingM2()),
                        c.by().name(),
                        c.photos().before(),
                        c.photos().after(),
                        c.asked().actor(),
                        dateOf(c.occurredAt()),
                        c.occurredAt()));
    }

    private static @Nullable CaseRefusal wrongArea(RecordDemolition c, CaseFile file) {
        var remaining = file.remainingM2();
        if (c.whole() && !c.areaM2().equals(remaining))
            return new AreaNotWhole(c.areaM2(), file.recordedM2(), file.demolishedM2(), remaining);
        return c.areaM2().compareTo(remaining) > 0
                ? new AreaAboveRemaining(c.areaM2(), file.recordedM2(), file.demolishedM2(), remaining)
                : null;
    }

    private static Decision seal(RecordSealing c, CaseFile file) {
        if (!file.entry().ledgerKind().equals(WALL_OPENING))
            return refuse(new NotWallOpening(file.entry().ledgerKind()));
        var filing = file.filing();
        if (filing == null) return refuse(NotReady.without(Step.FILING));
        var refusal = wrongWork(c.occurredAt(), c.photos(), filing, file, c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(new WallSealed(
                        c.violation(),
                        file.entry().street(),
                        c.sealing(),
                        c.households(),
                        c.photos().before(),
                        c.photos().after(),
                        c.asked().actor(),
                        dateOf(c.occurredAt()),
                        c.occurredAt()));
    }

    private static @Nullable CaseRefusal wrongWork(
            OffsetDateTime occurredAt, Photos photos, Filing filing, CaseFile file, Asked asked) {
        return firstOf(
                wrongTime(occurredAt, filing.on(), DateBeforeFiling::new, asked),
                beforeConfirmation(occurredAt, file),
                photos.before().equals(photos.after()) ? new PhotosAlike() : null);
    }

    /**
     * Both roles have to find it done, two people of whom neither did it; one of them is enough to find that it isn't. What a signature
     * stands under is all that awaited acceptance when it was given.
     */
    private static Decision sign(SignAcceptance c, CaseFile file) {
        if (file.filing() == null) return refuse(NotReady.without(Step.FILING, workOf(file)));
        var progress = file.progress();
        var awaiting = progress.awaiting();
        if (awaiting.isEmpty()) return refuse(NotReady.without(workOf(file)));
        var signer = c.asked().actor();
        if (awaiting.stream().anyMatch(work -> work.done().recordedBy().equals(signer))) return refuse(new OwnWork());
        var lastWorkOn = awaiting.stream()
                .map(work -> work.done().occurredOn())
                .max(LocalDate::compareTo)
                .orElseThrow();
        var wrongDay = wrongDay(c.occurredOn(), lastWorkOn, DateBeforeWork::new, c.asked());
        if (wrongDay != null) return refuse(wrongDay);
        return c.failure() == null ? pass(c, file) : fail(c, c.failure(), file);
    }

    private static Decision pass(SignAcceptance c, CaseFile file) {
        var progress = file.progress();
        if (file.demolishedM2().compareTo(file.recordedM2()) > 0)
            return refuse(new MoreThanRecorded(file.demolishedM2(), file.recordedM2()));
        var signer = c.asked().actor();
        var role = c.asked().by().role();
        var first = progress.signature();
        if (first == null) return accept(new AcceptanceSigned(c.violation(), signer, role.claim(), c.occurredOn()));
        if (first.signer().equals(signer) || first.role().equals(role.claim()))
            return refuse(new AlreadySigned(otherRole(first.role()).claim()));
        if (c.occurredOn().isBefore(first.occurredOn()))
            return refuse(new DateBeforeSignature("occurredOn", first.occurredOn()));
        return accept(new AcceptancePassed(
                c.violation(),
                file.entry().street(),
                progress.awaitingM2(),
                hasSealing(progress.awaiting()),
                first.signer(),
                first.role(),
                signer,
                role.claim(),
                c.occurredOn()));
    }

    private static Decision fail(SignAcceptance c, FailureCause cause, CaseFile file) {
        var untried = file.progress().untried();
        var earlier = file.progress().failed();
        if (untried.isEmpty() && earlier != null)
            return refuse(new AlreadyFailed(earlier.occurredOn(), earlier.cause()));
        return accept(new AcceptanceFailed(
                c.violation(),
                file.entry().street(),
                Progress.area(untried),
                hasSealing(untried),
                cause.name(),
                c.asked().actor(),
                c.asked().by().role().claim(),
                c.occurredOn()));
    }

    static Role otherRole(String role) {
        return role.equals(Role.OFFICE.name().toLowerCase(Locale.ROOT)) ? Role.ACCEPTANCE : Role.OFFICE;
    }

    private static boolean hasSealing(Iterable<Work> works) {
        for (var work : works) if (!work.isDemolition()) return true;
        return false;
    }

    private static Step workOf(CaseFile file) {
        return file.entry().ledgerKind().equals(WALL_OPENING) ? Step.SEALING : Step.DEMOLITION;
    }

    /** Also after the closing, which need not wait for it. */
    private static Decision restore(RecordRestoration c, CaseFile file) {
        var progress = file.progress();
        if (progress.restored() != null)
            return refuse(new AlreadyRestored(progress.restored().occurredOn()));
        var passed = progress.passed();
        if (passed == null || !progress.awaiting().isEmpty()) return refuse(NotReady.without(Step.ACCEPTANCE));
        var refusal = wrongDay(c.occurredOn(), passed.occurredOn(), DateBeforeAcceptance::new, c.asked());
        return refusal != null
                ? refuse(refusal)
                : accept(new RestorationCompleted(
                        c.violation(), file.entry().street(), c.kind().name(), c.photo(), c.occurredOn()));
    }

    /** The refusal of a date that lies before that of what has to come first. */
    private interface TooEarly {
        CaseRefusal of(String field, LocalDate earliest);
    }

    private static @Nullable CaseRefusal wrongDay(LocalDate day, LocalDate earliest, TooEarly tooEarly, Asked asked) {
        if (day.isAfter(asked.today())) return new DateInFuture("occurredOn", asked.today());
        if (day.isBefore(earliest)) return tooEarly.of("occurredOn", earliest);
        return withoutReason(day, asked);
    }

    private static @Nullable CaseRefusal wrongTime(
            OffsetDateTime time, LocalDate earliest, TooEarly tooEarly, Asked asked) {
        if (time.toInstant().isAfter(asked.now())) return new DateInFuture("occurredAt", asked.today());
        if (dateOf(time).isBefore(earliest)) return tooEarly.of("occurredAt", earliest);
        return withoutReason(dateOf(time), asked);
    }

    private static @Nullable CaseRefusal withoutReason(LocalDate day, Asked asked) {
        var daysBack = ChronoUnit.DAYS.between(day, asked.today());
        return daysBack > FREE_DAYS && asked.reasonRemark() == null ? new ReasonRequired(FREE_DAYS) : null;
    }

    private static @Nullable CaseRefusal beforeConfirmation(OffsetDateTime workedAt, CaseFile file) {
        var confirmedAt = file.confirmedAt();
        return confirmedAt != null && workedAt.isBefore(confirmedAt)
                ? new WorkBeforeDiscovery(confirmedAt, workedAt)
                : null;
    }

    private static @Nullable CaseRefusal afterWork(OffsetDateTime confirmedAt, Progress progress) {
        for (var work : progress.works())
            if (work.done().occurredAt().isBefore(confirmedAt))
                return new WorkBeforeDiscovery(confirmedAt, work.done().occurredAt());
        return null;
    }

    private static LocalDate dateOf(OffsetDateTime time) {
        return BusinessClock.dateOf(time.toInstant());
    }

    private static @Nullable CaseRefusal firstOf(@Nullable CaseRefusal... refusals) {
        for (var refusal : refusals) if (refusal != null) return refusal;
        return null;
    }
}
