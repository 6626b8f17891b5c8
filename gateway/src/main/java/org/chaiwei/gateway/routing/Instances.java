package org.chaiwei.gateway.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Which instances of a service may be called now. Each is asked for its health once a second, with a second to answer: a dead or
 * stopped one leaves within three seconds, a new one is in after one. A caller whose connection is refused says so, and the instance
 * leaves at once, until its health is seen again.
 *
 * <p>An instance that calls itself unhealthy, or is too slow to say, is used only where there is no healthy one: half a service is
 * better than none, a machine that is merely busy must not look like an outage, and the service's own problems are more honest than
 * the gateway's.
 */
@Component
public class Instances implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final int CHECK_MILLIS = 1_000;

    /** Ordered from best to worst. */
    private enum State {
        HEALTHY,
        UNHEALTHY,
        UNREACHABLE
    }

    private final Map<String, List<ServiceInstance>> configured;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService checks;

    Instances(Services services, MeterRegistry metrics) {
        this.configured = services.instances();
        configured.forEach((service, instances) -> {
            // Until the first check: calling one that is not there costs a refused connection, not calling one that is
            // costs an
            // outage.
            instances.forEach(instance -> states.put(idOf(instance), State.HEALTHY));
            Gauge.builder("chaiwei.instances", () -> count(instances, State.HEALTHY))
                    .tag("service", service)
                    .description("Instances that call themselves healthy")
                    .register(metrics);
        });
    }

    /** The best there are; empty if none can be reached. */
    public List<ServiceInstance> usable(String service) {
        var instances = configured.getOrDefault(service, List.of());
        for (var state : List.of(State.HEALTHY, State.UNHEALTHY)) {
            var found = instances.stream().filter(i -> stateOf(i) == state).toList();
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    /** Said by a caller whose connection was refused. */
    void unreachable(URI uri) {
        changed(uri.getHost() + ":" + uri.getPort(), State.UNREACHABLE);
    }

    @Override
    public void start() {
        var executor = Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name("instance-checks").daemon().factory());
        checks = executor;
        executor.scheduleWithFixedDelay(this::checkAll, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var executor = checks;
        if (executor != null) executor.shutdownNow();
        checks = null;
    }

    @Override
    public boolean isRunning() {
        return checks != null;
    }

    private void checkAll() {
        // Side by side: one that hangs must not delay the news of the others.
        configured
                .values()
                .forEach(instances -> instances.forEach(instance -> Thread.ofVirtual()
                        .name("check " + idOf(instance))
                        .start(() -> changed(idOf(instance), check(instance)))));
    }

    private static State check(ServiceInstance instance) {
        try {
            var connection = (HttpURLConnection)
                    instance.getUri().resolve("/actuator/health").toURL().openConnection();
            connection.setConnectTimeout(CHECK_MILLIS);
            connection.setReadTimeout(CHECK_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? State.HEALTHY : State.UNHEALTHY;
            } finally {
                connection.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return State.UNHEALTHY;
        } catch (IOException e) {
            return State.UNREACHABLE;
        }
    }

    private void changed(String id, State now) {
        var before = states.put(id, now);
        if (before != now) LOG.info("instance {} was {}, is {}", id, before, now);
    }

    private static String idOf(ServiceInstance instance) {
        return instance.getHost() + ":" + instance.getPort();
    }

    private State stateOf(ServiceInstance instance) {
        return states.getOrDefault(idOf(instance), State.UNREACHABLE);
    }

    private long count(List<ServiceInstance> instances, State state) {
        return instances.stream().filter(i -> stateOf(i) == state).count();
    }
}
