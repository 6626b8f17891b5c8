package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
import org.chaiwei.demolition.enforcement.CaseEvent.Demolished;
import org.chaiwei.demolition.enforcement.CaseEvent.DemolitionNotPosted;
import org.chaiwei.demolition.enforcement.CaseEvent.DemolitionPosted;
import org.chaiwei.demolition.enforcement.CaseEvent.DemolitionReversed;
import org.chaiwei.demolition.enforcement.CaseEvent.DiscoveryConfirmed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryClosed;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryCorrected;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryTagged;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryWithdrawn;
import org.chaiwei.demolition.enforcement.CaseEvent.FromLedger;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RelapseLinked;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WallSealed;
import org.chaiwei.demolition.enforcement.CaseEvent.WorkDone;
import org.chaiwei.demolition.enforcement.ProcedureEvent.BuildingFoundFinished;
import org.chaiwei.demolition.enforcement.Work.Answer;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Standing;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * 案卷: all that is known of a case, as its events tell it.
 *
 * @param clock the one-hour clock, once the discovery of a new construction was confirmed
 * @param legacyM2 demolished before the plan, without a case
 * @param postedM2 what the ledger has posted as demolished and not taken back
 * @param facts the ledger's facts that were taken in
 * @param milestones what is on record for the rules to judge by, in the order in which it was recorded
 * @param cooperation what other departments were asked for
 */
