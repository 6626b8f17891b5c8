package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How far each view has taken in the log, by its own word. */
final class ViewPosition {

    static final String TABLE = "view_position";
    static final String BOOK = "book";
    static final String FIGURES = "figures";
    static final List<String> VIEWS = List.of(BOOK, FIGURES);

    private ViewPosition() {}

    /** The last position that the view holds; 0 where it has not begun. */
    static long of(Connection connection, String view) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT position FROM view_position WHERE view = ?")) {
            statement.setString(1, view);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
