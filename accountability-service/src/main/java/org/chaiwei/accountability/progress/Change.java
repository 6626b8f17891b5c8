package org.chaiwei.accountability.progress;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.chaiwei.contracts.ledger.DemolitionPosted;
import org.chaiwei.contracts.ledger.DemolitionReversed;
import org.chaiwei.contracts.ledger.LedgerClosed;
import org.chaiwei.contracts.ledger.LedgerClosingRevoked;
import org.chaiwei.contracts.ledger.LedgerFact;
import org.chaiwei.contracts.ledger.RelapseDetected;
import org.chaiwei.contracts.ledger.StreetReassigned;
import org.chaiwei.contracts.ledger.ViolationCorrected;
import org.chaiwei.contracts.ledger.ViolationRegistered;
import org.chaiwei.contracts.ledger.ViolationTagged;
import org.chaiwei.contracts.ledger.ViolationWithdrawn;
import org.jspecify.annotations.Nullable;

/**
 * What a fact says of an entry, as far as the account needs to remember it. Stored with the entry.
 *
 * @param on the business date
 * @param position of the fact in the ledger's log: of two on one day the later recorded holds
 * @param traits the entry's since this fact
 * @param areaM2 of what the kind says: recorded, demolished, taken back; null where it is about no area
 * @param legacy taken over from before the plan
 */
record Change(
        Kind kind,
        LocalDate on,
        long position,
        Traits traits,
        @Nullable BigDecimal areaM2,
        boolean legacy) {

    /** The names stand in rows. */
    enum Kind {
        REGISTERED,
        CORRECTED,
        REASSIGNED,
        TAGGED,
        DEMOLISHED,
        REVERSED,
        CLOSED,
        REVOKED,
        RELAPSED,
        WITHDRAWN
    }

    /** The change of a fact; null for a fact that changes nothing a target looks at. */
    static @Nullable Change of(LedgerFact fact, long position) {
        return switch (fact) {
            case ViolationRegistered e -> change(Kind.REGISTERED, e, position, e.areaM2(), e.legacy());
            case ViolationCorrected e -> change(Kind.CORRECTED, e, position, e.areaM2(), false);
            case StreetReassigned e -> change(Kind.REASSIGNED, e, position, null, false);
            case ViolationTagged e -> change(Kind.TAGGED, e, position, null, false);
            case DemolitionPosted e -> change(Kind.DEMOLISHED, e, position, e.areaM2(), e.legacy());
            case DemolitionReversed e -> change(Kind.REVERSED, e, position, e.areaM2(), false);
            case LedgerClosed e -> change(Kind.CLOSED, e, position, null, e.legacy());
            case LedgerClosingRevoked e -> change(Kind.REVOKED, e, position, null, false);
            case RelapseDetected e -> change(Kind.RELAPSED, e, position, e.areaM2(), false);
            case ViolationWithdrawn e -> change(Kind.WITHDRAWN, e, position, null, false);
            default -> null;
        };
    }

    private static Change change(
            Kind kind, LedgerFact fact, long position, @Nullable BigDecimal areaM2, boolean legacy) {
        return new Change(kind, fact.occurredOn(), position, Traits.of(fact.entry()), areaM2, legacy);
    }

    BigDecimal area() {
        if (areaM2 == null) throw new IllegalStateException(kind + " is about no area");
        return areaM2;
    }
}
