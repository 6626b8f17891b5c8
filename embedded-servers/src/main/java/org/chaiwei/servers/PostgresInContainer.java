package org.chaiwei.servers;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL from its official image, for the tests of one JVM; Testcontainers removes it when the JVM ends. */
final class PostgresInContainer {

    private static final String IMAGE = TestServers.image("CHAIWEI_POSTGRES_IMAGE", "postgres:18");
    private static final String PASSWORD = "test";
    private static final int PORT = 5432;

    private PostgresInContainer() {}

    /** Starts one and returns when it takes connections. Its data is in memory and waits for no disk. */
    @SuppressWarnings("resource") // it lives as long as the JVM
    static TestPostgres.Server start() {
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --auth-host=scram-sha-256")
                .withTmpFs(Map.of("/var/lib/postgresql", "rw"))
                .withCommand(
                        "postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200")
                .withExposedPorts(PORT)
                // By TCP, and asked inside: the server that makes the data folder listens on a socket only, and outside
                // the
                // engine answers before any server does.
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U postgres"));
        container.start();
        TestServers.say("PostgreSQL from a container of " + IMAGE);
        return new TestPostgres.Server(
                "jdbc:postgresql://%s:%d/".formatted(container.getHost(), container.getMappedPort(PORT)),
                "postgres",
                PASSWORD);
    }
}
