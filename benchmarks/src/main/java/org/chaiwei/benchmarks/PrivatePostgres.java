package org.chaiwei.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import org.chaiwei.servers.ServiceDatabase;

/** A PostgreSQL server for one benchmark, as durable as in production ({@code fsync} and {@code synchronous_commit} on); gone with its data when closed. */
final class PrivatePostgres implements AutoCloseable {

    private static final int WAL_SEGMENTS = 64;

    private final Path folder;
    private final EmbeddedPostgres server;

    private PrivatePostgres(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static PrivatePostgres start() throws IOException, SQLException {
        var folder = Files.createTempDirectory("chaiwei-bench");
        var server = new PrivatePostgres(
                folder,
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("min_wal_size", WAL_SEGMENTS * 16 + "MB")
                        .start());
        server.fillWal();
        return server;
    }

    /**
     * Leaves segments of write-ahead log to be used again, as a server has that has run for a while. A new one would have to keep all
     * commits waiting, every few seconds, until its 16 MB are written with zeros.
     */
    private void fillWal() throws SQLException {
        try (var superuser = server.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement()) {
            for (var segment = 0; segment < WAL_SEGMENTS; segment++) {
                statement.execute("SELECT pg_logical_emit_message(false, 'bench', 'fill')");
                statement.execute("SELECT pg_switch_wal()");
            }
            statement.execute("CHECKPOINT");
        }
    }

    ServiceDatabase database(String name) throws SQLException {
        try (var superuser = server.getPostgresDatabase().getConnection()) {
            return ServiceDatabase.provision(
                    superuser, "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/", name, name, "bench", "bench");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
