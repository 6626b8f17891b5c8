package org.chaiwei.contracts.demolition;

import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;

/** Something that happened in an enforcement case. Published once it is in the demolition service's event store. */
public sealed interface DemolitionFact extends Fact
        permits CaseFiled,
                DiscoveryConfirmed,
                Demolished,
                WallSealed,
                AcceptancePassed,
                AcceptanceFailed,
                RestorationCompleted,
                CaseDismissed,
                DemolitionOrdered,
                OrderRevoked,
                ForcedDemolitionDecided,
                RemedyFiled,
                RemedyDecided,
                TrackSwitched,
                RestrictionRequested,
                RestrictionAcknowledged,
                RestrictionRefused,
                RestrictionLifted,
                OneHourClockMissed,
                OneHourClockStopped {

    /** Every type that the service has ever published. */
    List<FactType> TYPES = List.of(
            new FactType("demolition", CaseFiled.class, 1),
            new FactType("demolition", DiscoveryConfirmed.class, 1),
            new FactType("demolition", Demolished.class, 1),
            new FactType("demolition", WallSealed.class, 1),
            new FactType("demolition", AcceptancePassed.class, 1),
            new FactType("demolition", AcceptanceFailed.class, 1),
            new FactType("demolition", RestorationCompleted.class, 1),
            new FactType("demolition", CaseDismissed.class, 1),
            new FactType("demolition", DemolitionOrdered.class, 1),
            new FactType("demolition", OrderRevoked.class, 1),
            new FactType("demolition", ForcedDemolitionDecided.class, 1),
            new FactType("demolition", RemedyFiled.class, 1),
            new FactType("demolition", RemedyDecided.class, 1),
            new FactType("demolition", TrackSwitched.class, 1),
            new FactType("demolition", RestrictionRequested.class, 1),
            new FactType("demolition", RestrictionAcknowledged.class, 1),
            new FactType("demolition", RestrictionRefused.class, 1),
            new FactType("demolition", RestrictionLifted.class, 1),
            new FactType("demolition", OneHourClockMissed.class, 1),
            new FactType("demolition", OneHourClockStopped.class, 1));

    /** The ledger entry it is about. */
    UUID violation();

    @Override
    default UUID subject() {
        return violation();
    }

    /** Code of the sub-district (街道) that answers for the entry, nine digits. */
    String street();
}
