package org.chaiwei.platform.fact;

import java.time.Instant;
import java.util.UUID;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A fact of another service as a reader gets it.
 *
 * @param service whose fact, such as {@code ledger}
 * @param epoch of that service's log
 * @param position of the event in that log; with the epoch it names the fact
 * @param id the event's own id there: the same however often the fact is delivered, so what a command remembers
 * @param key the fact's subject
 * @param type the CloudEvents type
 * @param data the record that the reader named for the type
 * @param recordedAt when that service recorded it
 * @param correlationId common to all that the first request set off
 * @param traceparent of the trace that caused it (W3C), where one was under way
 */
public record ReceivedFact(
        String service,
        UUID epoch,
        long position,
        UUID id,
        UUID key,
        String type,
        Object data,
        Instant recordedAt,
        UUID correlationId,
        @Nullable String traceparent) {

    /**
     * With what a reaction sends its commands: nobody's request but this service's own, and part of what set the fact off.
     *
     * @param reaction the reaction's name, which becomes the actor {@code system:<reaction>}
     */
    public RequestContext context(String reaction) {
        return new RequestContext(Actor.system(reaction), null, null, correlationId);
    }
}
