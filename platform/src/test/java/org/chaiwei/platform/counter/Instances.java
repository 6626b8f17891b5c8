package org.chaiwei.platform.counter;

import java.util.HashMap;
import java.util.Map;
import org.chaiwei.platform.testing.Http;
import org.chaiwei.platform.testing.ServiceProperties;
import org.chaiwei.servers.ServiceDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Instances of the counters' service on one database. */
public final class Instances {

    private final Map<String, Object> properties = new HashMap<>();
    private final ServiceDatabase database;

    public Instances() {
        this(Map.of());
    }

    /** With further properties. */
    public Instances(Map<String, ?> more) {
        properties.putAll(more);
        properties.put("server.port", 0);
        properties.putIfAbsent("chaiwei.service", "counters");
        database = ServiceProperties.of("platform", (name, value) -> properties.put(name, value.get()));
    }

    /** What all of them work on. */
    public ServiceDatabase database() {
        return database;
    }

    /** What an instance in another process is to be started with. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    public ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(CounterService.class)
                .properties(properties)
                .run();
    }

    /** An instance with further configuration. */
    public ConfigurableApplicationContext start(Class<?> configuration) {
        return new SpringApplicationBuilder(CounterService.class, configuration)
                .properties(properties)
                .run();
    }

    public static Http http(ConfigurableApplicationContext instance) {
        return new Http(instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
