package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/** Something that happened in the ledger and that other services act on. Published once it is in the ledger's event store. */
public sealed interface LedgerFact
        permits ViolationRegistered,
                ViolationCorrected,
                ViolationWithdrawn,
                StreetReassigned,
                ResponsiblePersonAssigned,
                LedgerClosed,
                RelapseDetected {

    /** The entry's id: the fact's subject and the key by which facts keep their order. */
    UUID violation();

    /** The entry as it is since this fact. */
    LedgerEntry entry();

    /** The business date in Asia/Shanghai. */
    LocalDate occurredOn();

    /** The pseudonymous id of whoever did it. */
    String actor();
}
