package org.chaiwei.platform.fact;

import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Runs a consumer for each reader, from before the first request is taken until after the last is answered. */
final class FactConsumers implements SmartLifecycle {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final List<FactConsumer> consumers;
    private volatile boolean running;

    FactConsumers(List<FactConsumer> consumers) {
        this.consumers = List.copyOf(consumers);
    }

    List<FactConsumer> all() {
        return consumers;
    }

    @Override
    public void start() {
        consumers.forEach(FactConsumer::start);
        running = true;
    }

    @Override
    public void stop() {
        consumers.parallelStream().forEach(consumer -> consumer.stop(STOP_WITHIN));
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * After the views' feeds, whose rows reactions may look at, and after Axon, whose handlers take the reactions' commands (it begins 3,072 below); before the web
     * server (2,048 below). In stopping it is the other way round: while there is a reaction, there is a handler.
     */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_560;
    }
}
