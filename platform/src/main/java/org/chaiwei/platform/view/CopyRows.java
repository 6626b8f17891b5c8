package org.chaiwei.platform.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.ByteStreamWriter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Rows that a view adds to a table by PostgreSQL's COPY, in its text format: two thirds of the time of any INSERT. For rows that are not there yet: a
 * key that is there fails the whole.
 *
 * {@snippet :
 * var rows = new CopyRows("entry", List.of("violation", "street"));
 * rows.value(id);
 * rows.value(street);
 * rows.endOfRow();
 * rows.addBy(jdbc);
 * }
 *
 * Not thread-safe; for one use.
 */
public final class CopyRows {

    private final String copy;
    private final StringBuilder text = new StringBuilder();
    private boolean rowBegun;

    /** @param table without a schema: see {@link View#tables} */
    public CopyRows(String table, List<String> columns) {
        this.copy = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN";
    }

    /** The next column's value. What its {@code toString} gives must be what the column's type reads. */
    public void value(@Nullable Object value) {
        if (rowBegun) text.append('\t');
        rowBegun = true;
        if (value == null) text.append("\\N");
        else escaped(value.toString());
    }

    public void endOfRow() {
        text.append('\n');
        rowBegun = false;
    }

    /** Adds the rows, within the caller's transaction if there is one. */
    public void addBy(JdbcOperations jdbc) {
        var bytes = ByteStreamWriter.of(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++)
            switch (value.charAt(i)) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(value.charAt(i));
            }
    }
}
