package org.chaiwei.ledger.publishing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerEntry;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.PatrolRecorded;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.RelapseSuspected;
import org.chaiwei.contracts.ledger.ResponsiblePersonAssigned;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationFreeDesignated;
import org.chaiwei.contracts.ledger.ViolationFreeRevoked;
import org.chaiwei.contracts.ledger.ViolationFreeStarted;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.ledger.designation.DesignationEvent;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.platform.fact.Publication;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Says which fact an event is. A fact leaves out what no other service needs and what could lead to a person: address, coordinates,
 * photo, remark. Imports and batches are the ledger's own affair; what they do to entries is published entry by entry.
 */
final class LedgerPublication implements Publication {

    private static final Map<Class<?>, FactType> TYPES =
            all().collect(Collectors.toMap(FactType::fact, Function.identity()));

    /** Taken over from paper, where nothing was left standing. */
    private static final BigDecimal NOTHING_REMAINED = new BigDecimal("0.00");

    @Override
    public String service() {
        return "ledger";
    }

    @Override
    public List<String> types() {
        return all().map(FactType::type).toList();
    }

    private static Stream<FactType> all() {
        return Stream.concat(LedgerFact.TYPES.stream(), DistrictFact.TYPES.stream());
    }

    @Override
    public Optional<Outgoing> factOf(Recorded recorded, String actor) {
        Fact fact = switch (recorded.event()) {
            case ViolationEvent event -> fact(event, actor);
            case DesignationEvent event -> fact(event, actor);
            default -> null;
        };
        return Optional.ofNullable(fact).map(LedgerPublication::outgoing);
    }

    private static Outgoing outgoing(Fact fact) {
        var type = TYPES.get(fact.getClass());
        if (type == null) throw new IllegalStateException("a fact without a type: " + fact.getClass());
        return new Outgoing(type.type(), fact.subject(), fact);
    }

    private static @Nullable LedgerFact fact(ViolationEvent event, String actor) {
        var violation = event.violation();
        var entry = entry(event.entry());
        var on = event.occurredOn();
        return switch (event) {
            // The one-hour clock starts with a confirmed discovery, which the demolition service tells: no instant
            // here.
            case ViolationEvent.ViolationRegistered e ->
                new ViolationRegistered(
                        violation,
                        entry,
                        e.areaM2(),
                        e.discoveredOn(),
                        e.foundBy(),
                        e.partyId(),
                        e.legacy(),
                        on,
                        null,
                        actor);
            case ViolationEvent.ViolationCorrected e ->
                new ViolationCorrected(
                        violation, entry(e.before()), entry, e.areaBeforeM2(), e.areaM2(), e.demolishedM2(), on, actor);
            case ViolationEvent.ViolationWithdrawn e ->
                new ViolationWithdrawn(
                        violation,
                        entry,
                        e.areaM2(),
                        e.registeredOn(),
                        e.demolishedM2(),
                        e.closedOn(),
                        on,
                        actor,
                        e.demolishedOn());
            case ViolationEvent.StreetReassigned e ->
                new StreetReassigned(violation, entry(e.before()), entry, e.areaM2(), e.demolishedM2(), on, actor);
            case ViolationEvent.ResponsiblePersonAssigned e ->
                new ResponsiblePersonAssigned(violation, entry, e.partyId(), on, actor);
            case ViolationEvent.ViolationTagged e ->
                new ViolationTagged(violation, entry(e.before()), entry, on, actor);
            case ViolationEvent.DemolitionPosted e ->
                new DemolitionPosted(
                        violation,
                        entry,
                        e.demolition(),
                        e.areaM2(),
                        e.remainingM2() == null ? NOTHING_REMAINED : e.remainingM2(),
                        e.legacy(),
                        on,
                        actor);
            case ViolationEvent.DemolitionNotPosted e ->
                new DemolitionNotPosted(
                        violation, entry, e.demolition(), e.areaM2(), e.remainingM2(), e.reason(), on, actor);
            case ViolationEvent.AcceptanceFailurePosted e ->
                e.areaM2().signum() == 0
                        ? null // nothing had counted, so nothing is taken back
                        : new DemolitionReversed(violation, entry, e.areaM2(), e.remainingM2(), on, actor);
            case ViolationEvent.LedgerClosed e ->
                new LedgerClosed(violation, entry, e.ground(), e.areaM2(), e.legacy(), on, actor);
            case ViolationEvent.LedgerClosingRevoked e ->
                new LedgerClosingRevoked(
                        violation, entry, e.ground(), e.closedOn(), e.areaM2(), e.approver(), on, e.requestedBy());
            case ViolationEvent.RelapseSuspected e ->
                new RelapseSuspected(
                        violation, entry, e.sighting(), e.distanceM(), e.foundBy(), on, e.occurredAt(), actor);
            case ViolationEvent.RelapseDetected e ->
                new RelapseDetected(violation, entry, e.closedViolation(), e.takenBackM2(), on, e.occurredAt(), actor);
            case ViolationEvent.PatrolRecorded e ->
                new PatrolRecorded(violation, entry, e.round(), e.found(), on, actor);
            // What the demolition service told is its own fact already; the rest is settled within the ledger.
            case ViolationEvent.WallSealingPosted _,
                    ViolationEvent.AcceptancePosted _,
                    ViolationEvent.CaseFilingPosted _,
                    ViolationEvent.RestorationPosted _,
                    ViolationEvent.ClosingRevocationRequested _,
                    ViolationEvent.ClosingRevocationDeclined _,
                    ViolationEvent.RelapseSuspicionDismissed _,
                    ViolationEvent.RelapseConfirmed _ -> null;
        };
    }

    private static @Nullable DistrictFact fact(DesignationEvent event, String actor) {
        return switch (event) {
            case DesignationEvent.ViolationFreeStarted e ->
                new ViolationFreeStarted(
                        e.designation(), e.kind(), e.street(), e.place(), e.run(), e.occurredOn(), actor);
            case DesignationEvent.ViolationFreeDesignated e ->
                new ViolationFreeDesignated(
                        e.designation(), e.kind(), e.street(), e.place(), e.run(), e.occurredOn(), actor);
            case DesignationEvent.ViolationFreeRevoked e ->
                new ViolationFreeRevoked(
                        e.designation(),
                        e.kind(),
                        e.street(),
                        e.place(),
                        e.run(),
                        e.cause(),
                        e.violation(),
                        e.designatedOn(),
                        e.occurredOn(),
                        actor);
            // Steps on the way: the district counts what was started and what was designated.
            case DesignationEvent.ViolationFreeAppliedFor _, DesignationEvent.ViolationFreeInspected _ -> null;
        };
    }

    private static LedgerEntry entry(Particulars entry) {
        return new LedgerEntry(
                entry.ledgerNumber(),
                entry.ledgerKind(),
                entry.street(),
                entry.community(),
                entry.compound(),
                entry.alley(),
                entry.unit(),
                entry.use(),
                entry.tags(),
                entry.households(),
                entry.origin());
    }
}
