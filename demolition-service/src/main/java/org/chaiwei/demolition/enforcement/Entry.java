package org.chaiwei.demolition.enforcement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryCorrected;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryTagged;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.enforcement.CaseEvent.RelapseLinked;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's entry as the ledger has told it so far.
 *
 * @param areaM2 the recorded area
 * @param relapseOf the closed entry at whose place it stands
 * @param alley 街巷, by name
 */
record Entry(
        String ledgerNumber,
        String ledgerKind,
        String street,
        String use,
        List<String> tags,
        int households,
        String origin,
        BigDecimal areaM2,
        @Nullable UUID relapseOf,
        LocalDate discoveredOn,
        @Nullable String alley) {

    static Entry of(LeadReceived e) {
        return new Entry(
                e.ledgerNumber(),
                e.ledgerKind(),
                e.street(),
                e.use(),
                e.tags(),
                e.households(),
                e.origin(),
                e.areaM2(),
                e.relapseOf(),
                e.discoveredOn(),
                e.alley());
    }

    Entry after(EntryCorrected e) {
        return new Entry(
                ledgerNumber,
                e.ledgerKind(),
                street,
                e.use(),
                tags,
                e.households(),
                origin,
                e.areaM2(),
                relapseOf,
                discoveredOn,
                e.alley());
    }

    Entry after(EntryReassigned e) {
        return new Entry(
                ledgerNumber,
                ledgerKind,
                e.street(),
                use,
                tags,
                households,
                origin,
                areaM2,
                relapseOf,
                discoveredOn,
                e.alley());
    }

    Entry after(EntryTagged e) {
        return new Entry(
                ledgerNumber,
                ledgerKind,
                street,
                use,
                e.tags(),
                households,
                origin,
                areaM2,
                relapseOf,
                discoveredOn,
                alley);
    }

    Entry after(RelapseLinked e) {
        return new Entry(
                ledgerNumber,
                ledgerKind,
                street,
                use,
                tags,
                households,
                origin,
                areaM2,
                e.closedViolation(),
                discoveredOn,
                alley);
    }
}
