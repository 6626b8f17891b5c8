package org.chaiwei.demolition.enforcement;

import static org.chaiwei.demolition.enforcement.Decision.accept;
import static org.chaiwei.demolition.enforcement.Decision.refuse;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.chaiwei.demolition.enforcement.CaseCommand.Cooperate;
import org.chaiwei.demolition.enforcement.CaseCommand.FileCase;
import org.chaiwei.demolition.enforcement.CaseCommand.HearFromLedger;
import org.chaiwei.demolition.enforcement.CaseCommand.KeepClock;
import org.chaiwei.demolition.enforcement.CaseCommand.OfPerson;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordDemolition;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordRestoration;
import org.chaiwei.demolition.enforcement.CaseCommand.RecordSealing;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseCommand.TakeStep;
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
import org.chaiwei.demolition.enforcement.CaseRefusal.Unlawful;
import org.chaiwei.demolition.enforcement.CaseRefusal.WorkBeforeDiscovery;
import org.chaiwei.demolition.enforcement.CaseState.Closed;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.enforcement.CaseState.Unknown;
import org.chaiwei.demolition.enforcement.CaseState.Withdrawn;
import org.chaiwei.demolition.enforcement.ProcedureEvent.HearingNotified;
import org.chaiwei.demolition.enforcement.ProcedureEvent.Told;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Judge;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Question;
import org.chaiwei.demolition.rules.Ruling;
import org.chaiwei.demolition.rules.Ruling.Late;
import org.chaiwei.demolition.rules.Ruling.Objection.Kind;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * The rules of enforcement for one case. Pure: no clock, no database, no randomness.
 *
 * <p>Of a person's request, who asks is looked at first, then where the case stands, then what was written down, so that nobody learns
 * from a refusal what they may not see. What the ledger tells is taken in once, whatever it is.
 *
 * <p>Whether the law of the procedure allows a step is the {@link Judge}'s to say, by the rules in force on the step's own day; the law and
 * the calendar are handed in like everything else. Demolition by the owner or by agreement needs no order; demolition by force needs all of
 * it.
 */
final class CaseDecider {

    /** How far back a person may date something without saying why. */
    static final int FREE_DAYS = 30;

    /** The ledger's name for entries that are openings broken through a wall. */
    static final String WALL_OPENING = "WALL_OPENING";

    /** The ledger's name for entries that came up after the plan had begun. */
    static final String NEW = "NEW";

    /** What is recorded also of a case that the ledger has closed. */
    private static final Set<Act> AFTER_CLOSING = EnumSet.of(
            Act.REVIEW_FILED,
            Act.REVIEW_ENDED,
            Act.REVIEW_WITHDRAWN,
            Act.SUIT_FILED,
            Act.SUIT_ENDED,
            Act.ORDER_REVOKED,
            Act.DECISION_REVOKED,
            Act.CORRECTION_MADE,
            Act.ORDER_PUBLISHED,
            Act.SEIZURE_LIFTED);

    private CaseDecider() {}

