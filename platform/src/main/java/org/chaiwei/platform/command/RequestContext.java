package org.chaiwei.platform.command;

import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.chaiwei.platform.security.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What a command needs to know of the request that brought it. A parameter of this type in a controller is resolved from the request;
 * what comes from elsewhere is {@link #of(Actor)}.
 *
 * @param expectedSequence from {@code If-Match}: the sequence that the aggregate must have; null if any will do
 * @param key from {@code Idempotency-Key}; null if the request may be repeated freely
 * @param correlationId common to all that this request sets off
 */
public record RequestContext(
        Actor actor,
        @Nullable Long expectedSequence,
        @Nullable IdempotencyKey key,
        UUID correlationId) {

    /** Whoever is meant, in whatever state the aggregate is, as often as it is sent. */
    public static RequestContext of(Actor actor) {
        return new RequestContext(
                actor,
                null,
                null,
                UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()));
    }
}
