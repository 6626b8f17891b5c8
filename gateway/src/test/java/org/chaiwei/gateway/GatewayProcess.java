package org.chaiwei.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chaiwei.servers.ServiceDatabase;
import org.chaiwei.servers.TestPostgres;

/** The gateway as a process of its own, configured by the environment as a supervisor does it. */
final class GatewayProcess implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Path output;

    private GatewayProcess(String heap, String profile, ServiceDatabase database, String... properties) {
        try {
            port = TestGateway.freePort();
            output = Files.createTempFile("gateway", ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    GatewayApplication.class.getName()));
            for (var property : properties) command.add("--" + property);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            var environment = builder.environment();
            environment.put("SERVER_PORT", Integer.toString(port));
            environment.put("SPRING_PROFILES_ACTIVE", profile);
            environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
            environment.put("SPRING_DATASOURCE_USERNAME", database.app());
            environment.put("SPRING_DATASOURCE_PASSWORD", database.appPassword());
            environment.put("SPRING_FLYWAY_USER", database.owner());
            environment.put("SPRING_FLYWAY_PASSWORD", database.ownerPassword());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is healthy. */
    static GatewayProcess start(String heap, String... properties) {
        var gateway = new GatewayProcess(heap, "local", TestPostgres.create("gateway"), properties);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            if (!gateway.isAlive()) throw new AssertionError(gateway.output());
            return TestGateway.send(gateway.request("/actuator/health")).statusCode() == 200;
        });
        return gateway;
    }

    /** For a start that is refused: returns what it said when it has ended. */
    static String refused(ServiceDatabase database, String profile, String... properties) throws InterruptedException {
        try (var gateway = new GatewayProcess("-Xmx192m", profile, database, properties)) {
            if (!gateway.process.waitFor(60, TimeUnit.SECONDS) || gateway.process.exitValue() == 0) {
                throw new AssertionError("it started: " + gateway.output());
            }
            return gateway.output();
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has logged. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
