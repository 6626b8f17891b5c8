package org.chaiwei.eventstore;

import org.axonframework.common.AxonNonTransientException;

/** The append's {@link AppendKey} stands for events that are in the log already. Nothing of this append was recorded. */
public class KeyAlreadyUsed extends AxonNonTransientException {

    private final boolean sameBody;
    private final long firstPosition;
    private final long lastPosition;

    KeyAlreadyUsed(boolean sameBody, long firstPosition, long lastPosition) {
        super("the key already stands for the events " + firstPosition + " to " + lastPosition
                + (sameBody ? ", made by the same request" : ", made by another request"));
        this.sameBody = sameBody;
        this.firstPosition = firstPosition;
        this.lastPosition = lastPosition;
    }

    /** Whether the earlier request asked for the same: then its events hold the answer. */
    public boolean sameBody() {
        return sameBody;
    }

    /** Position of the earlier request's first event. */
    public long firstPosition() {
        return firstPosition;
    }

    /** Position of the earlier request's last event. */
    public long lastPosition() {
        return lastPosition;
    }
}
