package org.chaiwei.platform.testing;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.chaiwei.servers.TestKafka;

/**
 * What a service needs to publish and take in facts over the test's real broker ({@link TestKafka}), beside {@link ServiceProperties}. Without it a service under
 * test does neither, and {@link FactFeedForTests} hands it facts.
 */
public final class KafkaProperties {

    private KafkaProperties() {}

    /** For a service that has its user: those of the district, and any given to {@link TestKafka#addService}. */
    public static void of(String service, BiConsumer<String, Supplier<Object>> properties) {
        of(service, TestKafka.bootstrapServers(), properties);
    }

    /** As {@link #of(String, BiConsumer)}, on another broker. */
    public static void of(String service, String bootstrapServers, BiConsumer<String, Supplier<Object>> properties) {
        properties.accept("chaiwei.service", () -> service);
        properties.accept("chaiwei.kafka.bootstrap-servers", () -> bootstrapServers);
        properties.accept("chaiwei.kafka.username", () -> service);
        properties.accept("chaiwei.kafka.password", () -> TestKafka.PASSWORD);
        properties.accept("chaiwei.kafka.replication-factor", () -> "1");
        properties.accept("chaiwei.kafka.min-insync-replicas", () -> "1");
    }
}
