package org.chaiwei.eventstore;

import org.axonframework.common.AxonTransientException;

/**
 * The database did not answer for so long that the lane gave up: the events may be recorded, now or in a moment, or never. Whoever
 * repeats the request does so with its {@link AppendKey}, or looks first.
 */
public class AppendOutcomeUnknown extends AxonTransientException {
    AppendOutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same failure, told to another of the appends it befell. */
    AppendOutcomeUnknown(AppendOutcomeUnknown other) {
        super(other.getMessage(), other);
    }
}
