package org.chaiwei.demolition.tasks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.demolition.deadlines.Chapter;
import org.chaiwei.demolition.enforcement.CaseInTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code case_task}, written: a case's rows are taken away and put anew, many cases a statement. */
final class TaskRows implements Chapter {

    private static final int SAVED_AT_ONCE = 2_000;

    static final String INFINITY = "infinity";

    /** A column, its type, how it comes from the statement's array, and where its value comes from. */
    private record Column(String name, String type, String expression, Function<TaskRow, @Nullable Object> value) {
        static Column of(String name, String type, Function<TaskRow, @Nullable Object> value) {
            return new Column(name, type, name, value);
        }
    }

    private final List<Column> columns;
    private final String insert;
    private final JdbcTemplate jdbc;

    TaskRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.columns = List.of(
                Column.of("violation", "uuid", TaskRow::violation),
                Column.of("act", "text", row -> row.task().act().name()),
                Column.of("owner", "text", TaskRow::owner),
                Column.of("ledger_number", "text", TaskRow::ledgerNumber),
                Column.of("street", "text", TaskRow::street),
                Column.of("track", "text", row -> {
                    var track = row.track();
                    return track == null ? null : track.name();
                }),
                // As an array's literal, because unnest flattens arrays of arrays; a role needs no quotes.
                new Column(
                        "roles",
                        "text",
                        "roles::text[]",
                        row -> "{" + String.join(",", row.task().roles()) + "}"),
                Column.of("request", "text", row -> row.task().request()),
                new Column(
                        "earliest",
                        "text",
                        "earliest::date",
                        row -> day(row.task().earliest())),
                Column.of("earliest_provisional", "boolean", row -> row.task().earliestProvisional()),
                new Column(
                        "due_on", "text", "due_on::date", row -> day(row.task().dueOn())),
                Column.of("due_provisional", "boolean", row -> row.task().dueProvisional()),
                Column.of("deadline", "uuid", row -> row.task().deadline()),
                Column.of(
                        "why", "text", row -> json.writeValueAsString(row.task().why())),
                Column.of("handler", "text", TaskRow::handler),
                Column.of("supervisor", "text", TaskRow::supervisor));
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        this.insert = "INSERT INTO case_task (%s, counted_by) SELECT %s, ? FROM unnest(%s) AS given (%s)"
                .formatted(
                        names,
                        columns.stream().map(Column::expression).collect(Collectors.joining(", ")),
                        columns.stream()
                                .map(column -> "?::" + column.type() + "[]")
                                .collect(Collectors.joining(", ")),
                        names);
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? INFINITY : day.toString();
    }

    @Override
    public String table() {
        return "case_task";
    }

    @Override
    public void save(List<CaseInTime> cases, LocalDate today, String countedBy) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("DELETE FROM case_task WHERE violation = ANY (?)");
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", cases.stream().map(CaseInTime::violation).toArray()));
            return statement;
        });
        var rows = cases.stream().flatMap(of -> TaskRow.of(of, today).stream()).toList();
        for (int from = 0; from < rows.size(); from += SAVED_AT_ONCE) {
            var some = rows.subList(from, Math.min(from + SAVED_AT_ONCE, rows.size()));
            jdbc.update(connection -> insert(connection, some, countedBy));
        }
    }

    private PreparedStatement insert(Connection connection, List<TaskRow> rows, String countedBy) throws SQLException {
        var statement = connection.prepareStatement(insert);
        statement.setString(1, countedBy);
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            statement.setArray(
                    i + 2,
                    connection.createArrayOf(
                            column.type(), rows.stream().map(column.value()).toArray()));
        }
        return statement;
    }

    @Override
    public List<UUID> countedOtherwise(String countedBy, int limit) {
        return jdbc.queryForList(
                "SELECT DISTINCT violation FROM case_task WHERE counted_by < ? OR counted_by > ? LIMIT ?",
                UUID.class,
                countedBy,
                countedBy,
                limit);
    }
}
