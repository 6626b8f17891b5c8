package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its events tell it.
 *
 * @param recorded the area on the ledger, demolished or not
 * @param demolished what of it is gone
 * @param lastEventOn the latest business date of its events
 * @param postedSince since when it stands under its present street and use: a correction can't be posted there any earlier
 * @param withdrawable nothing has happened yet that can't be taken back
 * @param changes how its remaining area came about
 * @param casework what the demolition service has told of it
 * @param relapseOf the closed entry whose construction it is, standing again; null for any other
 * @param heldOpen its closing was revoked, and nothing has been demolished, accepted or measured anew since: it doesn't close by itself
 */
record Entry(
        Particulars particulars,
        Site site,
        Building building,
        Area recorded,
        Area demolished,
        @Nullable UUID partyId,
        LocalDate registeredOn,
        LocalDate lastEventOn,
        LocalDate postedSince,
        boolean withdrawable,
        List<Change> changes,
        Casework casework,
        @Nullable UUID relapseOf,
        boolean heldOpen) {

    /** The remaining area changed by so much (below zero: became less) on a business date. */
    record Change(LocalDate on, BigDecimal areaM2) {}

    Area remaining() {
        return recorded.minus(demolished);
    }

    /** The latest business date on which its street, its use or its area changed. */
    LocalDate lastChangeOn() {
        return changes.stream().map(Change::on).reduce(postedSince, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** The first day, from that date on, on which a change of the remaining area by so much would leave less than nothing. */
    Optional<LocalDate> firstDayBelowZero(LocalDate from, BigDecimal changeM2) {
        var byDay = new TreeMap<LocalDate, BigDecimal>();
        byDay.put(from, BigDecimal.ZERO);
        for (var change : changes) byDay.merge(change.on, change.areaM2, BigDecimal::add);
        var remaining = BigDecimal.ZERO;
        for (var day : byDay.entrySet()) {
            remaining = remaining.add(day.getValue());
            if (!day.getKey().isBefore(from) && remaining.add(changeM2).signum() < 0) return Optional.of(day.getKey());
        }
        return Optional.empty();
    }

    /**
     * The first day, from that date on, from which so much less of it can remain on every day: a demolition counts where and as
     * the entry stands now, and no sooner than there was room for it.
     */
    LocalDate firstDayWithRoomFor(Area area, LocalDate from) {
        var since = from.isBefore(postedSince) ? postedSince : from;
        var byDay = new TreeMap<LocalDate, BigDecimal>();
        byDay.put(since, BigDecimal.ZERO);
        for (var change : changes) byDay.merge(change.on, change.areaM2, BigDecimal::add);
        var remaining = BigDecimal.ZERO;
        var first = since;
        var tooLittle = false;
        for (var day : byDay.entrySet()) {
            remaining = remaining.add(day.getValue());
            if (day.getKey().isBefore(since)) continue;
            if (tooLittle) first = day.getKey();
            tooLittle = remaining.compareTo(area.m2()) < 0;
        }
        return first;
    }

    static Entry of(ViolationRegistered e, Casework casework) {
        return new Entry(
                e.entry(),
                site(e.entry(), e.address(), e.lon(), e.lat()),
                new Building(e.structure(), e.storeys(), e.yearBuilt()),
                new Area(e.areaM2()),
                Area.ZERO,
                e.partyId(),
                e.occurredOn(),
                e.occurredOn(),
                e.occurredOn(),
                casework.facts().isEmpty(),
                List.of(new Change(e.occurredOn(), e.areaM2())),
                casework,
                null,
                false);
    }

    Entry after(DemolitionPosted e) {
        var next = new Draft(e);
        var area = new Area(e.areaM2());
        next.demolished = demolished.plus(area);
        next.withdrawable = withdrawable && e.legacy();
        next.changes = with(new Change(e.occurredOn(), e.areaM2().negate()));
        next.casework = casework.posted(e.demolition(), area, e.occurredOn(), e.legacy())
                .taking(e.fact());
        next.heldOpen = false;
        return next.entry();
    }

    Entry after(DemolitionNotPosted e) {
        var next = new Draft(e);
        next.withdrawable = false;
        next.casework = casework.waiting(e.demolition(), new Area(e.areaM2()), e.occurredOn())
                .taking(e.fact());
        return next.entry();
    }

    Entry after(WallSealingPosted e) {
        var next = new Draft(e);
        next.withdrawable = false;
        next.casework = casework.sealed(e.households()).taking(e.fact());
        next.heldOpen = false;
        return next.entry();
    }

    Entry after(AcceptancePosted e) {
        var next = new Draft(e);
        next.withdrawable = false;
        next.casework = Signature.suffice(e.signatures())
                ? casework.accepted(e.sealed(), e.occurredOn()).taking(e.fact())
                : casework.taking(e.fact());
        next.heldOpen = false;
        return next.entry();
    }

    Entry after(AcceptanceFailurePosted e) {
        var next = new Draft(e);
        next.withdrawable = false;
        next.demolished = demolished.minus(new Area(e.areaM2()));
        if (e.areaM2().signum() != 0) next.changes = with(new Change(e.occurredOn(), e.areaM2()));
        next.casework = casework.failing(true).taking(e.fact());
        next.heldOpen = false;
        return next.entry();
    }

    /** Of a closed entry the figures stand: nothing is given back, and what was posted stays so. */
    Entry afterFailureWhileClosed(AcceptanceFailurePosted e) {
        var next = new Draft(e);
        next.casework = casework.failing(false).taking(e.fact());
        return next.entry();
    }

    Entry after(CaseFilingPosted e) {
        return noting(e, e.fact());
    }

    Entry after(RestorationPosted e) {
        return noting(e, e.fact());
    }

    private Entry noting(ViolationEvent e, UUID fact) {
        var next = new Draft(e);
        next.withdrawable = false;
        next.casework = casework.taking(fact);
        return next.entry();
    }

    Entry after(LedgerClosed e) {
        var next = new Draft(e);
        next.withdrawable = withdrawable && e.legacy();
        var left = remaining().m2();
        if (left.signum() != 0) next.changes = with(new Change(e.occurredOn(), left.negate()));
        return next.entry();
    }

    /** Nothing of it was on the books while it was closed, so nothing can be posted before this day. */
    Entry after(LedgerClosingRevoked e) {
        var next = new Draft(e);
        next.withdrawable = false;
        if (e.areaM2().signum() != 0) next.changes = with(new Change(e.occurredOn(), e.areaM2()));
        next.postedSince = e.occurredOn();
        next.heldOpen = true;
        return next.entry();
    }

    Entry after(ViolationCorrected e) {
        var next = new Draft(e);
        next.site = site(e.entry(), e.address(), e.lon(), e.lat());
        next.building = new Building(e.structure(), e.storeys(), e.yearBuilt());
        next.recorded = new Area(e.areaM2());
        if (!e.before().use().equals(e.entry().use())) next.postedSince = e.occurredOn();
        next.withdrawable = false;
        next.changes = with(new Change(e.occurredOn(), e.areaM2().subtract(e.areaBeforeM2())));
        next.heldOpen = heldOpen && e.areaM2().equals(e.areaBeforeM2());
        return next.entry();
    }

    Entry after(StreetReassigned e) {
        var next = new Draft(e);
        next.site = site(e.entry(), site.address(), site.lon(), site.lat());
        next.postedSince = e.occurredOn();
        next.withdrawable = false;
        return next.entry();
    }

    Entry after(ResponsiblePersonAssigned e) {
        var next = new Draft(e);
        next.partyId = e.partyId();
        return next.entry();
    }

    Entry after(ViolationTagged e) {
        return new Draft(e).entry();
    }

    /** It stands because another entry was demolished: it can't be taken back as if it had never been. */
    Entry after(RelapseDetected e) {
        var next = new Draft(e);
        next.relapseOf = e.closedViolation();
        next.withdrawable = false;
        return next.entry();
    }

    /** Something of which only the date matters to the entry itself. */
    Entry afterLooking(ViolationEvent e) {
        return new Draft(e).entry();
    }

    /** The next entry in the making: as this one, but for what an event changes. */
    private final class Draft {
        private final Particulars particulars;
        private final LocalDate lastEventOn;
        private Site site = Entry.this.site;
        private Building building = Entry.this.building;
        private Area recorded = Entry.this.recorded;
        private Area demolished = Entry.this.demolished;
        private @Nullable UUID partyId = Entry.this.partyId;
        private LocalDate postedSince = Entry.this.postedSince;
        private boolean withdrawable = Entry.this.withdrawable;
        private List<Change> changes = Entry.this.changes;
        private Casework casework = Entry.this.casework;
        private @Nullable UUID relapseOf = Entry.this.relapseOf;
        private boolean heldOpen = Entry.this.heldOpen;

        Draft(ViolationEvent e) {
            particulars = e.entry();
            lastEventOn = e.occurredOn().isAfter(Entry.this.lastEventOn) ? e.occurredOn() : Entry.this.lastEventOn;
        }

        Entry entry() {
            return new Entry(
                    particulars,
                    site,
                    building,
                    recorded,
                    demolished,
                    partyId,
                    registeredOn,
                    lastEventOn,
                    postedSince,
                    withdrawable,
                    changes,
                    casework,
                    relapseOf,
                    heldOpen);
        }
    }

    private static Site site(Particulars entry, String address, @Nullable BigDecimal lon, @Nullable BigDecimal lat) {
        return new Site(entry.street(), entry.community(), entry.compound(), entry.alley(), address, lon, lat);
    }

    private List<Change> with(Change change) {
        var more = new ArrayList<>(changes);
        more.add(change);
        return List.copyOf(more);
    }
}
