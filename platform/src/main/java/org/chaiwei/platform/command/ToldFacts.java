package org.chaiwei.platform.command;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/** Knows what the other services will hear of a command. Asked after the command's events are recorded, for the answer's token. */
public interface ToldFacts {

    /** Nobody hears of anything. */
    ToldFacts NONE = (_, _) -> null;

    /**
     * Where the last fact of these events will be; null if none of them makes one.
     *
     * @param events of one command, in their order
     * @param lastPosition of the last of them; the others are just before it
     */
    ConsistencyToken.@Nullable Fact lastOf(List<EventMessage<?>> events, long lastPosition);
}
