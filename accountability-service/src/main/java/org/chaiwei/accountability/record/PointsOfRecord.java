package org.chaiwei.accountability.record;

import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** Reads what callers write as {@code knownAt}. */
public interface PointsOfRecord {

    /**
     * The point that a text means, as far as the ledger's facts have been taken in here.
     *
     * @param given a position of the ledger's log, or an instant with its offset; null or empty for all that is known. A position that has
     *     not been reached gives the last that has, and the answer says so
     * @throws RefusedException if the text is neither, or an instant in the future
     */
    PointOfRecord knownAt(@Nullable String given);
}
