package org.chaiwei.eventstore;

import org.axonframework.common.AxonTransientException;

/**
 * The lane had no room, or the append waited too long in its queue, or the store is closing. The append was never sent, so nothing
 * of it is or will be recorded: it may be tried again a moment later (HTTP 503 with Retry-After).
 */
public class AppendRefused extends AxonTransientException {
    AppendRefused(String reason) {
        super(reason);
    }
}
