package org.chaiwei.ledger.importing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * That only one instance works on an import at a time: PostgreSQL's advisory lock, held by a connection, so that it goes when the
 * holder dies, however it dies. Should two hold on for a moment (the connection broke, its old holder has not noticed yet), nothing
 * is done twice either: a staged event leaves with the statement that appends it.
 */
final class ImportLock implements AutoCloseable {

    private final Connection connection;
    private final long key;

    private ImportLock(Connection connection, long key) {
        this.connection = connection;
        this.key = key;
    }

    /** Empty if another holds it. */
    static Optional<ImportLock> tryHold(DataSource dataSource, UUID id) throws SQLException {
        long key = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        var connection = dataSource.getConnection();
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getBoolean(1)) return Optional.of(new ImportLock(connection, key));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Whether the connection, and so the lock, is still there. */
    boolean isHeld() throws SQLException {
        return connection.isValid(1);
    }

    /** A connection that can't be asked to let go is broken, and has let go. */
    @Override
    public void close() throws SQLException {
        try (connection;
                var statement = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            statement.setLong(1, key);
            statement.execute();
        }
    }
}