record CaseFile(
        Entry entry,
        @Nullable OneHourClock clock,
        @Nullable Filing filing,
        Progress progress,
        BigDecimal legacyM2,
        BigDecimal postedM2,
        Set<UUID> facts,
        List<Milestone> milestones,
        Cooperation cooperation) {

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    /** @param track a name of {@link Track}; that of a finished construction once a building has turned out to be finished */
    record Filing(String caseNumber, String track, LocalDate on) {}

    CaseFile {
        milestones = List.copyOf(milestones);
    }

    /** @param facts taken in before it */
    static CaseFile of(LeadReceived e, Set<UUID> facts) {
        return new CaseFile(
                Entry.of(e), null, null, Progress.NONE, ZERO, ZERO, with(facts, e.fact()), List.of(), Cooperation.NONE);
    }

    /** When the discovery of a new construction was confirmed. */
    @Nullable
    OffsetDateTime confirmedAt() {
        return clock == null ? null : clock.confirmedAt();
    }

    BigDecimal recordedM2() {
        return entry.areaM2();
    }

    /** What is gone as far as this case knows, accepted or not. */
    BigDecimal demolishedM2() {
        return legacyM2.add(progress.awaitingM2()).add(progress.acceptedM2());
    }

    /** What still stands; never below zero, also where the recorded area was corrected to less than was reported as demolished. */
    BigDecimal remainingM2() {
        return recordedM2().subtract(demolishedM2()).max(ZERO);
    }

    /** By which procedure the case goes; null before it is filed. */
    @Nullable
    Track track() {
        return filing == null ? null : Track.valueOf(filing.track());
    }

    /** What the rules judge by: the milestones, and what follows from the areas. */
    List<Milestone> record() {
        if (demolishedM2().signum() == 0 || remainingM2().signum() > 0) return milestones;
        var record = new ArrayList<>(milestones);
        record.add(Milestone.of(
                Act.NOTHING_LEFT,
                progress.works().stream()
                        .map(work -> work.done().occurredOn())
                        .max(LocalDate::compareTo)
                        .orElse(entry.discoveredOn())));
        return record;
    }

    /** The acts that stand, as far as where the case is depends on them. */
    Set<Act> standing() {
        return Standing.after(milestones);
    }

    /** After any event but those that begin a case. */
    CaseFile after(CaseEvent event) {
        return with(event).putting(milestonesOf(event)).clocked(event);
    }

    private CaseFile clocked(CaseEvent event) {
        return clock == null || event instanceof DiscoveryConfirmed ? this : with(clock.after(event));
    }

    /** A demolition may have been entered before the confirmation that lies before it. */
    private OneHourClock started(DiscoveryConfirmed e) {
        var started = OneHourClock.startedAt(e.occurredAt());
        for (var work : progress.works()) started = started.after(work.done());
        return started;
    }

    private CaseFile putting(List<Milestone> more) {
        if (more.isEmpty()) return this;
        var all = new ArrayList<>(milestones);
        all.addAll(more);
        return new CaseFile(entry, clock, filing, progress, legacyM2, postedM2, facts, all, cooperation);
    }

    private static List<Milestone> milestonesOf(CaseEvent event) {
        return switch (event) {
            case CaseFiled e -> List.of(new Milestone(Act.FILED, e.occurredOn(), null, e.filedBy(), null, null));
            case Demolished e ->
                List.of(new Milestone(
                        DemolishedBy.valueOf(e.by()).act(),
                        e.occurredOn(),
                        e.occurredAt(),
                        e.recordedBy(),
                        null,
                        null));
            case WallSealed e ->
                List.of(new Milestone(Act.SEALED, e.occurredOn(), e.occurredAt(), e.recordedBy(), null, null));
            case AcceptancePassed e -> List.of(Milestone.of(Act.ACCEPTED, e.occurredOn()));
            case RestorationCompleted e -> List.of(Milestone.of(Act.RESTORED, e.occurredOn()));
            case ProcedureEvent e -> e.milestones();
            case CooperationEvent e -> e.milestones();
            case FromLedger _,
                    DiscoveryConfirmed _,
                    AcceptanceSigned _,
                    AcceptanceFailed _,
                    ClockEvent _,
                    HandlingEvent _ -> List.of();
        };
    }

    private CaseFile with(CaseEvent event) {
        return switch (event) {
            case FromLedger e -> told(e).tookIn(e.fact());
            case CaseFiled e ->
                new CaseFile(
                        entry,
                        clock,
                        new Filing(e.caseNumber(), e.track(), e.occurredOn()),
                        progress,
                        legacyM2,
                        postedM2,
                        facts,
                        milestones,
                        cooperation);
            case DiscoveryConfirmed e -> with(started(e));
            case WorkDone e -> with(progress.after(e));
            case AcceptanceSigned e -> with(progress.after(e));
            case AcceptancePassed e -> with(progress.after(e));
            case AcceptanceFailed e -> with(progress.after(e));
            case RestorationCompleted e -> with(progress.after(e));
            case BuildingFoundFinished _ -> onTrack(Track.EXISTING);
            case ProcedureEvent _, ClockEvent _, HandlingEvent _ -> this;
            case CooperationEvent e -> with(cooperation.after(e));
        };
    }

    private CaseFile onTrack(Track track) {
        if (filing == null) return this;
        var moved = new Filing(filing.caseNumber(), track.name(), filing.on());
        return new CaseFile(entry, clock, moved, progress, legacyM2, postedM2, facts, milestones, cooperation);
    }

    private CaseFile told(FromLedger event) {
        return switch (event) {
            // Again, after a withdrawal: the ledger's account begins anew, and what people did on the spot has
            // happened.
            case LeadReceived e ->
                new CaseFile(Entry.of(e), clock, filing, progress, ZERO, ZERO, facts, milestones, cooperation);
            case EntryCorrected e -> with(entry.after(e));
            case EntryReassigned e -> with(entry.after(e));
            case EntryTagged e -> with(entry.after(e));
            case RelapseLinked e -> with(entry.after(e));
            case EntryWithdrawn _, EntryClosed _, ClosingRevoked _ -> this;
            case DemolitionPosted e -> posted(e.demolition(), e.areaM2(), e.remainingM2(), e.legacy());
            case DemolitionNotPosted e ->
                with(progress.answered(e.demolition(), new Answer(false, e.areaM2(), e.remainingM2(), e.reason())));
            case DemolitionReversed e ->
                new CaseFile(
                        entry,
                        clock,
                        filing,
                        progress,
                        legacyM2,
                        postedM2.subtract(e.areaM2()).max(ZERO),
                        facts,
                        milestones,
                        cooperation);
        };
    }

    /** With the ledger's answer that it has posted a demolition. */
    CaseFile posted(@Nullable UUID demolition, BigDecimal areaM2, BigDecimal leftM2, boolean legacy) {
        return new CaseFile(
                entry,
                clock,
                filing,
                progress.answered(demolition, new Answer(true, areaM2, leftM2, null)),
                legacy ? legacyM2.add(areaM2) : legacyM2,
                postedM2.add(areaM2),
                facts,
                milestones,
                cooperation);
    }

    private CaseFile with(OneHourClock next) {
        return new CaseFile(entry, next, filing, progress, legacyM2, postedM2, facts, milestones, cooperation);
    }

    private CaseFile with(Cooperation next) {
        return new CaseFile(entry, clock, filing, progress, legacyM2, postedM2, facts, milestones, next);
    }

    private CaseFile with(Entry next) {
        return new CaseFile(next, clock, filing, progress, legacyM2, postedM2, facts, milestones, cooperation);
    }

    private CaseFile with(Progress next) {
        return new CaseFile(entry, clock, filing, next, legacyM2, postedM2, facts, milestones, cooperation);
    }

    private CaseFile tookIn(UUID fact) {
        return new CaseFile(
                entry, clock, filing, progress, legacyM2, postedM2, with(facts, fact), milestones, cooperation);
    }

    static Set<UUID> with(Set<UUID> facts, UUID fact) {
        var more = new HashSet<>(facts);
        more.add(fact);
        return Set.copyOf(more);
    }
}
