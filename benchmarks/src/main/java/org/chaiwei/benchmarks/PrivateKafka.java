package org.chaiwei.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.chaiwei.servers.KafkaBroker;
import org.chaiwei.servers.KafkaUsers;
import org.chaiwei.servers.TestKafka;

/** A broker for one benchmark, a process of its own; gone with its data when closed. */
final class PrivateKafka implements AutoCloseable {

    static final String PASSWORD = "bench";

    private final Path folder;
    private final Process process;
    final String bootstrapServers;

    private PrivateKafka(Path folder, Process process, String bootstrapServers) {
        this.folder = folder;
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    static PrivateKafka start() throws IOException {
        var folder = Files.createTempDirectory("chaiwei-bench");
        var port = TestKafka.freePort();
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                folder.resolve("data").toString(),
                Integer.toString(port),
                Integer.toString(TestKafka.freePort()));
        command.environment().put(KafkaBroker.ADMIN_PASSWORD, PASSWORD);
        command.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        return new PrivateKafka(folder, command.start(), "127.0.0.1:" + port);
    }

    void add(String service) throws Exception {
        try (var admin = KafkaBroker.admin(bootstrapServers, PASSWORD)) {
            KafkaUsers.provision(admin, List.of(KafkaUsers.service(service)), Map.of(service, PASSWORD));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
