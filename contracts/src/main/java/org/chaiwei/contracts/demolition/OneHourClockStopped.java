package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * 停止计时: how the one-hour clock of a new construction came out.
 *
 * @param outcome KEPT (removed in time), LATE, or VOID (it ended before its time was over, or should never have run)
 * @param ranSeconds how long it had run, pauses left out
 * @param occurredAt when it was removed, or else stopped; to the second, with offset
 */
public record OneHourClockStopped(
        UUID violation,
        String street,
        String outcome,
        int ranSeconds,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements DemolitionFact {}
