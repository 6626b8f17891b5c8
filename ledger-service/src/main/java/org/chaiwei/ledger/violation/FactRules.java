package org.chaiwei.ledger.violation;

import static org.chaiwei.ledger.violation.Decision.accept;
import static org.chaiwei.ledger.violation.Decision.refuse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.chaiwei.ledger.violation.Casework.Reported;
import org.chaiwei.ledger.violation.Casework.Standing;
import org.chaiwei.ledger.violation.ViolationCommand.OfFact;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptance;
import org.chaiwei.ledger.violation.ViolationCommand.PostAcceptanceFailure;
import org.chaiwei.ledger.violation.ViolationCommand.PostCaseFiling;
import org.chaiwei.ledger.violation.ViolationCommand.PostDemolition;
import org.chaiwei.ledger.violation.ViolationCommand.PostRestoration;
import org.chaiwei.ledger.violation.ViolationCommand.PostSealing;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptanceFailurePosted;
import org.chaiwei.ledger.violation.ViolationEvent.AcceptancePosted;
import org.chaiwei.ledger.violation.ViolationEvent.CaseFilingPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.RestorationPosted;
import org.chaiwei.ledger.violation.ViolationEvent.WallSealingPosted;
import org.chaiwei.ledger.violation.ViolationRefusal.NotRegistered;
import org.chaiwei.ledger.violation.ViolationState.Closed;
import org.chaiwei.ledger.violation.ViolationState.Open;
import org.chaiwei.ledger.violation.ViolationState.Unregistered;
import org.chaiwei.ledger.violation.ViolationState.Withdrawn;

/**
 * The rules for what the demolition service tells: what happened there has happened, so nothing is refused, and every fact becomes an
 * event of the entry. Facts may come late, twice, and before or after a correction; the entry ends up the same (see {@link Casework}).
 */
final class FactRules {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private FactRules() {}

    static Decision takeIn(OfFact c, ViolationState state) {
        return switch (state) {
            case Unregistered _ -> refuse(new NotRegistered());
            case Open(var entry) -> takeIn(c, state, entry);
            case Closed closed -> takeIn(c, state, closed.entry());
            case Withdrawn withdrawn -> takeIn(c, state, withdrawn.entry());
        };
    }

    private static Decision takeIn(OfFact c, ViolationState state, Entry entry) {
        if (entry.casework().knows(c.fact())) return accept();
        return switch (c) {
            case PostDemolition d -> demolition(d, state, entry);
            case PostSealing s ->
                accept(new WallSealingPosted(
                        s.violation(),
                        entry.particulars(),
                        s.sealing(),
                        s.households(),
                        s.fact(),
                        s.asked().occurredOn()));
            case PostAcceptance a -> acceptance(a, state, entry);
            case PostAcceptanceFailure f -> accept(failure(f, state, entry));
            case PostCaseFiling f ->
                accept(new CaseFilingPosted(
                        f.violation(),
                        entry.particulars(),
                        f.caseNumber(),
                        f.track(),
                        f.fact(),
                        f.asked().occurredOn()));
            case PostRestoration r ->
                accept(new RestorationPosted(
                        r.violation(),
                        entry.particulars(),
                        r.kind(),
                        r.fact(),
                        r.asked().occurredOn()));
        };
    }

    private static Decision demolition(PostDemolition c, ViolationState state, Entry entry) {
        if (entry.casework().knowsDemolition(c.demolition())) return accept();
        var area = new Area(c.areaM2());
        var on = c.asked().occurredOn();
        return switch (state) {
            case Open _ -> {
                var fits = !entry.casework().waits() && area.compareTo(entry.remaining()) <= 0;
                yield fits
                        ? Unfolding.of(
                                state,
                                new DemolitionPosted(
                                        c.violation(),
                                        entry.particulars(),
                                        area.m2(),
                                        false,
                                        entry.firstDayWithRoomFor(area, on),
                                        c.demolition(),
                                        entry.remaining().minus(area).m2(),
                                        c.fact()))
                        : accept(notPosted(c, entry, entry.remaining().m2(), NotPosted.MORE_THAN_REMAINING));
            }
            case Closed _ -> accept(notPosted(c, entry, NOTHING, NotPosted.CLOSED));
            case Withdrawn _, Unregistered _ -> accept(notPosted(c, entry, NOTHING, NotPosted.WITHDRAWN));
        };
    }

    /** The names stand in events and facts. */
    private enum NotPosted {
        MORE_THAN_REMAINING,
        CLOSED,
        WITHDRAWN
    }

    private static DemolitionNotPosted notPosted(
            PostDemolition c, Entry entry, BigDecimal remainingM2, NotPosted reason) {
        return new DemolitionNotPosted(
                c.violation(),
                entry.particulars(),
                c.demolition(),
                c.areaM2(),
                remainingM2,
                reason.name(),
                c.fact(),
                c.asked().occurredOn());
    }

    private static Decision acceptance(PostAcceptance c, ViolationState state, Entry entry) {
        var failed = entry.casework().failed();
        var unfolding = new Unfolding(c.violation(), state)
                .and(new AcceptancePosted(
                        c.violation(),
                        entry.particulars(),
                        c.areaM2(),
                        c.sealed(),
                        c.signatures(),
                        c.fact(),
                        c.asked().occurredOn()))
                .withWaitingPosted();
        if (unfolding.state() instanceof Open(var after))
            stillWaiting(failed, after)
                    .forEach(reported -> unfolding.and(new DemolitionNotPosted(
                            c.violation(),
                            after.particulars(),
                            Objects.requireNonNull(reported.demolition()),
                            reported.area().m2(),
                            after.remaining().m2(),
                            NotPosted.MORE_THAN_REMAINING.name(),
                            null,
                            reported.on())));
        return unfolding.settled();
    }

    /** What had been given back passes now, and there is no more room for it. */
    private static List<Reported> stillWaiting(List<Reported> failed, Entry after) {
        return after.casework().demolitions().stream()
                .filter(reported -> reported.standing() == Standing.WAITING)
                .filter(reported ->
                        failed.stream().anyMatch(one -> Objects.equals(one.demolition(), reported.demolition())))
                .toList();
    }

    /** Given back where the entry stands now, and not before the day on which it had been posted. */
    private static AcceptanceFailurePosted failure(PostAcceptanceFailure c, ViolationState state, Entry entry) {
        var givenBack = state instanceof Open ? entry.casework().postedUnaccepted() : List.<Reported>of();
        var area = givenBack.stream().map(Reported::area).reduce(Area.ZERO, Area::plus);
        var on = c.asked().occurredOn();
        for (var reported : givenBack) if (reported.on().isAfter(on)) on = reported.on();
        if (area.m2().signum() != 0 && entry.postedSince().isAfter(on)) on = entry.postedSince();
        return new AcceptanceFailurePosted(
                c.violation(),
                entry.particulars(),
                area.m2(),
                entry.remaining().plus(area).m2(),
                c.sealed(),
                c.cause(),
                c.fact(),
                on);
    }
}
