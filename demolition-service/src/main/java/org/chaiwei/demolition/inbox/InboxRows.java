package org.chaiwei.demolition.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code inbox_notice}, written many rows a statement. Called within the caller's transaction. */
final class InboxRows {

    private record Column(String name, String type, String expression, Function<Notice, @Nullable Object> value) {
        static Column of(String name, String type, Function<Notice, @Nullable Object> value) {
            return new Column(name, type, name, value);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of("id", "uuid", Notice::id),
            Column.of("person", "text", Notice::person),
            Column.of("role", "text", Notice::role),
            Column.of("street", "text", Notice::street),
            Column.of("kind", "text", notice -> notice.kind().name()),
            Column.of("violation", "uuid", Notice::violation),
            Column.of("deadline", "uuid", Notice::deadline),
            Column.of("level", "text", Notice::level),
            Column.of("rung", "int", Notice::rung),
            Column.of("act", "text", Notice::act),
            Column.of("rule", "text", Notice::rule),
            Column.of("due_on", "date", Notice::dueOn),
            Column.of("provisional", "boolean", Notice::provisional),
            // As an array's literal, because unnest flattens arrays of arrays; the names need no quotes.
            new Column("vacant", "text", "vacant::text[]", notice -> "{" + String.join(",", notice.vacant()) + "}"),
            Column.of("occurred_on", "date", Notice::occurredOn),
            Column.of("position", "bigint", Notice::position),
            Column.of(
                    "recorded_at", "timestamptz", notice -> notice.recordedAt().atOffset(ZoneOffset.UTC)));

    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final String ADD = "INSERT INTO inbox_notice (%s) SELECT %s FROM unnest(%s) AS given (%s)"
            .formatted(
                    NAMES,
                    COLUMNS.stream().map(Column::expression).collect(Collectors.joining(", ")),
                    COLUMNS.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", ")),
                    NAMES);

    private final JdbcTemplate jdbc;

    InboxRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<Notice> notices) {
        if (!notices.isEmpty()) jdbc.update(connection -> add(connection, notices));
    }

    private static PreparedStatement add(Connection connection, List<Notice> notices) throws SQLException {
        var statement = connection.prepareStatement(ADD);
        for (int i = 0; i < COLUMNS.size(); i++) {
            var column = COLUMNS.get(i);
            statement.setArray(
                    i + 1,
                    connection.createArrayOf(
                            column.type(), notices.stream().map(column.value()).toArray()));
        }
        return statement;
    }

    /** The notice of the current row of a query for {@link #NAMES}. */
    static Notice row(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("role"),
                row.getString("street"),
                Notice.Kind.valueOf(row.getString("kind")),
                row.getObject("violation", UUID.class),
                row.getObject("deadline", UUID.class),
                row.getString("level"),
                row.getObject("rung", Integer.class),
                row.getString("act"),
                row.getString("rule"),
                row.getObject("due_on", LocalDate.class),
                row.getBoolean("provisional"),
                List.of((String[]) row.getArray("vacant").getArray()),
                row.getObject("occurred_on", LocalDate.class),
                row.getLong("position"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
