package org.chaiwei.contracts.ledger;

import java.util.List;
import java.util.UUID;
import org.chaiwei.contracts.Fact;
import org.chaiwei.contracts.FactType;

/** Something that happened in the ledger and that other services act on. Published once it is in the ledger's event store. */
public sealed interface LedgerFact extends Fact
        permits ViolationRegistered,
                ViolationCorrected,
                ViolationWithdrawn,
                StreetReassigned,
                ResponsiblePersonAssigned,
                ViolationTagged,
                DemolitionPosted,
                DemolitionNotPosted,
                DemolitionReversed,
                LedgerClosed,
                LedgerClosingRevoked,
                RelapseSuspected,
                RelapseDetected,
                PatrolRecorded {

    /** Every type that the ledger has ever published. */
    List<FactType> TYPES = List.of(
            new FactType("ledger", ViolationRegistered.class, 1),
            new FactType("ledger", ViolationCorrected.class, 1),
            new FactType("ledger", ViolationWithdrawn.class, 1),
            new FactType("ledger", StreetReassigned.class, 1),
            new FactType("ledger", ResponsiblePersonAssigned.class, 1),
            new FactType("ledger", ViolationTagged.class, 1),
            new FactType("ledger", DemolitionPosted.class, 1),
            new FactType("ledger", DemolitionNotPosted.class, 1),
            new FactType("ledger", DemolitionReversed.class, 1),
            new FactType("ledger", LedgerClosed.class, 1),
            new FactType("ledger", LedgerClosingRevoked.class, 1),
            new FactType("ledger", RelapseSuspected.class, 1),
            new FactType("ledger", RelapseDetected.class, 1),
            new FactType("ledger", PatrolRecorded.class, 1));

    /** The ledger entry it is about. */
    UUID violation();

    @Override
    default UUID subject() {
        return violation();
    }

    /** The entry as it is since this fact. */
    LedgerEntry entry();
}
