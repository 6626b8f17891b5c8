package org.chaiwei.ledger.figures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point of the record: what was in the log up to and including a position.
 *
 * @param recordedAt when that position was recorded; null for position 0, before anything was
 */
record KnownAt(long position, @Nullable Instant recordedAt) {

    static final KnownAt NOTHING = new KnownAt(0, null);
}
