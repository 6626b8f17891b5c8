package org.chaiwei.ledger.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.ledger.violation.Use;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationWithdrawn;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The figures counted as a person would with the history on paper: strike out every entry that was withdrawn, then add up what is
 * left, line by line, up to the day. Shares nothing with the account it is compared with.
 */
final class Recount {

    private final List<Recorded> standing;
    private final KnownAt lastPosition;

    Recount(List<Recorded> history) {
        var lives = new ArrayList<List<Recorded>>();
        var current = new HashMap<UUID, List<Recorded>>();
        for (var recorded : history) {
            var id = recorded.aggregate();
            if (recorded.event() instanceof ViolationRegistered) {
                current.put(id, new ArrayList<>());
                lives.add(current.get(id));
            }
            current.get(id).add(recorded);
        }
        lives.removeIf(life -> life.getLast().event() instanceof ViolationWithdrawn);
        standing = lives.stream().flatMap(List::stream).toList();
        lastPosition = history.isEmpty()
                ? KnownAt.NOTHING
                : new KnownAt(history.getLast().position(), history.getLast().recordedAt());
    }

    private record Place(String street, String use) {}

    private static final class Tally {
        Amount registered = Amount.NONE;
        Amount cleared = Amount.NONE;
    }

    Amount remaining(LocalDate asOf, String street, Use use) {
        var tally = tallies(asOf).get(new Place(street, use.name()));
        return tally == null ? Amount.NONE : tally.registered.minus(tally.cleared);
    }

    Summary summary(LocalDate asOf, List<String> streets) {
        var tallies = tallies(asOf);
        var registered = Amount.NONE;
        var cleared = Amount.NONE;
        for (var tally : tallies.values()) {
            registered = registered.plus(tally.registered);
            cleared = cleared.plus(tally.cleared);
        }
        var whole = registered.minus(cleared);
        var byUse = new ArrayList<Summary.OfUse>();
        for (var use : Use.values()) {
            var amount = sum(tallies, null, use.name(), true, false);
            byUse.add(new Summary.OfUse(
                    use,
                    amount.count(),
                    amount.areaM2(),
                    whole.areaM2().signum() == 0
                            ? new BigDecimal("0.000000")
                            : amount.areaM2().divide(whole.areaM2(), 6, java.math.RoundingMode.HALF_UP)));
        }
        var byStreet = streets.stream()
                .map(street -> new Summary.OfStreet(
                        street,
                        sum(tallies, street, null, false, false),
                        sum(tallies, street, null, false, true),
                        sum(tallies, street, null, true, false)))
                .toList();
        return new Summary(
                asOf, lastPosition.position(), lastPosition.recordedAt(), registered, cleared, whole, byUse, byStreet);
    }

    private static Amount sum(
            Map<Place, Tally> tallies,
            @Nullable String street,
            @Nullable String use,
            boolean remaining,
            boolean cleared) {
        var sum = Amount.NONE;
        for (var place : tallies.keySet()) {
            if (street != null && !street.equals(place.street) || use != null && !use.equals(place.use)) continue;
            var tally = tallies.get(place);
            sum = sum.plus(
                    remaining ? tally.registered.minus(tally.cleared) : cleared ? tally.cleared : tally.registered);
        }
        return sum;
    }

    private Map<Place, Tally> tallies(LocalDate asOf) {
        var tallies = new HashMap<Place, Tally>();
        var areaLeft = new HashMap<UUID, BigDecimal>();
        for (var recorded : standing) {
            var event = (ViolationEvent) recorded.event();
            var counts = !event.occurredOn().isAfter(asOf);
            switch (event) {
                case ViolationRegistered e -> {
                    areaLeft.put(e.violation(), e.areaM2());
                    if (counts)
                        tally(tallies, e).registered =
                                tally(tallies, e).registered.plus(new Amount(1, e.areaM2()));
                }
                case DemolitionPosted e -> {
                    areaLeft.merge(e.violation(), e.areaM2(), BigDecimal::subtract);
                    if (counts)
                        tally(tallies, e).cleared = tally(tallies, e).cleared.plus(new Amount(0, e.areaM2()));
                }
                case LedgerClosed e -> {
                    var left = areaLeft.put(e.violation(), new BigDecimal("0.00"));
                    if (counts)
                        tally(tallies, e).cleared = tally(tallies, e).cleared.plus(new Amount(1, left));
                }
                case AcceptanceFailurePosted e -> {
                    areaLeft.merge(e.violation(), e.areaM2(), BigDecimal::add);
                    if (counts)
                        tally(tallies, e).cleared = tally(tallies, e).cleared.minus(new Amount(0, e.areaM2()));
                }
                case LedgerClosingRevoked e -> {
                    areaLeft.put(e.violation(), e.areaM2());
                    if (counts)
                        tally(tallies, e).cleared = tally(tallies, e).cleared.minus(new Amount(1, e.areaM2()));
                }
                case ViolationCorrected e -> {
                    var left = areaLeft.get(e.violation());
                    var leftNow = left.add(e.areaM2()).subtract(e.areaBeforeM2());
                    areaLeft.put(e.violation(), leftNow);
                    if (counts)
                        moved(
                                tallies,
                                e,
                                new Place(e.before().street(), e.before().use()),
                                left,
                                leftNow);
                }
                case StreetReassigned e -> {
                    var left = areaLeft.get(e.violation());
                    if (counts)
                        moved(
                                tallies,
                                e,
                                new Place(e.before().street(), e.before().use()),
                                left,
                                left);
                }
                default -> {}
            }
        }
        return tallies;
    }

    /** What was demolished and what of it stood again, from a day to another, in a street or in all. */
    Statement.Achievement achievement(LocalDate from, LocalDate to, @Nullable String street) {
        var demolished = Amount.NONE;
        var takenBack = Amount.NONE;
        for (var recorded : standing) {
            var event = (ViolationEvent) recorded.event();
            if (event.occurredOn().isBefore(from) || event.occurredOn().isAfter(to)) continue;
            if (street != null && !street.equals(event.entry().street())) continue;
            switch (event) {
                case DemolitionPosted e -> demolished = demolished.plus(new Amount(0, e.areaM2()));
                case AcceptanceFailurePosted e -> demolished = demolished.minus(new Amount(0, e.areaM2()));
                case LedgerClosed e
                when e.ground().equals("DEMOLISHED") ->
                    demolished = demolished.plus(new Amount(1, Amount.NONE.areaM2()));
                default -> {}
            }
        }
        for (var recorded : standing)
            if (recorded.event() instanceof RelapseDetected e
                    && !e.occurredOn().isBefore(from)
                    && !e.occurredOn().isAfter(to)
                    && (street == null || street.equals(e.closed().street())))
                takenBack = takenBack.plus(new Amount(e.ground().equals("DEMOLISHED") ? 1 : 0, e.takenBackM2()));
        return new Statement.Achievement(demolished, takenBack, demolished.minus(takenBack));
    }

    private static void moved(
            Map<Place, Tally> tallies, ViolationEvent event, Place from, BigDecimal left, BigDecimal leftNow) {
        var there = tallies.computeIfAbsent(from, _ -> new Tally());
        there.registered = there.registered.minus(new Amount(1, left));
        var here = tally(tallies, event);
        here.registered = here.registered.plus(new Amount(1, leftNow));
    }

    private static Tally tally(Map<Place, Tally> tallies, ViolationEvent event) {
        return tallies.computeIfAbsent(
                new Place(event.entry().street(), event.entry().use()), _ -> new Tally());
    }
}
