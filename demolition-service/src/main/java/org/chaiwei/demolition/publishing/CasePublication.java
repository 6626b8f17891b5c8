package org.chaiwei.demolition.publishing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseDismissed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DemolitionOrdered;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.ForcedDemolitionDecided;
import org.chaiwei.contracts.demolition.OneHourClockMissed;
import org.chaiwei.contracts.demolition.OneHourClockStopped;
import org.chaiwei.contracts.demolition.OrderRevoked;
import org.chaiwei.contracts.demolition.RemedyDecided;
import org.chaiwei.contracts.demolition.RemedyFiled;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.demolition.RestrictionAcknowledged;
import org.chaiwei.contracts.demolition.RestrictionLifted;
import org.chaiwei.contracts.demolition.RestrictionRefused;
import org.chaiwei.contracts.demolition.RestrictionRequested;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.contracts.demolition.TrackSwitched;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.ClockEvent;
import org.chaiwei.demolition.enforcement.CooperationEvent;
import org.chaiwei.demolition.enforcement.HandlingEvent;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what happened in a case. What the ledger told is not told on: others hear it from the ledger itself. Nor is the first of two
 * signatures, which settles nothing, nor are the steps of the procedure that nobody else acts on, nor who is consulted, nor what
 * deadlines make known, nor how the one-hour clock goes: of the clock, that it was missed and how it came out. A step from before others were told of it does not say its street, and is
 * told to nobody.
 */
@Component
class CasePublication implements Publication {

    private static final Map<Class<? extends Fact>, String> TYPES =
            DemolitionFact.TYPES.stream().collect(Collectors.toUnmodifiableMap(FactType::fact, FactType::type));

    @Override
    public String service() {
        return "demolition";
    }

    @Override
    public List<String> types() {
        return DemolitionFact.TYPES.stream().map(FactType::type).toList();
    }

    @Override
    public Optional<Outgoing> factOf(Recorded recorded, String actor) {
        return recorded.event() instanceof CaseEvent event
                ? Optional.ofNullable(fact(event, actor)).map(CasePublication::outgoing)
                : Optional.empty();
    }

    private static Outgoing outgoing(DemolitionFact fact) {
        var type = TYPES.get(fact.getClass());
        if (type == null) throw new IllegalStateException("a fact without a type: " + fact.getClass());
        return new Outgoing(type, fact.violation(), fact);
    }

    private static @Nullable DemolitionFact fact(CaseEvent event, String actor) {
        return switch (event) {
            case CaseEvent.FromLedger _,
                    CaseEvent.AcceptanceSigned _,
                    ClockEvent.Entered _,
                    ClockEvent.ClockPauseEscalated _,
                    HandlingEvent _ -> null;
            case ProcedureEvent.Told e -> e.street() == null ? null : told(e, e.street(), actor);
            case ProcedureEvent _ -> null;
            case CooperationEvent.OfRestriction e -> told(e, actor);
            case CooperationEvent _ -> null;
            case ClockEvent.OneHourClockMissed e ->
                new OneHourClockMissed(
                        e.violation(),
                        e.street(),
                        e.milestone(),
                        e.limitMinutes(),
                        e.overSeconds(),
                        e.stoodAt(),
                        e.toRole(),
                        e.occurredOn(),
                        e.occurredAt(),
                        actor);
            case ClockEvent.OneHourClockStopped e ->
                new OneHourClockStopped(
                        e.violation(), e.street(), e.outcome(), e.ranSeconds(), e.occurredOn(), e.occurredAt(), actor);
            case CaseEvent.CaseFiled e ->
                new CaseFiled(e.violation(), e.street(), e.caseNumber(), e.track(), e.occurredOn(), actor);
            case CaseEvent.DiscoveryConfirmed e ->
                new DiscoveryConfirmed(e.violation(), e.street(), e.occurredOn(), e.occurredAt(), actor);
            case CaseEvent.Demolished e ->
                new Demolished(
                        e.violation(),
                        e.street(),
                        e.demolition(),
                        e.areaM2(),
                        e.whole(),
                        e.by(),
                        e.occurredOn(),
                        e.occurredAt(),
                        actor);
            case CaseEvent.WallSealed e ->
                new WallSealed(
                        e.violation(), e.street(), e.sealing(), e.households(), e.occurredOn(), e.occurredAt(), actor);
            case CaseEvent.AcceptancePassed e ->
                new AcceptancePassed(
                        e.violation(),
                        e.street(),
                        e.areaM2(),
                        e.sealed(),
                        List.of(
                                new Signature(e.firstSigner(), e.firstRole()),
                                new Signature(e.secondSigner(), e.secondRole())),
                        e.occurredOn(),
                        actor);
            case CaseEvent.AcceptanceFailed e ->
                new AcceptanceFailed(
                        e.violation(), e.street(), e.areaM2(), e.sealed(), e.cause(), e.occurredOn(), actor);
            case CaseEvent.RestorationCompleted e ->
                new RestorationCompleted(e.violation(), e.street(), e.kind(), e.occurredOn(), actor);
        };
    }

    private static DemolitionFact told(ProcedureEvent.Told event, String street, String actor) {
        return switch (event) {
            case ProcedureEvent.CaseDismissed e -> new CaseDismissed(e.violation(), street, e.occurredOn(), actor);
            case ProcedureEvent.DemolitionOrdered e ->
                new DemolitionOrdered(e.violation(), street, e.days(), e.occurredOn(), actor);
            case ProcedureEvent.OrderRevoked e -> new OrderRevoked(e.violation(), street, e.occurredOn(), actor);
            case ProcedureEvent.ForcedDemolitionDecided e ->
                new ForcedDemolitionDecided(e.violation(), street, e.occurredOn(), actor);
            case ProcedureEvent.RemedyFiled e ->
                new RemedyFiled(e.violation(), street, e.remedy(), e.kind(), e.against(), e.occurredOn(), actor);
            case ProcedureEvent.RemedyEnded e ->
                new RemedyDecided(
                        e.violation(), street, e.remedy(), e.kind(), e.outcome(), e.revokes(), e.occurredOn(), actor);
            case ProcedureEvent.BuildingFoundFinished e ->
                new TrackSwitched(e.violation(), street, Track.EXISTING.name(), e.occurredOn(), actor);
        };
    }

    private static DemolitionFact told(CooperationEvent.OfRestriction event, String actor) {
        return switch (event) {
            case CooperationEvent.RestrictionRequested e ->
                new RestrictionRequested(
                        e.violation(), e.street(), e.restriction(), e.kind(), e.ledgerNumber(), e.occurredOn(), actor);
            case CooperationEvent.RestrictionAcknowledged e ->
                new RestrictionAcknowledged(
                        e.violation(), e.street(), e.restriction(), e.kind(), e.occurredOn(), actor);
            case CooperationEvent.RestrictionRefused e ->
                new RestrictionRefused(e.violation(), e.street(), e.restriction(), e.kind(), e.occurredOn(), actor);
            case CooperationEvent.RestrictionLifted e ->
                new RestrictionLifted(
                        e.violation(), e.street(), e.restriction(), e.kind(), e.cause(), e.occurredOn(), actor);
        };
    }
}
