package org.chaiwei.ledger.book;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteStreamWriter;

/**
 * Rows in the text format of PostgreSQL's COPY: tabs between values, a line a row, {@code \\N} for null, a backslash before whatever
 * means something else.
 */
final class CopyText {

    private final StringBuilder text = new StringBuilder();
    private boolean rowBegun;

    void value(@Nullable Object value) {
        if (rowBegun) text.append('\t');
        rowBegun = true;
        if (value == null) text.append("\\N");
        else escaped(value.toString());
    }

    void endOfRow() {
        text.append('\n');
        rowBegun = false;
    }

    ByteStreamWriter bytes() {
        return ByteStreamWriter.of(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
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
