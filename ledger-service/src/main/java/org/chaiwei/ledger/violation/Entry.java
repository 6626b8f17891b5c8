package org.chaiwei.ledger.violation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.ResponsiblePersonAssigned;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationTagged;
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
        List<Change> changes) {

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

    static Entry of(ViolationRegistered e) {
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
                true,
                List.of(new Change(e.occurredOn(), e.areaM2())));
    }

    Entry after(DemolitionPosted e) {
        return new Entry(
                particulars,
                site,
                building,
                recorded,
                demolished.plus(new Area(e.areaM2())),
                partyId,
                registeredOn,
                later(e),
                postedSince,
                withdrawable && e.legacy(),
                with(new Change(e.occurredOn(), e.areaM2().negate())));
    }

    Entry after(LedgerClosed e) {
        return new Entry(
                particulars,
                site,
                building,
                recorded,
                demolished,
                partyId,
                registeredOn,
                later(e),
                postedSince,
                withdrawable && e.legacy(),
                changes);
    }

    Entry after(ViolationCorrected e) {
        return new Entry(
                e.entry(),
                site(e.entry(), e.address(), e.lon(), e.lat()),
                new Building(e.structure(), e.storeys(), e.yearBuilt()),
                new Area(e.areaM2()),
                demolished,
                partyId,
                registeredOn,
                later(e),
                e.before().use().equals(e.entry().use()) ? postedSince : e.occurredOn(),
                false,
                with(new Change(e.occurredOn(), e.areaM2().subtract(e.areaBeforeM2()))));
    }

    Entry after(StreetReassigned e) {
        return new Entry(
                e.entry(),
                site(e.entry(), site.address(), site.lon(), site.lat()),
                building,
                recorded,
                demolished,
                partyId,
                registeredOn,
                later(e),
                e.occurredOn(),
                false,
                changes);
    }

    Entry after(ResponsiblePersonAssigned e) {
        return new Entry(
                particulars,
                site,
                building,
                recorded,
                demolished,
                e.partyId(),
                registeredOn,
                later(e),
                postedSince,
                withdrawable,
                changes);
    }

    Entry after(ViolationTagged e) {
        return new Entry(
                e.entry(),
                site,
                building,
                recorded,
                demolished,
                partyId,
                registeredOn,
                later(e),
                postedSince,
                withdrawable,
                changes);
    }

    private static Site site(Particulars entry, String address, @Nullable BigDecimal lon, @Nullable BigDecimal lat) {
        return new Site(entry.street(), entry.community(), entry.compound(), entry.alley(), address, lon, lat);
    }

    private LocalDate later(ViolationEvent event) {
        return event.occurredOn().isAfter(lastEventOn) ? event.occurredOn() : lastEventOn;
    }

    private List<Change> with(Change change) {
        var more = new ArrayList<>(changes);
        more.add(change);
        return List.copyOf(more);
    }
}
