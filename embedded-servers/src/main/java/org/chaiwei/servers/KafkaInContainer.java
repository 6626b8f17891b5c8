package org.chaiwei.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka from its official image, for the tests of one JVM; Testcontainers removes it when the JVM ends. It lets in whom the embedded
 * one does. That image can't be formatted with a user, so that it gets its superuser the way docker-compose.yml's does: by a listener
 * of its operator's.
 */
final class KafkaInContainer {

    private static final String IMAGE = TestServers.image("CHAIWEI_KAFKA_IMAGE", "apache/kafka:4.4.0");
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

    private KafkaInContainer() {}

    /**
     * Starts one and returns when its superuser can log in as at any other of our brokers.
     *
     * @return its bootstrap servers
     */
    @SuppressWarnings("resource") // it lives as long as the JVM
    static String start(String adminPassword) {
        var host = DockerClientFactory.instance().dockerHostIpAddress();
        // Known before the start: a broker tells its clients the port that they are to come to.
        var clients = freePort();
        var operator = freePort();
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv(settings(host, clients, operator, adminPassword))
                .withExposedPorts(9092, 9093)
                // Not by a port: the engine answers there before the broker does.
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*\\n", 1));
        container.setPortBindings(List.of(clients + ":9092", operator + ":9093"));
        container.start();
        makeAdmin(host + ":" + operator, adminPassword);
        TestServers.say("Kafka from a container of " + IMAGE);
        return host + ":" + clients;
    }

    private static void makeAdmin(String operator, String password) {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4_096);
        try (var admin = KafkaBroker.operator(operator, password, ANSWERS_WITHIN)) {
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion(KafkaBroker.ADMIN, credential, password)))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker takes no superuser", e);
        }
    }

    private static Map<String, String> settings(String host, int clients, int operator, String adminPassword) {
        var plain =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                        .formatted(KafkaBroker.ADMIN, adminPassword);
        var settings = new HashMap<String, String>();
        settings.put("KAFKA_HEAP_OPTS", "-Xmx256m");
        settings.put("KAFKA_NODE_ID", "1");
        settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
        settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9094");
        settings.put("KAFKA_LOG_DIRS", "/var/lib/kafka/data");
        settings.put("KAFKA_LISTENERS", "CLIENTS://:9092,OPERATOR://:9093,CONTROLLER://:9094,INSIDE://:9095");
        settings.put(
                "KAFKA_ADVERTISED_LISTENERS",
                "CLIENTS://%1$s:%2$d,OPERATOR://%1$s:%3$d,INSIDE://localhost:9095".formatted(host, clients, operator));
        settings.put(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CLIENTS:SASL_PLAINTEXT,OPERATOR:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT,INSIDE:SASL_PLAINTEXT");
        settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        // What the broker asks of itself never leaves the container.
        settings.put("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE");
        settings.put("KAFKA_SASL_MECHANISM_INTER_BROKER_PROTOCOL", "PLAIN");
        settings.put("KAFKA_SASL_MECHANISM_CONTROLLER_PROTOCOL", "PLAIN");
        settings.put("KAFKA_LISTENER_NAME_CLIENTS_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-256");
        settings.put(
                "KAFKA_LISTENER_NAME_CLIENTS_SCRAM___SHA___256_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        for (var own : List.of("OPERATOR", "CONTROLLER", "INSIDE")) {
            settings.put("KAFKA_LISTENER_NAME_" + own + "_SASL_ENABLED_MECHANISMS", "PLAIN");
            settings.put("KAFKA_LISTENER_NAME_" + own + "_PLAIN_SASL_JAAS_CONFIG", plain);
        }
        settings.put("KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("KAFKA_SUPER_USERS", "User:" + KafkaBroker.ADMIN);
        for (var copies : List.of("OFFSETS_TOPIC", "TRANSACTION_STATE_LOG", "SHARE_COORDINATOR_STATE_TOPIC"))
            settings.put("KAFKA_" + copies + "_REPLICATION_FACTOR", "1");
        settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
        settings.put("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
        settings.put("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4");
        settings.put("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4");
        settings.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        settings.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        settings.put("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1");
        return settings;
    }

    private static int freePort() {
        try {
            return TestKafka.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
