package org.chaiwei.platform.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.chaiwei.platform.fact.ParkedFacts.Why;
import org.jspecify.annotations.Nullable;

/** {@code chaiwei.facts.published}, {@code .received}, {@code .repeated}, {@code .parked}, {@code .released}, {@code .skipped}. */
final class FactMeters {

    private final MeterRegistry meters;

    FactMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    Counter published() {
        return Counter.builder("chaiwei.facts.published").register(meters);
    }

    /** A reader has taken in a fact of a service. */
    void taken(String reader, String service) {
        counter("received", "reader", reader, "source", service).increment();
    }

    /** A reader dropped a fact that it had taken in before. */
    void repeated(String reader, String service) {
        counter("repeated", "reader", reader, "source", service).increment();
    }

    /** Without a reason: queued behind one that has one. */
    void parked(String reader, @Nullable Why why) {
        counter("parked", "reader", reader, "reason", why == null ? "queued" : why.reason())
                .increment();
    }

    void released(String reader) {
        counter("released", "reader", reader).increment();
    }

    /** An operator left one out for good. */
    void skipped(String reader) {
        counter("skipped", "reader", reader).increment();
    }

    private Counter counter(String name, String... tags) {
        return meters.counter("chaiwei.facts." + name, tags);
    }
}
