package org.chaiwei.eventstore;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that appends: opened when needed, opened anew after it was lost, with its statements prepared once. Used by one thread.
 *
 * <p>The time-outs are set in the server, which is what counts: whatever happens to this process, stopped at any point of the protocol, the
 * server lets go of the head for it.
 */
final class LogConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogConnection.class);

    private final ConnectionSource source;
    private final String name;
    private final LaneSettings settings;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;

    LogConnection(ConnectionSource source, String name, LaneSettings settings) {
        this.source = source;
        this.name = name;
        this.settings = settings;
    }

    Connection get() throws SQLException {
        var open = connection;
        if (open == null) {
            open = source.open();
            connection = open;
            prepare(open);
        }
        return open;
    }

    PreparedStatement statement(String sql) throws SQLException {
        var open = get();
        var statement = statements.get(sql);
        if (statement == null) {
            statement = open.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private void prepare(Connection open) throws SQLException {
        open.setAutoCommit(true);
        open.unwrap(PGConnection.class).setPrepareThreshold(1);
        open.setNetworkTimeout(
                Runnable::run, Math.toIntExact(settings.networkTimeout().toMillis()));
        try (var statement = open.createStatement()) {
            statement.execute("""
                    SET application_name = '%s';
                    SET lock_timeout = %d;
                    SET statement_timeout = %d;
                    SET transaction_timeout = %d;
                    """.formatted(
                            name,
                            settings.lockTimeout().toMillis(),
                            settings.statementTimeout().toMillis(),
                            settings.transactionTimeout().toMillis()));
            // Planned once. The plan is made while the table may be empty, so the plans that would hurt when it is full
            // are
            // ruled out: every look at the log is a few probes of an index.
            statement.execute("""
                    SET plan_cache_mode = force_generic_plan;
                    SET enable_seqscan = off;
                    SET enable_hashjoin = off;
                    SET enable_mergejoin = off;
                    SET jit = off;
                    """);
        }
    }

    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Does the work, and the same again on a new connection as long as it fails for a reason that may pass.
     *
     * @param onResend told of every failure that is followed by another try
     * @throws AppendOutcomeUnknown if the settings' time for that is up
     * @throws SQLException if it failed for a reason that won't pass
     */
    <T> T persistently(Work<T> work, Runnable onResend) throws SQLException {
        var deadline = System.nanoTime() + settings.giveUpAfter().toNanos();
        for (var attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException e) {
                if (SqlFailure.of(e) != SqlFailure.PASSING) throw e;
                // What is left of a connection after such a failure can't be relied on.
                close();
                if (System.nanoTime() > deadline) {
                    log.error("{} gives up after {}", name, settings.giveUpAfter(), e);
                    throw new AppendOutcomeUnknown("the database did not answer for " + settings.giveUpAfter(), e);
                }
                log.warn("{} sends again after {}: {}", name, e.getSQLState(), e.getMessage());
                onResend.run();
                LockSupport.parkNanos(SqlFailure.pauseBefore(attempt).toNanos());
            }
        }
    }

    Array array(String type, Object[] elements) throws SQLException {
        return get().createArrayOf(type, elements);
    }

    /** In binary, which the driver has no code for: as text, each id would be written out and parsed again. */
    Array uuids(List<UUID> elements) throws SQLException {
        var bytes = ByteBuffer.allocate(5 * Integer.BYTES + elements.size() * (Integer.BYTES + 2 * Long.BYTES))
                .putInt(1) // dimension
                .putInt(0) // no nulls
                .putInt(Oid.UUID)
                .putInt(elements.size())
                .putInt(1); // the first index
        for (var element : elements)
            bytes.putInt(2 * Long.BYTES)
                    .putLong(element.getMostSignificantBits())
                    .putLong(element.getLeastSignificantBits());
        return new PgArray(get().unwrap(BaseConnection.class), Oid.UUID_ARRAY, bytes.array());
    }

    /** Closes the connection; the next use opens another. */
    @Override
    public void close() {
        statements.clear();
        var open = connection;
        connection = null;
        if (open == null) return;
        try {
            open.close();
        } catch (SQLException e) {
            log.debug("{}: the connection was gone already", name, e);
        }
    }
}
