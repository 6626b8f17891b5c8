package org.chaiwei.accountability.progress;

import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/**
 * The one place in which a question to this service waits for what its caller has just done in another, such as a demolition that the ledger
 * has posted: until the view "progress" has taken that service's facts in so far.
 */
@FunctionalInterface
public interface ForeignWrites {

    /**
     * @param token from the request; null if the caller has none. One of this service's own log is not waited for here
     * @throws org.chaiwei.platform.problem.RefusedException if it takes too long
     */
    void await(@Nullable ConsistencyToken token);
}
