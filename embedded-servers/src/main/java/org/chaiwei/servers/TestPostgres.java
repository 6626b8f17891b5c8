package org.chaiwei.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of a JVM, started at first use and stopped with the JVM; a database of its own for each caller.
 * It does not wait for the disk ({@code fsync=off}): a test of durability starts a server of its own.
 */
public final class TestPostgres {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestPostgres() {}

    /** A new, empty database for a service, with its roles {@code <service>_owner} and {@code <service>_app}. */
    public static ServiceDatabase create(String service) {
        try (var superuser = Server.INSTANCE.getPostgresDatabase().getConnection()) {
            return ServiceDatabase.provision(
                    superuser,
                    "jdbc:postgresql://127.0.0.1:" + Server.INSTANCE.getPort() + "/",
                    service,
                    service + "_" + CREATED.incrementAndGet(),
                    "test",
                    "test");
        } catch (SQLException e) {
            throw new IllegalStateException("no test database for " + service, e);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
