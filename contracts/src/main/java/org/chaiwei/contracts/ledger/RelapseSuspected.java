package org.chaiwei.contracts.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * 疑似反弹: something was seen near a closed entry's place. A person has to confirm it before it counts.
 *
 * @param violation the closed entry
 * @param sighting the id of what was seen; one sighting may raise a suspicion at several entries
 * @param distanceM metres between the sighting and the entry, one decimal
 * @param foundBy PATROL, REPORT or IMAGERY
 */
public record RelapseSuspected(
        UUID violation,
        LedgerEntry entry,
        UUID sighting,
        BigDecimal distanceM,
        String foundBy,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements LedgerFact {}
