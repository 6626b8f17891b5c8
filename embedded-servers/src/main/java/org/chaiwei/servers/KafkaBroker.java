package org.chaiwei.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka of one node, broker and controller in one, on 127.0.0.1. Nobody gets in without a password (SASL, SCRAM-SHA-256), and nobody but {@value #ADMIN}
 * may do what no ACL allows: users and their grants come from {@link KafkaUsers}.
 *
 * <p>The laptop's supervisor runs it as a process of its own ({@link #main}): it stops in order on SIGTERM and recovers from SIGKILL. Tests run
 * it within their JVM ({@link TestKafka}).
 */
public final class KafkaBroker implements AutoCloseable {

    /** The superuser: grants rights, and is the broker's own name towards itself. */
    public static final String ADMIN = "admin";

    /** The environment variable from which {@link #main} takes the superuser's password. */
    public static final String ADMIN_PASSWORD = "CHAIWEI_KAFKA_ADMIN_PASSWORD";

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final String adminPassword;

    private KafkaBroker(KafkaRaftServer server, String bootstrapServers, String adminPassword) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.adminPassword = adminPassword;
    }

    /** @param arguments folder for the data, port of the broker, port of the controller */
    public static void main(String[] arguments) throws Exception {
        var password = System.getenv(ADMIN_PASSWORD);
        if (password == null) throw new IllegalStateException(ADMIN_PASSWORD + " is not set");
        var broker =
                start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), password);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(broker::close));
        broker.server.awaitShutdown();
    }

    /**
     * Starts a broker and returns when it takes connections.
     *
     * @param folder for the data: an empty one is formatted, one of an earlier broker is gone on with
     * @param adminPassword kept in the folder from the first start on; later ones must give the same
     */
    public static KafkaBroker start(Path folder, int port, int controllerPort, String adminPassword)
            throws IOException {
        if (!Files.exists(folder.resolve("meta.properties"))) format(folder, adminPassword);
        var server = new KafkaRaftServer(
                new KafkaConfig(settings(folder, port, controllerPort, adminPassword)), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, "127.0.0.1:" + port, adminPassword);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A client with all rights, to be closed by the caller. */
    public Admin admin() {
        return admin(bootstrapServers, adminPassword);
    }

    /** A client with all rights to a broker that runs elsewhere, to be closed by the caller. */
    public static Admin admin(String bootstrapServers, String adminPassword) {
        return Admin.create(client(bootstrapServers, ADMIN, adminPassword));
    }

    /**
     * A client with all rights to a broker that has no users yet, to be closed by the caller: by the listener of its operator, where the
     * account {@value #ADMIN} stands in the broker's own configuration (SASL/PLAIN). Such is the broker in containers.
     *
     * @param answersWithin after which a call fails
     */
    public static Admin operator(String bootstrapServers, String adminPassword, Duration answersWithin) {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                Math.toIntExact(answersWithin.toMillis()),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(PlainLoginModule.class, ADMIN, adminPassword)));
    }

    /** How any Kafka client reaches this broker as a user. */
    public static Map<String, Object> client(String bootstrapServers, String user, String password) {
        return new TreeMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-256",
                "sasl.jaas.config",
                login(ScramLoginModule.class, user, password)));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Gives the folder its identity and the superuser, once in its life: metadata written under another is refused by the broker. */
    private static void format(Path folder, String adminPassword) throws IOException {
        Files.createDirectories(folder);
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setScramArguments(
                            List.of("SCRAM-SHA-256=[name=%s,password=%s]".formatted(ADMIN, plain(adminPassword))))
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(
                            OutputStream.nullOutputStream(),
                            false,
                            StandardCharsets.UTF_8)) // it prints the password's hash
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the folder can't be formatted for Kafka: " + folder, e);
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort, String adminPassword) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);

        // Who is let in. The controller can't look passwords up in metadata that it has yet to load: it knows one.
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256");
        settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        settings.put(
                "listener.name.clients.scram-sha-256.sasl.jaas.config",
                login(ScramLoginModule.class, ADMIN, adminPassword));
        settings.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                "listener.name.controller.plain.sasl.jaas.config",
                login(PlainLoginModule.class, ADMIN, adminPassword).replace(";", "")
                        + " user_%s=\"%s\";".formatted(ADMIN, plain(adminPassword)));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:" + ADMIN);
        settings.put("allow.everyone.if.no.acl.found", "false");

        // One node holds every copy there is.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        // Topics are made on purpose, with their partition count, never by a misspelt name.
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A batch begins right after the one before: the broker asks again so soon whether that one is quite finished
        // (20 ms unless told).
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // After a SIGKILL the controller remembers the broker's last session: a short one lets the next start take its
        // place at once.
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "500");
        // A laptop's broker needs few threads and a small buffer for compaction (128 MiB unless told).
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        return settings;
    }

    private static String login(Class<?> module, String user, String password) {
        return "%s required username=\"%s\" password=\"%s\";".formatted(module.getName(), plain(user), plain(password));
    }

    /** Where a quotation mark would end the text. */
    private static String plain(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1,100}"))
            throw new IllegalArgumentException("letters, digits, '_', '.' and '-' only");
        return text;
    }
}
