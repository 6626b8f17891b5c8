package org.chaiwei.contracts.demolition;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 超时: the one-hour clock of a new construction had run past a milestone's time, and nothing on record had reached it. Told once for each
 * milestone and never taken back: that it was in time all the same, {@link OneHourClockStopped} says.
 *
 * @param milestone DISPATCHED (派单), ON_SITE (到场) or REMOVED (拆除)
 * @param limitMinutes the time, of the clock's running time
 * @param overSeconds by how much it was missed when it was told
 * @param stoodAt the last milestone that had been reached, STOPPED (停工) among them; null for none
 * @param toRole whom it was told, as tokens write it
 * @param occurredAt when the time was over, to the second, with offset
 */
public record OneHourClockMissed(
        UUID violation,
        String street,
        String milestone,
        int limitMinutes,
        int overSeconds,
        @Nullable String stoodAt,
        String toRole,
        LocalDate occurredOn,
        OffsetDateTime occurredAt,
        String actor)
        implements DemolitionFact {}
