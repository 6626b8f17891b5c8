package org.chaiwei.platform.fact;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a fact's trace on: what is done for it is done in a span that continues its {@code traceparent}. */
final class FactTracing {

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    FactTracing(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** So that the events of the commands it sends carry the trace on. */
    void react(FactReaction reaction, ReceivedFact fact) {
        var span = started(reaction, fact);
        if (span == null || tracer == null) {
            reaction.react(fact);
            return;
        }
        try (var _ = tracer.withSpan(span)) {
            reaction.react(fact);
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** A span for each fact whose trace is recorded: none for the many of which nobody keeps one. */
    void apply(FactView view, List<ReceivedFact> batch) {
        var spans = batch.stream()
                .filter(fact -> fact.traceparent() != null && fact.traceparent().endsWith("-01"))
                .map(fact -> started(view, fact))
                .toList();
        try {
            view.apply(batch);
        } finally {
            for (var span : spans) if (span != null) span.end();
        }
    }

    private @Nullable Span started(FactReader reader, ReceivedFact fact) {
        if (propagator == null || fact.traceparent() == null) return null;
        return propagator
                .extract(fact, (carrier, name) -> name.equals("traceparent") ? carrier.traceparent() : null)
                .kind(Span.Kind.CONSUMER)
                .name(reader.name() + " takes in " + fact.type())
                .start();
    }
}
