package org.chaiwei.demolition.publishing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.demolition.AcceptanceFailed;
import org.chaiwei.contracts.demolition.AcceptancePassed;
import org.chaiwei.contracts.demolition.CaseFiled;
import org.chaiwei.contracts.demolition.Demolished;
import org.chaiwei.contracts.demolition.DemolitionFact;
import org.chaiwei.contracts.demolition.DiscoveryConfirmed;
import org.chaiwei.contracts.demolition.RestorationCompleted;
import org.chaiwei.contracts.demolition.Signature;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.HandlingEvent;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what happened in a case. What the ledger told is not told on: others hear it from the ledger itself. Nor is the first of two
 * signatures, which settles nothing, nor are the steps of the procedure and what its deadlines make known, which so
 * far nobody else asks for.
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
            case CaseEvent.FromLedger _, CaseEvent.AcceptanceSigned _, ProcedureEvent _, HandlingEvent _ -> null;
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
}
