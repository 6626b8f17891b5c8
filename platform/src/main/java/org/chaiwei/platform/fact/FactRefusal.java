package org.chaiwei.platform.fact;

import java.util.UUID;
import org.chaiwei.platform.problem.Refusal;

/** Why an operator's act upon facts is not done. */
public sealed interface FactRefusal extends Refusal {

    /** Somebody has released it or left it out meanwhile. */
    record FactNoLongerParked(long id) implements FactRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** No reader stands before this life of the service's log. */
    record EpochNotWaiting(String reader, String service, UUID epoch) implements FactRefusal {
        @Override
        public int status() {
            return 409;
        }
    }
}
