package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 明确当事人: someone is known to answer for the construction.
 *
 * @param partyId their pseudonym in the ledger's party registry
 */
public record ResponsiblePersonAssigned(
        UUID violation, LedgerEntry entry, UUID partyId, LocalDate occurredOn, String actor) implements LedgerFact {}
