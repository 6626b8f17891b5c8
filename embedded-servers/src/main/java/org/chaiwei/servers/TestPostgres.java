package org.chaiwei.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of a JVM, started at first use and stopped with the JVM; a database of its own for each caller.
 * In a container where a Docker engine answers, embedded otherwise ({@code CHAIWEI_TEST_SERVERS}). It does not wait for the disk
 * ({@code fsync=off}): a test of durability starts a server of its own.
 */
public final class TestPostgres {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestPostgres() {}

    /** A new, empty database for a service, with its roles {@code <service>_owner} and {@code <service>_app}. */
    public static ServiceDatabase create(String service) {
        var server = Running.SERVER;
        try (var superuser = server.asSuperuser()) {
            return ServiceDatabase.provision(
                    superuser, server.url(), service, service + "_" + CREATED.incrementAndGet(), "test", "test");
        } catch (SQLException e) {
            throw new IllegalStateException("no test database for " + service, e);
        }
    }

    /**
     * A server that runs.
     *
     * @param url for JDBC, up to and without a database's name
     */
    record Server(String url, String superuser, String password) {

        Connection asSuperuser() throws SQLException {
            return DriverManager.getConnection(url + "postgres", superuser, password);
        }
    }

    private static final class Running {
        static final Server SERVER = switch (TestServers.chosen()) {
            case CONTAINERS -> PostgresInContainer.start();
            case EMBEDDED -> embedded();
        };

        private static Server embedded() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
                TestServers.say("the embedded PostgreSQL");
                return new Server("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/", "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
