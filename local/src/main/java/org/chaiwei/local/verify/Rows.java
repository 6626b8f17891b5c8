package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A query's rows with the next one in sight, fetched a few at a time: several can be read side by side in one transaction. */
final class Rows<T> implements AutoCloseable {

    private static final int FETCHED = 2_000;

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Statement statement;
    private final ResultSet rows;
    private final Row<T> row;
    private @Nullable T next;

    private Rows(Statement statement, ResultSet rows, Row<T> row) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        this.row = row;
        advance();
    }

    /** @param transaction with auto-commit off, or the driver would fetch all rows at once */
    static <T> Rows<T> of(Connection transaction, String sql, Row<T> row) throws SQLException {
        var statement = transaction.createStatement();
        statement.setFetchSize(FETCHED);
        return new Rows<>(statement, statement.executeQuery(sql), row);
    }

    boolean hasNext() {
        return next != null;
    }

    /** The row that {@link #take} will give. */
    T peek() {
        var shown = next;
        if (shown == null) throw new IllegalStateException("no row is left");
        return shown;
    }

    /** Gives the next row and goes on. */
    T take() throws SQLException {
        var taken = peek();
        advance();
        return taken;
    }

    private void advance() throws SQLException {
        next = rows.next() ? row.read(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
