package org.chaiwei.accountability.feed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the page shows it.
 *
 * @param service whose fact, such as {@code ledger}
 * @param epoch of that service's log
 * @param position in that service's log
 * @param fact its id there
 * @param type its short name, such as {@code LedgerClosed}
 * @param ledgerNumber null where the entry's registration has not been heard of yet
 * @param areaM2 null for a fact that is about no area
 */
public record ShownFact(
        String service,
        UUID epoch,
        long position,
        UUID fact,
        String type,
        UUID violation,
        String street,
        @Nullable String ledgerNumber,
        @Nullable BigDecimal areaM2,
        LocalDate occurredOn,
        Instant recordedAt) {}
