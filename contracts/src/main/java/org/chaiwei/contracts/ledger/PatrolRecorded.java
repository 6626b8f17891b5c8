package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 巡查: someone looked at a closed entry's place, whether or not they found anything.
 *
 * @param round which of the rounds after the closing it was: 30, 90 or 365 days; 0 for one out of turn
 * @param found whether something stands there again
 */
public record PatrolRecorded(
        UUID violation, LedgerEntry entry, int round, boolean found, LocalDate occurredOn, String actor)
        implements LedgerFact {}
