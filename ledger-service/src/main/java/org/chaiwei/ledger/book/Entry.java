package org.chaiwei.ledger.book;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.Status;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationDeclined;
import org.chaiwei.ledger.violation.ViolationEvent.ClosingRevocationRequested;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.PatrolRecorded;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the book as it is now. It is what the API answers, flat, and what {@link EntryRows} keeps as a row.
 *
 * @param areaM2 the recorded area
 * @param demolishedM2 what of it has been posted as demolished
 * @param partyId the responsible person in the party registry, if known; the name is asked for there
 * @param registeredOn business date of the registration
 * @param closedOn business date of the closing, null unless closed
 * @param ground a name of {@link org.chaiwei.ledger.violation.Ground}, null unless closed
 * @param legacy on paper before the plan
 * @param importBatch the import that brought it, null if it came by form
 * @param course how far its enforcement has come, and what came after its closing
 */
record Entry(
        UUID id,
        @JsonUnwrapped Particulars particulars,
        @JsonUnwrapped Site site,
        BigDecimal areaM2,
        BigDecimal demolishedM2,
        LocalDate discoveredOn,
        String foundBy,
        @Nullable UUID partyId,
        Status status,
        LocalDate registeredOn,
        @Nullable LocalDate closedOn,
        @Nullable String ground,
        boolean legacy,
        @Nullable UUID importBatch,
        @JsonUnwrapped Course course,
        @JsonUnwrapped Change change) {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    /** Where and what it is. Coordinates are degrees, WGS84. */
    record Site(
            String address,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            @Nullable String structure,
            @Nullable Integer storeys,
            @Nullable Integer yearBuilt) {}

    /**
     * The event that changed the entry last.
     *
     * @param sequence its number within the entry, the ETag
     * @param position its place in the log
     * @param changedAt when it was recorded
     */
    record Change(long sequence, long position, Instant changedAt) {}

    /** What still stands on the ledger: nothing of a closed or withdrawn entry. */
    @JsonProperty
    BigDecimal remainingM2() {
        return status == Status.OPEN ? areaM2.subtract(demolishedM2) : NOTHING;
    }

    /**
     * The entry after an event. Never refuses what happened.
     *
     * @param before the entry before it, null where it had never been registered
     * @throws IllegalStateException if anything but a registration comes first: then the log itself is broken
     */
    static Entry after(@Nullable Entry before, ViolationEvent event, Change change) {
        if (event instanceof ViolationRegistered e) return registered(e, change);
        if (before == null) throw new IllegalStateException("event before its registration: " + event.violation());
        return switch (event) {
            case ViolationRegistered e -> registered(e, change);
            case DemolitionPosted e -> before.demolished(before.demolishedM2.add(e.areaM2()), change);
            case AcceptanceFailurePosted e -> before.demolished(before.demolishedM2.subtract(e.areaM2()), change);
            case LedgerClosed e ->
                before.standing(Status.CLOSED, e.occurredOn(), e.ground(), before.course.after(e), change);
            case LedgerClosingRevoked e -> before.standing(Status.OPEN, null, null, before.course.after(e), change);
            case ViolationWithdrawn _ -> before.standing(Status.WITHDRAWN, null, null, before.course, change);
            case ViolationCorrected e ->
                before.described(
                        e.entry(),
                        new Site(e.address(), e.lon(), e.lat(), e.structure(), e.storeys(), e.yearBuilt()),
                        e.areaM2(),
                        before.partyId,
                        change);
            case StreetReassigned e -> before.described(e.entry(), before.site, before.areaM2, before.partyId, change);
            case ResponsiblePersonAssigned e ->
                before.described(e.entry(), before.site, before.areaM2, e.partyId(), change);
            case ViolationTagged e -> before.described(e.entry(), before.site, before.areaM2, before.partyId, change);
            case AcceptancePosted e -> before.on(before.course.after(e), change);
            case WallSealingPosted e -> before.on(before.course.after(e), change);
            case CaseFilingPosted e -> before.on(before.course.after(e), change);
            case RestorationPosted e -> before.on(before.course.after(e), change);
            case ClosingRevocationRequested e -> before.on(before.course.after(e), change);
            case ClosingRevocationDeclined e -> before.on(before.course.after(e), change);
            case RelapseConfirmed e -> before.on(before.course.after(e), change);
            case RelapseDetected e -> before.on(before.course.after(e), change);
            case PatrolRecorded e -> before.on(before.course.after(e), change);
            case DemolitionNotPosted _, RelapseSuspected _, RelapseSuspicionDismissed _ ->
                before.on(before.course, change);
        };
    }

    private static Entry registered(ViolationRegistered e, Change change) {
        return new Entry(
                e.violation(),
                e.entry(),
                new Site(e.address(), e.lon(), e.lat(), e.structure(), e.storeys(), e.yearBuilt()),
                e.areaM2(),
                NOTHING,
                e.discoveredOn(),
                e.foundBy(),
                e.partyId(),
                Status.OPEN,
                e.occurredOn(),
                null,
                null,
                e.legacy(),
                e.importBatch(),
                Course.BEGINNING,
                change);
    }

    private Entry described(Particulars entry, Site place, BigDecimal area, @Nullable UUID responsible, Change by) {
        return new Entry(
                id,
                entry,
                place,
                area,
                demolishedM2,
                discoveredOn,
                foundBy,
                responsible,
                status,
                registeredOn,
                closedOn,
                ground,
                legacy,
                importBatch,
                course,
                by);
    }

    private Entry demolished(BigDecimal inAll, Change by) {
        return new Entry(
                id,
                particulars,
                site,
                areaM2,
                inAll,
                discoveredOn,
                foundBy,
                partyId,
                status,
                registeredOn,
                closedOn,
                ground,
                legacy,
                importBatch,
                course,
                by);
    }

    private Entry standing(
            Status now, @Nullable LocalDate closed, @Nullable String onGround, Course further, Change by) {
        return new Entry(
                id,
                particulars,
                site,
                areaM2,
                demolishedM2,
                discoveredOn,
                foundBy,
                partyId,
                now,
                registeredOn,
                closed,
                onGround,
                legacy,
                importBatch,
                further,
                by);
    }

    private Entry on(Course further, Change by) {
        return standing(status, closedOn, ground, further, by);
    }
}