    static Decision decide(CaseCommand command, CaseState state, Law law) {
        var decision = switch (command) {
            case HearFromLedger c -> hear(c, state);
            case OfPerson c -> asked(c, state, law);
        };
        return CooperationDecider.liftingWhatEnds(decision, state);
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
                        said.occurredOn(),
                        said.entry().alley(),
                        said.partyId()));
            case ViolationCorrected said ->
                accept(new EntryCorrected(
                        violation,
                        fact,
                        said.entry().ledgerKind(),
                        said.entry().use(),
                        said.entry().households(),
                        said.areaM2(),
                        said.occurredOn(),
                        said.entry().alley()));
            case StreetReassigned said ->
                accept(new EntryReassigned(
                        violation,
                        fact,
                        said.entry().street(),
                        said.occurredOn(),
                        said.entry().alley()));
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

    private static Decision asked(OfPerson c, CaseState state, Law law) {
        var refusal = ofRole(c, law);
        if (refusal != null) return refuse(refusal);
        if (!(state instanceof Known known)) return refuse(new NoSuchCase());
        var file = known.file();
        var street = file.entry().street();
        if (!c.asked().by().covers(street)) return refuse(new OutsideYourStreet(street));
        if (known instanceof Withdrawn withdrawn) return refuse(new AlreadyWithdrawn(withdrawn.on()));
        if (known instanceof Closed closed && !mayFollowTheClosing(c))
            return refuse(new AlreadyClosed(closed.on(), closed.ground()));
        return switch (c) {
            case TakeStep asked -> take(asked, file, law);
            case Cooperate asked -> CooperationDecider.decide(asked, file, law);
            case FileCase asked -> fileCase(asked, file, law);
            case ConfirmDiscovery asked -> confirm(asked, file);
            case RecordDemolition asked -> demolish(asked, file, law);
            case RecordSealing asked -> seal(asked, file, law);
            case SignAcceptance asked -> sign(asked, file, law);
            case RecordRestoration asked -> restore(asked, file, law);
            case KeepClock asked -> keepClock(asked, file);
        };
    }

    private static @Nullable CaseRefusal ofRole(OfPerson command, Law law) {
        if (command instanceof Cooperate asked) return CooperationDecider.ofRole(asked, law);
        var role = command.asked().by().role();
        if (command instanceof KeepClock) return ClockDecider.wrongRole(role);
        var step = stepOf(command);
        if (step != null) return step.isFor(role) ? null : new RoleMayNot(step.roles());
        if (!(command instanceof TakeStep taken)) throw new IllegalStateException("nobody's: " + command);
        return new Judge(law, null, List.of())
                .signs(question(taken))
                .map(ruling -> (CaseRefusal) Unlawful.of(question(taken), ruling, law))
                .orElse(null);
    }

    /** Which of the steps with roles of their own it is; null for those whose signers are the rules' to say. */
    private static @Nullable Step stepOf(OfPerson command) {
        return switch (command) {
            case FileCase _ -> Step.FILING;
            case ConfirmDiscovery _ -> Step.DISCOVERY;
            case RecordDemolition _ -> Step.DEMOLITION;
            case RecordSealing _ -> Step.SEALING;
            case SignAcceptance _ -> Step.ACCEPTANCE;
            case RecordRestoration _ -> Step.RESTORATION;
            case TakeStep _, Cooperate _, KeepClock _ -> null;
        };
    }

    /** A court may speak after the ledger has closed, what was seized is given back, and what was asked is answered; the place is restored. */
    private static boolean mayFollowTheClosing(OfPerson command) {
        return command instanceof RecordRestoration
                || (command instanceof Cooperate asked && asked.request().mayFollowTheClosing())
                || (command instanceof TakeStep taken
                        && AFTER_CLOSING.containsAll(taken.step().acts()));
    }

    static boolean mayFollowTheClosing(Act act) {
        return AFTER_CLOSING.contains(act);
    }

    /** What of a step that was taken should have been done earlier. */
    static List<Late> late(TakeStep c, CaseState before, Law law) {
        return before instanceof Known known
                        && new Judge(law, known.file().track(), known.file().record()).rule(question(c))
                                instanceof Ruling.Lawful(var late)
                ? late
                : List.of();
    }

    /** Whether the law allows it; nothing else is looked at but the dates. */
    private static Decision take(TakeStep c, CaseFile file, Law law) {
        var step = c.step();
        var refusal = firstOf(
                step.at() == null
                        ? wrongDay(step.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked())
                        : wrongTime(step.at(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked()),
                unlawful(question(c), file, law),
                step instanceof HearingNotified notice ? calledTooSoon(notice, file, law) : null);
        if (refusal != null) return refuse(refusal);
        return accept(step instanceof Told told ? told.in(file.entry().street()) : step);
    }

    /** A notice that calls a hearing for a day on which it could not be held is refused as if it were held then. */
    private static @Nullable CaseRefusal calledTooSoon(HearingNotified notice, CaseFile file, Law law) {
        var question = Question.ofAnyone(Act.HEARING_HELD, notice.hearingOn());
        var record = new ArrayList<>(file.record());
        record.addAll(notice.milestones());
        return new Judge(law, file.track(), record).rule(question) instanceof Ruling.Unlawful ruling
                        && ruling.objections().getFirst().kind() == Kind.PERIOD_NOT_OVER
                ? Unlawful.of(question, ruling, law)
                : null;
    }

    private static Question question(TakeStep c) {
        var step = c.step();
        return new Question(
                step.acts(),
                step.occurredOn(),
                step.at(),
                c.asked().actor(),
                c.asked().by().role(),
                step.ref(),
                step.givenDays(),
                c.asked().reasonRemark() != null);
    }

    private static @Nullable CaseRefusal unlawful(
            Act act, LocalDate on, @Nullable OffsetDateTime at, Asked asked, CaseFile file, Law law) {
        var question = new Question(
                List.of(act),
                on,
                at == null ? null : at.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime(),
                asked.actor(),
                asked.by().role(),
                null,
                null,
                asked.reasonRemark() != null);
        return unlawful(question, file, law);
    }

    static @Nullable CaseRefusal unlawful(Question question, CaseFile file, Law law) {
        return switch (new Judge(law, file.track(), file.record()).rule(question)) {
            case Ruling.Lawful _ -> null;
            case Ruling.Unlawful ruling -> Unlawful.of(question, ruling, law);
        };
    }

    private static Decision fileCase(FileCase c, CaseFile file, Law law) {
        if (file.filing() != null) return refuse(new AlreadyFiled(file.filing().caseNumber()));
        var refusal = firstOf(
                wrongDay(c.occurredOn(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked()),
                unlawful(Act.FILED, c.occurredOn(), null, c.asked(), file, law));
        return refusal != null
                ? refuse(refusal)
                : accept(new CaseFiled(
                        c.violation(),
                        file.entry().street(),
                        c.caseNumber(),
                        c.track().name(),
                        c.occurredOn(),
                        c.asked().actor()));
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

    private static Decision keepClock(KeepClock c, CaseFile file) {
        var wrongTime =
                wrongTime(c.step().occurredAt(), file.entry().discoveredOn(), DateBeforeDiscovery::new, c.asked());
        return wrongTime != null ? refuse(wrongTime) : ClockDecider.keep(c, file);
    }

    private static Decision demolish(RecordDemolition c, CaseFile file, Law law) {
        var filing = file.filing();
        if (filing == null) return refuse(NotReady.without(Step.FILING));
        var refusal = firstOf(
                wrongWork(c.occurredAt(), c.photos(), filing, file, c.asked()),
                wrongArea(c, file),
                unlawful(c.by().act(), dateOf(c.occurredAt()), c.occurredAt(), c.asked(), file, law));
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

    private static Decision seal(RecordSealing c, CaseFile file, Law law) {
        if (!file.entry().ledgerKind().equals(WALL_OPENING))
            return refuse(new NotWallOpening(file.entry().ledgerKind()));
        var filing = file.filing();
        if (filing == null) return refuse(NotReady.without(Step.FILING));
        var refusal = firstOf(
                wrongWork(c.occurredAt(), c.photos(), filing, file, c.asked()),
                unlawful(Act.SEALED, dateOf(c.occurredAt()), c.occurredAt(), c.asked(), file, law));
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
    private static Decision sign(SignAcceptance c, CaseFile file, Law law) {
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
        return c.failure() == null ? pass(c, file, law) : fail(c, c.failure(), file);
    }

    private static Decision pass(SignAcceptance c, CaseFile file, Law law) {
        var unlawful = unlawful(Act.ACCEPTED, c.occurredOn(), null, c.asked(), file, law);
        if (unlawful != null) return refuse(unlawful);
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
    private static Decision restore(RecordRestoration c, CaseFile file, Law law) {
        var progress = file.progress();
        if (progress.restored() != null)
            return refuse(new AlreadyRestored(progress.restored().occurredOn()));
        var passed = progress.passed();
        if (passed == null || !progress.awaiting().isEmpty()) return refuse(NotReady.without(Step.ACCEPTANCE));
        var refusal = firstOf(
                wrongDay(c.occurredOn(), passed.occurredOn(), DateBeforeAcceptance::new, c.asked()),
                unlawful(Act.RESTORED, c.occurredOn(), null, c.asked(), file, law));
        return refusal != null
                ? refuse(refusal)
                : accept(new RestorationCompleted(
                        c.violation(), file.entry().street(), c.kind().name(), c.photo(), c.occurredOn()));
    }

    /** The refusal of a date that lies before that of what has to come first. */
    interface TooEarly {
        CaseRefusal of(String field, LocalDate earliest);
    }

    static @Nullable CaseRefusal wrongDay(LocalDate day, LocalDate earliest, TooEarly tooEarly, Asked asked) {
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

    static @Nullable CaseRefusal firstOf(@Nullable CaseRefusal... refusals) {
        for (var refusal : refusals) if (refusal != null) return refusal;
        return null;
    }
}
