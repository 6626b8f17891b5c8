package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceFailed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptanceSigned;
import org.chaiwei.demolition.enforcement.CaseEvent.CaseFiled;
import org.chaiwei.demolition.enforcement.CaseEvent.ClosingRevoked;
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
import org.chaiwei.demolition.enforcement.CaseEvent.WorkDone;
import org.chaiwei.demolition.enforcement.Work.Answer;
import org.jspecify.annotations.Nullable;

/**
 * 案卷: all that is known of a case, as its events tell it.
 *
 * @param confirmedAt when the discovery of a new construction was confirmed
 * @param legacyM2 demolished before the plan, without a case
 * @param postedM2 what the ledger has posted as demolished and not taken back
 * @param facts the ledger's facts that were taken in
 */
record CaseFile(
        Entry entry,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable Filing filing,
        Progress progress,
        BigDecimal legacyM2,
        BigDecimal postedM2,
        Set<UUID> facts) {

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    record Filing(String caseNumber, String track, LocalDate on) {}

    /** @param facts taken in before it */
    static CaseFile of(LeadReceived e, Set<UUID> facts) {
        return new CaseFile(Entry.of(e), null, null, Progress.NONE, ZERO, ZERO, with(facts, e.fact()));
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

    /** After any event but those that begin a case. */
    CaseFile after(CaseEvent event) {
        return switch (event) {
            case FromLedger e -> told(e).tookIn(e.fact());
            case CaseFiled e ->
                new CaseFile(
                        entry,
                        confirmedAt,
                        new Filing(e.caseNumber(), e.track(), e.occurredOn()),
                        progress,
                        legacyM2,
                        postedM2,
                        facts);
            case DiscoveryConfirmed e ->
                new CaseFile(entry, e.occurredAt(), filing, progress, legacyM2, postedM2, facts);
            case WorkDone e -> with(progress.after(e));
            case AcceptanceSigned e -> with(progress.after(e));
            case AcceptancePassed e -> with(progress.after(e));
            case AcceptanceFailed e -> with(progress.after(e));
            case RestorationCompleted e -> with(progress.after(e));
        };
    }

    private CaseFile told(FromLedger event) {
        return switch (event) {
            // Again, after a withdrawal: the ledger's account begins anew, and what people did on the spot has
            // happened.
            case LeadReceived e -> new CaseFile(Entry.of(e), confirmedAt, filing, progress, ZERO, ZERO, facts);
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
                        confirmedAt,
                        filing,
                        progress,
                        legacyM2,
                        postedM2.subtract(e.areaM2()).max(ZERO),
                        facts);
        };
    }

    /** With the ledger's answer that it has posted a demolition. */
    CaseFile posted(@Nullable UUID demolition, BigDecimal areaM2, BigDecimal leftM2, boolean legacy) {
        return new CaseFile(
                entry,
                confirmedAt,
                filing,
                progress.answered(demolition, new Answer(true, areaM2, leftM2, null)),
                legacy ? legacyM2.add(areaM2) : legacyM2,
                postedM2.add(areaM2),
                facts);
    }

    private CaseFile with(Entry next) {
        return new CaseFile(next, confirmedAt, filing, progress, legacyM2, postedM2, facts);
    }

    private CaseFile with(Progress next) {
        return new CaseFile(entry, confirmedAt, filing, next, legacyM2, postedM2, facts);
    }

    private CaseFile tookIn(UUID fact) {
        return new CaseFile(entry, confirmedAt, filing, progress, legacyM2, postedM2, with(facts, fact));
    }

    static Set<UUID> with(Set<UUID> facts, UUID fact) {
        var more = new HashSet<>(facts);
        more.add(fact);
        return Set.copyOf(more);
    }
}
