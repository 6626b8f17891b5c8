package org.chaiwei.platform.trace;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The W3C header {@code traceparent} of the trace under way on this thread: what events, facts and audit records keep. Also where the trace is
 * not sampled (its last digit says so), for logs carry its id all the same.
 */
public final class Traceparent {

    private static final int TRACE_ID_CHARS = 32;

    private Traceparent() {}

    /** Null where nothing is traced. */
    public static @Nullable String current(@Nullable Tracer tracer) {
        var span = tracer == null ? null : tracer.currentSpan();
        if (span == null) return null;
        var context = span.context();
        if (context.traceId().length() != TRACE_ID_CHARS || context.traceId().matches("0*")) return null;
        return "00-%s-%s-%s"
                .formatted(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }
}
