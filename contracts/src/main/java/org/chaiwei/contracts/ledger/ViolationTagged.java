package org.chaiwei.contracts.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * 标签变更: the entry's tags are from now on those of {@code entry}.
 *
 * @param before the entry with the old tags
 */
public record ViolationTagged(UUID violation, LedgerEntry before, LedgerEntry entry, LocalDate occurredOn, String actor)
        implements LedgerFact {}
