package org.chaiwei.platform.command;

import io.micrometer.tracing.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.chaiwei.platform.trace.Traceparent;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded beside every event: who asked, for what, and as part of what.
 *
 * <p>Keys: {@code actor} (pseudonymous id), {@code role}, {@code commandType}, {@code causationId} (the command's id), {@code correlationId}
 * (common to all that one request sets off), {@code traceparent} (W3C, where a trace is under way).
 */
final class EventMetadata implements CorrelationDataProvider {

    static final String ACTOR = "actor";
    static final String ROLE = "role";
    static final String COMMAND_TYPE = "commandType";
    static final String CAUSATION_ID = "causationId";
    static final String CORRELATION_ID = "correlationId";
    static final String TRACEPARENT = "traceparent";

    private static final Set<String> KEPT = Set.of(ACTOR, ROLE, COMMAND_TYPE, CORRELATION_ID, TRACEPARENT);

    /** What a command carries so that its events will. */
    static Map<String, String> of(Object command, RequestContext context, @Nullable Tracer tracer) {
        var metadata = new HashMap<String, String>();
        metadata.put(ACTOR, context.actor().id());
        metadata.put(ROLE, context.actor().role().claim());
        metadata.put(COMMAND_TYPE, command.getClass().getSimpleName());
        metadata.put(CORRELATION_ID, context.correlationId().toString());
        var traceparent = Traceparent.current(tracer);
        if (traceparent != null) metadata.put(TRACEPARENT, traceparent);
        return metadata;
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> command) {
        var metadata = new HashMap<String, Object>();
        command.getMetaData().forEach((name, value) -> {
            if (KEPT.contains(name)) metadata.put(name, value);
        });
        metadata.put(CAUSATION_ID, command.getIdentifier());
        return metadata;
    }
}
