package org.chaiwei.accountability.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of the record an answer knows. Facts of the ledger are bounded by their position in its log; what has no such position
 * (another service's facts, this service's own targets) by the instants between which that position was the ledger's last.
 *
 * @param position of the last fact of the ledger that counts; 0 before there is one
 * @param recordedAt when that fact was recorded; null for position 0
 * @param before what was recorded at this instant or later is not known yet; null if everything is
 */
public record PointOfRecord(
        long position,
        @Nullable Instant recordedAt,
        @Nullable Instant before) {

    /** Whether something recorded at this instant is known. */
    public boolean knows(Instant instant) {
        return before == null || instant.isBefore(before);
    }
}
