package org.chaiwei.platform.command;

import org.chaiwei.platform.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What a command may meet before or after the rules of its aggregate. */
public sealed interface CommandRefusal extends Refusal {

    /**
     * The aggregate is not as the caller last saw it.
     *
     * @param sequence the aggregate's now; null where it does not exist
     */
    record Stale(long expected, @Nullable Long sequence) implements CommandRefusal {
        @Override
        public int status() {
            return 412;
        }
    }

    /** Others changed the aggregate at the same time, again and again. */
    record Conflict() implements CommandRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** The same key came with another body. */
    record IdempotencyKeyReused() implements CommandRefusal {
        @Override
        public int status() {
            return 422;
        }
    }

    /** The first request with this key is still under way. */
    record IdempotencyKeyInFlight(long retryAfterSeconds) implements CommandRefusal {
        @Override
        public int status() {
            return 409;
        }
    }

    /** More commands wait to be recorded than the service takes. Nothing of this one was recorded. */
    record Overloaded(long retryAfterSeconds) implements CommandRefusal {
        @Override
        public int status() {
            return 503;
        }
    }

    /** The database was lost while it recorded the command: it may be recorded or not. */
    record OutcomeUnknown(long retryAfterSeconds) implements CommandRefusal {
        @Override
        public int status() {
            return 503;
        }
    }
}
