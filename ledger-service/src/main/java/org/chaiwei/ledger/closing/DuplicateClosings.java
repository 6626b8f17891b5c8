package org.chaiwei.ledger.closing;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Lets closings as a duplicate happen one after the other, in all instances: two entries could otherwise be closed as duplicates of each
 * other at the same moment, each having seen the other on the ledger. Thread-safe.
 */
final class DuplicateClosings {

    /** Of PostgreSQL's advisory locks in the ledger's database; no other use of them has this key. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7238250266953245044)";

    private final DataSource dataSource;

    /** So that an instance waits for the database's lock with one connection at most. */
    private final ReentrantLock here = new ReentrantLock(true);

    DuplicateClosings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The lock has a connection of its own: what the closing writes is committed as it goes, before the lock is free again. */
    <T> T oneAtATime(Supplier<T> closing) {
        here.lock();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(LOCK);
                return closing.get();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("closing a duplicate", LOCK, e);
        } finally {
            here.unlock();
        }
    }
}
