package org.chaiwei.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.chaiwei.servers.KafkaUsers.KafkaUser;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker for all tests of a JVM, started at first use and stopped with it: in a container where a Docker engine answers
 * ({@code CHAIWEI_TEST_SERVERS}), within the JVM otherwise, which takes about two seconds and 60 MB. With the users and rights of {@link KafkaUsers#DISTRICT}, whose passwords are {@value #PASSWORD}.
 */
public final class TestKafka {

    public static final String PASSWORD = "test";

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<String> TALKATIVE = List.of("kafka", "org.apache.kafka", "state.change.logger");

    private TestKafka() {}

    public static String bootstrapServers() {
        return Server.BOOTSTRAP_SERVERS;
    }

    /** With all rights; shared, and not to be closed. */
    public static Admin admin() {
        return Server.ADMIN;
    }

    /** How a Kafka client logs in as a user, with the password {@value #PASSWORD}. */
    public static Map<String, Object> client(String user) {
        return KafkaBroker.client(bootstrapServers(), user, PASSWORD);
    }

    /** A user with a service's rights, for tests that need a service of another name than the district's. */
    public static void addService(String name) {
        provision(List.of(KafkaUsers.service(name)));
    }

    /** Deletes all topics of a service, so that a test finds nothing of the one before. Returns when they are gone. */
    public static void deleteTopicsOf(String service) {
        try {
            var topics = admin().listTopics().names().get(LONG.toSeconds(), TimeUnit.SECONDS).stream()
                    .filter(topic -> topic.startsWith("chaiwei." + service + "."))
                    .toList();
            admin().deleteTopics(topics).all().get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics of " + service + " stay", e);
        }
    }

    /** A broker of its own in a new folder, for tests that stop it. */
    public static KafkaBroker start(Path folder) throws IOException {
        quiet();
        return KafkaBroker.start(folder, freePort(), freePort(), PASSWORD);
    }

    /** A port that nobody listens on just now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void provision(List<KafkaUser> users) {
        provision(admin(), users);
    }

    /** Users with their rights and the password {@value #PASSWORD}, on any test's broker. */
    public static void provision(Admin admin, List<KafkaUser> users) {
        var passwords = users.stream().collect(java.util.stream.Collectors.toMap(KafkaUser::name, _ -> PASSWORD));
        try {
            KafkaUsers.provision(admin, users, passwords);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A broker and its clients tell their lives at INFO, some thousand lines a start. Spring sets levels anew, so it is told too. */
    public static void quiet() {
        for (var logger : TALKATIVE) {
            System.setProperty("logging.level." + logger, "ERROR");
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context)
                context.getLogger(logger).setLevel(Level.ERROR);
        }
    }

    private static final class Server {
        static final String BOOTSTRAP_SERVERS = switch (TestServers.chosen()) {
            case CONTAINERS -> inContainer();
            case EMBEDDED -> embedded();
        };
        static final Admin ADMIN = KafkaBroker.admin(BOOTSTRAP_SERVERS, PASSWORD);

        static {
            provision(ADMIN, KafkaUsers.DISTRICT);
        }

        private static String inContainer() {
            quiet();
            return KafkaInContainer.start(PASSWORD);
        }

        private static String embedded() {
            try {
                var folder = Files.createTempDirectory("test-kafka-");
                var broker = TestKafka.start(folder);
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                    // A broker whose folder goes away under it ends the JVM with an error.
                    broker.close();
                    delete(folder);
                }));
                TestServers.say("the embedded Kafka");
                return broker.bootstrapServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            } catch (IOException e) {
                // What is left is in the machine's folder for such things.
            }
        }
    }
}
