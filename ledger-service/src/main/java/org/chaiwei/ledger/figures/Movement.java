package org.chaiwei.ledger.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.ledger.violation.Particulars;

/**
 * One effect of one event on what remains on the ledger. Never changed once written; what was wrong is moved back.
 *
 * @param businessDate the day it counts from
 * @param count entries put on (positive) or taken off (negative)
 * @param areaM2 square metres put on or taken off, two decimals
 */
record Movement(
        UUID violation, LocalDate businessDate, Account account, Kind kind, Line line, int count, BigDecimal areaM2) {

    /** Where an entry is counted. An entry that changes one of these is taken off here and put on there. */
    record Account(String street, String use, String ledgerKind, String origin) {
        static Account of(Particulars entry) {
            return new Account(entry.street(), entry.use(), entry.ledgerKind(), entry.origin());
        }
    }

    /** What happened. The names stand in rows. */
    enum Kind {
        REGISTERED,
        DEMOLISHED,
        /** A failed acceptance gave demolished area back. */
        REVERSED,
        CLOSED,
        REVOKED,
        CORRECTED,
        REASSIGNED,
        WITHDRAWN,
        RELAPSED
    }
}
