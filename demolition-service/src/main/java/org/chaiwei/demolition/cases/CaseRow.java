package org.chaiwei.demolition.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
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
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RelapseLinked;
import org.chaiwei.demolition.enforcement.CaseEvent.RestorationCompleted;
import org.chaiwei.demolition.enforcement.CaseEvent.WallSealed;
import org.chaiwei.demolition.enforcement.ClockEvent;
import org.chaiwei.demolition.enforcement.CooperationEvent;
import org.chaiwei.demolition.enforcement.HandlingEvent;
import org.chaiwei.demolition.enforcement.HandlingEvent.HandlerAssigned;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.demolition.enforcement.ProcedureEvent.BuildingFoundFinished;
import org.chaiwei.demolition.enforcement.RestorationKind;
import org.chaiwei.demolition.enforcement.Stage;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Milestone;
import org.chaiwei.demolition.rules.Standing;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * One case as it is now. It is what a list shows, flat, and what {@link CaseRows} keeps as a row.
 *
 * @param ended how the ledger ended it; null while it stands
 * @param responsible who answers for it
 */
record CaseRow(
        UUID violation,
        @JsonUnwrapped Entry entry,
        @JsonUnwrapped Filing filing,
        @JsonUnwrapped Works works,
        @JsonUnwrapped @Nullable Ended ended,
        @JsonUnwrapped Responsible responsible,
        @JsonUnwrapped Change change) {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    /**
     * @param areaM2 the recorded area
     * @param alley 街巷, by name
     */
    record Entry(
            String ledgerNumber,
            String ledgerKind,
            String street,
            String use,
            List<String> tags,
            int households,
            String origin,
            @Nullable UUID relapseOf,
            LocalDate discoveredOn,
            BigDecimal areaM2,
            @Nullable String alley) {}

    /**
     * @param track as it is now
     * @param confirmedAt when the discovery of a new construction was confirmed
     * @param standing the acts of the procedure that stand, sorted; the filing of a remedy once for each that is pending
     */
    record Filing(
            @Nullable String caseNumber,
            @Nullable String track,
            @Nullable LocalDate filedOn,
            @Nullable OffsetDateTime confirmedAt,
            List<Act> standing) {

        static final Filing NONE = new Filing(null, null, null, null, List.of());

        Filing filed(CaseFiled e) {
            return new Filing(
                    e.caseNumber(), e.track(), e.occurredOn(), confirmedAt, Standing.after(standing, Act.FILED));
        }

        Filing confirmed(DiscoveryConfirmed e) {
            return new Filing(caseNumber, track, filedOn, e.occurredAt(), standing);
        }

        Filing after(ProcedureEvent e) {
            var now = e instanceof BuildingFoundFinished ? Track.EXISTING.name() : track;
            return new Filing(caseNumber, now, filedOn, confirmedAt, with(e.milestones()));
        }

        Filing after(CooperationEvent e) {
            return new Filing(caseNumber, track, filedOn, confirmedAt, with(e.milestones()));
        }

        private List<Act> with(List<Milestone> more) {
            var next = standing;
            for (var milestone : more) next = Standing.after(next, milestone.act());
            return next;
        }
    }

    /**
     * @param legacyM2 demolished before the plan
     * @param awaitingM2 demolished and not accepted
     * @param sealingAwaiting a sealing is not accepted
     * @param acceptedOn of the last acceptance that passed
     * @param failedCause of the last acceptance, where it failed
     * @param restoredAs how the place was restored, a name of {@link RestorationKind}
     */
    record Works(
            BigDecimal legacyM2,
            BigDecimal awaitingM2,
            BigDecimal acceptedM2,
            boolean sealingAwaiting,
            @Nullable LocalDate acceptedOn,
            @Nullable String failedCause,
            @Nullable LocalDate restoredOn,
            @Nullable String restoredAs) {

        static final Works NONE = new Works(NOTHING, NOTHING, NOTHING, false, null, null, null, null);

        boolean awaitAcceptance() {
            return sealingAwaiting || awaitingM2.signum() > 0;
        }

        Works done(BigDecimal areaM2, boolean sealing) {
            return new Works(
                    legacyM2,
                    awaitingM2.add(areaM2),
                    acceptedM2,
                    sealingAwaiting || sealing,
                    acceptedOn,
                    failedCause,
                    null,
                    null);
        }

        Works beforeThePlan(BigDecimal areaM2) {
            return new Works(
                    legacyM2.add(areaM2),
                    awaitingM2,
                    acceptedM2,
                    sealingAwaiting,
                    acceptedOn,
                    failedCause,
                    restoredOn,
                    restoredAs);
        }

        Works withoutLegacy() {
            return new Works(
                    NOTHING, awaitingM2, acceptedM2, sealingAwaiting, acceptedOn, failedCause, restoredOn, restoredAs);
        }

        Works passed(AcceptancePassed e) {
            return new Works(
                    legacyM2, NOTHING, acceptedM2.add(e.areaM2()), false, e.occurredOn(), null, restoredOn, restoredAs);
        }

        Works failed(AcceptanceFailed e) {
            return new Works(
                    legacyM2, awaitingM2, acceptedM2, sealingAwaiting, acceptedOn, e.cause(), restoredOn, restoredAs);
        }

        Works restored(RestorationCompleted e) {
            return new Works(
                    legacyM2,
                    awaitingM2,
                    acceptedM2,
                    sealingAwaiting,
                    acceptedOn,
                    failedCause,
                    e.occurredOn(),
                    e.kind());
        }
    }

    /** @param ground on which it was closed; null where it was withdrawn */
    record Ended(LocalDate endedOn, @Nullable String ground) {}

    /** The pseudonymous ids of those who answer for the case; who files it is its handler until another is named. */
    record Responsible(@Nullable String handler, @Nullable String supervisor) {

        static final Responsible NOBODY = new Responsible(null, null);

        Responsible filed(CaseFiled e) {
            return handler == null ? new Responsible(e.filedBy(), supervisor) : this;
        }
    }

    /**
     * The event that changed the case last.
     *
     * @param sequence its number within the case, the ETag
     * @param position its place in the log
     * @param changedAt when it was recorded
     */
    record Change(long sequence, long position, Instant changedAt) {}

    @JsonProperty
    Stage stage() {
        if (ended != null) return ended.ground == null ? Stage.WITHDRAWN : Stage.CLOSED;
        return Stage.of(
                filing.filedOn != null,
                works.awaitAcceptance(),
                works.acceptedOn != null,
                works.restoredOn != null,
                remainingM2().signum() > 0,
                Set.copyOf(filing.standing));
    }

    /** What still stands: nothing of a closed or withdrawn entry. */
    @JsonProperty
    BigDecimal remainingM2() {
        return ended == null ? entry.areaM2.subtract(demolishedM2()).max(NOTHING) : NOTHING;
    }

    @JsonIgnore
    BigDecimal demolishedM2() {
        return works.legacyM2.add(works.awaitingM2).add(works.acceptedM2);
    }

    /**
     * The case after an event. Never refuses what happened.
     *
     * @param before the case before it, null where the ledger had not told of its registration
     * @return null as long as it hasn't
     * @throws IllegalStateException if anything else comes before the registration: then the log itself is broken
     */
    static @Nullable CaseRow after(@Nullable CaseRow before, CaseEvent event, Change change) {
        if (event instanceof LeadReceived e) return received(before, e, change);
        if (before == null) {
            if (event instanceof RelapseLinked) return null;
            throw new IllegalStateException("an event before its lead: " + event.violation());
        }
        return before.after(event, change);
    }

    private CaseRow after(CaseEvent event, Change by) {
        return switch (event) {
            case LeadReceived e -> received(this, e, by);
            case EntryCorrected e ->
                with(
                        new Entry(
                                entry.ledgerNumber,
                                e.ledgerKind(),
                                entry.street,
                                e.use(),
                                entry.tags,
                                e.households(),
                                entry.origin,
                                entry.relapseOf,
                                entry.discoveredOn,
                                e.areaM2(),
                                e.alley()),
                        by);
            case EntryReassigned e -> with(entry(e.street(), entry.tags, entry.relapseOf, e.alley()), by);
            case EntryTagged e -> with(entry(entry.street, e.tags(), entry.relapseOf, entry.alley), by);
            case RelapseLinked e -> with(entry(entry.street, entry.tags, e.closedViolation(), entry.alley), by);
            case EntryWithdrawn e -> with(new Ended(e.occurredOn(), null), by);
            case EntryClosed e -> with(new Ended(e.occurredOn(), e.ground()), by);
            case ClosingRevoked _ -> with((Ended) null, by);
            case DemolitionPosted e -> with(e.legacy() ? works.beforeThePlan(e.areaM2()) : works, by);
            case CaseFiled e -> with(filing.filed(e), by).with(responsible.filed(e), by);
            case DiscoveryConfirmed e -> with(filing.confirmed(e), by);
            case ProcedureEvent e -> with(filing.after(e), by);
            case CooperationEvent e -> with(filing.after(e), by);
            case HandlerAssigned e -> with(new Responsible(e.handler(), e.supervisor()), by);
            case Demolished e -> with(works.done(e.areaM2(), false), by);
            case WallSealed e -> with(works.done(e.areaM2(), true), by);
            case AcceptancePassed e -> with(works.passed(e), by);
            case AcceptanceFailed e -> with(works.failed(e), by);
            case RestorationCompleted e -> with(works.restored(e), by);
            case DemolitionNotPosted _, DemolitionReversed _, AcceptanceSigned _, ClockEvent _, HandlingEvent.Told _ ->
                with(works, by);
        };
    }

    private static CaseRow received(@Nullable CaseRow before, LeadReceived e, Change change) {
        return new CaseRow(
                e.violation(),
                new Entry(
                        e.ledgerNumber(),
                        e.ledgerKind(),
                        e.street(),
                        e.use(),
                        e.tags(),
                        e.households(),
                        e.origin(),
                        e.relapseOf(),
                        e.discoveredOn(),
                        e.areaM2(),
                        e.alley()),
                before == null ? Filing.NONE : before.filing,
                before == null ? Works.NONE : before.works.withoutLegacy(),
                null,
                before == null ? Responsible.NOBODY : before.responsible,
                change);
    }

    private Entry entry(String street, List<String> tags, @Nullable UUID relapseOf, @Nullable String alley) {
        return new Entry(
                entry.ledgerNumber,
                entry.ledgerKind,
                street,
                entry.use,
                tags,
                entry.households,
                entry.origin,
                relapseOf,
                entry.discoveredOn,
                entry.areaM2,
                alley);
    }

    private CaseRow with(Entry next, Change by) {
        return new CaseRow(violation, next, filing, works, ended, responsible, by);
    }

    private CaseRow with(Filing next, Change by) {
        return new CaseRow(violation, entry, next, works, ended, responsible, by);
    }

    private CaseRow with(Works next, Change by) {
        return new CaseRow(violation, entry, filing, next, ended, responsible, by);
    }

    private CaseRow with(@Nullable Ended next, Change by) {
        return new CaseRow(violation, entry, filing, works, next, responsible, by);
    }

    private CaseRow with(Responsible next, Change by) {
        return new CaseRow(violation, entry, filing, works, ended, next, by);
    }
}
