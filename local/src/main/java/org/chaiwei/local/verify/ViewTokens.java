package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How far each view has taken in the log: the tokens of the views' processors, as stored. */
final class ViewTokens {

    static final String TABLE = "token_entry";
    static final List<String> VIEWS = List.of("book", "figures");

    private ViewTokens() {}

    /** The last position that the view holds; 0 where it has not begun. */
    static long position(Connection connection, String view) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT token FROM token_entry WHERE processor_name = ? AND segment = 0")) {
            statement.setString(1, view);
            try (var rows = statement.executeQuery()) {
                var token = rows.next() ? rows.getBytes(1) : null;
                return token == null
                        ? 0
                        : JsonMapper.shared()
                                .readTree(token)
                                .path("globalIndex")
                                .longValue();
            }
        }
    }
}
