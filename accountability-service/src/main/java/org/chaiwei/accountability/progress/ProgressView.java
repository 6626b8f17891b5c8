package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.accountability.feed.FeedRows;
import org.chaiwei.accountability.feed.ShownFact;
import org.chaiwei.accountability.progress.ProgressRows.Placed;
import org.chaiwei.accountability.progress.ProgressRows.Procedure;
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
import org.chaiwei.contracts.demolition.TrackSwitched;
import org.chaiwei.contracts.demolition.WallSealed;
import org.chaiwei.contracts.ledger.DemolitionNotPosted;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.DistrictFact;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.chaiwei.platform.fact.FactTypes;
import org.chaiwei.platform.fact.FactView;
import org.chaiwei.platform.fact.ReceivedFact;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries the facts of the ledger and of the demolition service into the account, a batch at a time: some statements however many facts
 * there are. A fact that comes again moves nothing.
 */
final class ProgressView implements FactView {

    static final String NAME = "progress";

    private final ProgressRows rows;
    private final FeedRows feed;
    private final Runnable advanced;

    /** @param advanced called after each batch, once its rows can be seen; cheap */
    ProgressView(ProgressRows rows, FeedRows feed, Runnable advanced) {
        this.rows = rows;
        this.feed = feed;
        this.advanced = advanced;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FactTypes> reads() {
        return List.of(
                all(
                        "ledger",
                        Stream.concat(LedgerFact.TYPES.stream(), DistrictFact.TYPES.stream())
                                .toList()),
                all("demolition", DemolitionFact.TYPES));
    }

    @Override
    public List<String> tables() {
        return Stream.concat(ProgressRows.TABLES.stream(), Stream.of(FeedRows.table()))
                .toList();
    }

    @Override
    public void apply(List<ReceivedFact> batch) {
        feed.add(carried(batch));
        if (TransactionSynchronizationManager.isSynchronizationActive())
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    advanced.run();
                }
            });
    }

    /** In the feed a fact keeps the place at which it came: readers go on from there. */
    @Override
    public void rebuild(List<ReceivedFact> batch) {
        feed.addAgain(carried(batch));
    }

    /** Carries the facts into the account, and says how the feed shows them. */
    private List<ShownFact> carried(List<ReceivedFact> batch) {
        var violations = new HashSet<UUID>();
        for (var received : batch)
            switch (received.data()) {
                case LedgerFact fact -> violations.add(fact.violation());
                case DemolitionFact fact -> violations.add(fact.violation());
                default -> {}
            }
        var known = rows.find(violations);
        var changed = new LinkedHashMap<UUID, StoredEntry>();
        var movements = new ArrayList<Placed>();
        var procedures = new ArrayList<Procedure>();
        var designations = new ArrayList<Designations.Row>();
        var shown = new ArrayList<ShownFact>();
        for (var received : batch) {
            switch (received.data()) {
                case LedgerFact fact -> {
                    take(received, fact, known, changed, movements);
                    if (fact instanceof ViolationRegistered registered && registered.occurredAt() != null)
                        procedures.add(
                                procedure(received, Procedure.Kind.CONFIRMED, registered, registered.occurredAt()));
                }
                case DemolitionFact fact -> {
                    var procedure = procedure(received, fact);
                    if (procedure != null) procedures.add(procedure);
                }
                case DistrictFact fact -> designations.add(Designations.Row.of(received, fact));
                default -> throw new IllegalStateException("a fact that was not asked for: " + received.type());
            }
            // The feed shows what happens to entries.
            if (!(received.data() instanceof DistrictFact)) shown.add(shown(received, (Fact) received.data(), known));
        }
        rows.add(movements);
        rows.save(changed.values());
        rows.addProcedures(procedures);
        rows.addDesignations(designations);
        return shown;
    }

    private static FactTypes all(String service, List<FactType> types) {
        var reading = FactTypes.from(service);
        for (var type : types) reading = reading.reading(type.type(), type.fact());
        return reading;
    }

    private static void take(
            ReceivedFact received,
            LedgerFact fact,
            Map<UUID, StoredEntry> known,
            Map<UUID, StoredEntry> changed,
            List<Placed> movements) {
        var id = fact.violation();
        var before = known.get(id);
        if (before != null && before.knows(received.epoch(), received.position())) return;
        var changes = before == null ? List.<Change>of() : before.changes();
        var change = Change.of(fact, received.position());
        if (change != null) {
            if (changes.isEmpty() && !startsAnEntry(change))
                throw new IllegalStateException(
                        "%s of an entry that is not on the ledger: %s".formatted(change.kind(), id));
            var ordinal = 0;
            for (var moved : Account.movements(changes, change).entrySet())
                movements.add(new Placed(
                        received.position(),
                        ordinal++,
                        received.epoch(),
                        received.id(),
                        received.recordedAt(),
                        id,
                        change.kind(),
                        moved.getKey(),
                        moved.getValue()));
            changes = Account.after(changes, change);
        }
        var after = new StoredEntry(
                id, fact.entry().ledgerNumber(), fact.entry().street(), received.epoch(), received.position(), changes);
        known.put(id, after);
        changed.put(id, after);
    }

    /** A relapse may be told before the registration of the entry that it makes. */
    private static boolean startsAnEntry(Change change) {
        return change.kind() == Change.Kind.REGISTERED || change.kind() == Change.Kind.RELAPSED;
    }

    private static @Nullable Procedure procedure(ReceivedFact received, DemolitionFact fact) {
        return switch (fact) {
            case DiscoveryConfirmed e -> procedure(received, Procedure.Kind.CONFIRMED, e, e.occurredAt());
            case Demolished e -> e.whole() ? procedure(received, Procedure.Kind.REMOVED, e, e.occurredAt()) : null;
            case AcceptanceFailed e ->
                e.areaM2().signum() > 0 ? procedure(received, Procedure.Kind.STANDING_AGAIN, e, null) : null;
            case RestorationCompleted e -> procedure(received, Procedure.Kind.RESTORED, e, null);
            case CaseFiled _, WallSealed _, AcceptancePassed _ -> null;
            // The clocks have a view of their own; here they are shown in the feed.
            case OneHourClockMissed _, OneHourClockStopped _ -> null;
            // Shown in the feed and counted nowhere: what the plan counts is what was done, not what was decided.
            case CaseDismissed _,
                    DemolitionOrdered _,
                    OrderRevoked _,
                    ForcedDemolitionDecided _,
                    RemedyFiled _,
                    RemedyDecided _,
                    TrackSwitched _,
                    RestrictionRequested _,
                    RestrictionAcknowledged _,
                    RestrictionRefused _,
                    RestrictionLifted _ -> null;
        };
    }

    private static Procedure procedure(
            ReceivedFact received, Procedure.Kind kind, Fact fact, @Nullable OffsetDateTime occurredAt) {
        return new Procedure(
                received.service(),
                received.epoch(),
                received.position(),
                fact.subject(),
                kind,
                fact.occurredOn(),
                occurredAt,
                received.recordedAt());
    }

    private static ShownFact shown(ReceivedFact received, Fact fact, Map<UUID, StoredEntry> known) {
        var entry = known.get(fact.subject());
        return new ShownFact(
                received.service(),
                received.epoch(),
                received.position(),
                received.id(),
                fact.getClass().getSimpleName(),
                fact.subject(),
                switch (fact) {
                    case LedgerFact ofLedger -> ofLedger.entry().street();
                    case DemolitionFact ofDemolition -> ofDemolition.street();
                    default -> throw new IllegalStateException("a fact of neither service: " + received.type());
                },
                fact instanceof LedgerFact ofLedger
                        ? ofLedger.entry().ledgerNumber()
                        : entry == null ? null : entry.ledgerNumber(),
                areaOf(fact),
                fact.occurredOn(),
                received.recordedAt());
    }

    private static @Nullable BigDecimal areaOf(Fact fact) {
        return switch (fact) {
            case ViolationRegistered e -> e.areaM2();
            case ViolationCorrected e -> e.areaM2();
            case ViolationWithdrawn e -> e.areaM2();
            case StreetReassigned e -> e.areaM2();
            case DemolitionPosted e -> e.areaM2();
            case DemolitionNotPosted e -> e.areaM2();
            case DemolitionReversed e -> e.areaM2();
            case LedgerClosed e -> e.areaM2();
            case LedgerClosingRevoked e -> e.areaM2();
            case RelapseDetected e -> e.areaM2();
            case Demolished e -> e.areaM2();
            case AcceptancePassed e -> e.areaM2();
            case AcceptanceFailed e -> e.areaM2();
            default -> null;
        };
    }
}
