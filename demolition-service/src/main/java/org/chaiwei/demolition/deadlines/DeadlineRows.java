package org.chaiwei.demolition.deadlines;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.CaseInTime;
import org.chaiwei.demolition.enforcement.CaseInTime.Standing;
import org.chaiwei.demolition.enforcement.DeadlineLevel;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Term;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code case_deadline}: many rows in one statement each way. Called within the caller's transaction. */
final class DeadlineRows implements Chapter {

    /** Rows a statement; a case has some dozens at the most. */
    private static final int SAVED_AT_ONCE = 2_000;

    private record Column(String name, String type, Function<DeadlineRow, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("id", "uuid", DeadlineRow::id),
            new Column("violation", "uuid", DeadlineRow::violation),
            new Column("street", "text", DeadlineRow::street),
            new Column("track", "text", row -> nameOf(row.track())),
            new Column("kind", "text", row -> row.kind().name()),
            new Column("act", "text", row -> row.act().name()),
            new Column("rule", "text", DeadlineRow::rule),
            new Column("article", "text", DeadlineRow::article),
            new Column("started_on", "date", DeadlineRow::startedOn),
            new Column("due_on", "date", DeadlineRow::dueOn),
            new Column("provisional", "boolean", DeadlineRow::provisional),
            new Column("standing", "text", row -> row.standing().name()),
            new Column("ended_on", "date", DeadlineRow::endedOn),
            new Column("level", "text", row -> nameOf(row.level())),
            new Column("rung", "int", DeadlineRow::rung),
            new Column("next_on", "date", DeadlineRow::nextOn),
            new Column("handler", "text", DeadlineRow::handler),
            new Column("supervisor", "text", DeadlineRow::supervisor),
            new Column("counted_by", "text", DeadlineRow::countedBy));

    static final String NAMES = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final String SAVE = """
            INSERT INTO case_deadline (%s) SELECT %s FROM unnest(%s) AS given (%s)
            ON CONFLICT ON CONSTRAINT case_deadline_pkey DO UPDATE SET %s""".formatted(
                    NAMES,
                    NAMES,
                    COLUMNS.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", ")),
                    NAMES,
                    COLUMNS.stream()
                            .skip(1)
                            .map(column -> column.name() + " = excluded." + column.name())
                            .collect(Collectors.joining(", ")));

    /** Deadlines that other rules or another calendar had made, and that these don't make. */
    private static final String CLOSE_OTHERS = """
            UPDATE case_deadline SET standing = 'SUPERSEDED', ended_on = ?, next_on = NULL, counted_by = ?
            WHERE violation = ANY (?) AND standing = 'OPEN' AND id <> ALL (?)""";

    private final JdbcTemplate jdbc;

    DeadlineRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "case_deadline";
    }

    /** A deadline that there is no longer by these rules and this calendar ends today. */
    @Override
    public void save(List<CaseInTime> cases, LocalDate today, String countedBy) {
        var rows = cases.stream()
                .flatMap(of -> of.deadlines().stream().map(kept -> DeadlineRow.of(of, kept, countedBy)))
                .toList();
        for (int from = 0; from < rows.size(); from += SAVED_AT_ONCE) {
            var some = rows.subList(from, Math.min(from + SAVED_AT_ONCE, rows.size()));
            jdbc.update(connection -> save(connection, some));
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(CLOSE_OTHERS);
            statement.setObject(1, today);
            statement.setString(2, countedBy);
            statement.setArray(
                    3,
                    uuids(connection, cases.stream().map(CaseInTime::violation).toList()));
            statement.setArray(
                    4, uuids(connection, rows.stream().map(DeadlineRow::id).toList()));
            return statement;
        });
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static PreparedStatement save(Connection connection, List<DeadlineRow> rows) throws SQLException {
        var statement = connection.prepareStatement(SAVE);
        for (int i = 0; i < COLUMNS.size(); i++) {
            var column = COLUMNS.get(i);
            statement.setArray(
                    i + 1,
                    connection.createArrayOf(
                            column.type(), rows.stream().map(column.value()).toArray()));
        }
        return statement;
    }

    /** A deadline of which there is something to make known. */
    record Pending(LocalDate nextOn, UUID id, UUID violation) {}

    /** The next ones of which there is something to make known by today, behind a place; the longest due first. */
    List<Pending> pending(LocalDate today, @Nullable Pending behind, int limit) {
        var after = behind == null ? new Pending(LocalDate.of(1, 1, 1), new UUID(0, 0), new UUID(0, 0)) : behind;
        return jdbc.query(
                """
                SELECT next_on, id, violation FROM case_deadline
                WHERE next_on <= ? AND (next_on, id) > (?, ?) ORDER BY next_on, id LIMIT ?""",
                (row, _) -> new Pending(
                        row.getObject("next_on", LocalDate.class),
                        row.getObject("id", UUID.class),
                        row.getObject("violation", UUID.class)),
                today,
                after.nextOn,
                after.id,
                limit);
    }

    @Override
    public List<UUID> countedOtherwise(String countedBy, int limit) {
        return jdbc.queryForList(
                "SELECT DISTINCT violation FROM case_deadline WHERE standing = 'OPEN' AND (counted_by < ? OR counted_by > ?) LIMIT ?",
                UUID.class,
                countedBy,
                countedBy,
                limit);
    }

    /** All of a case, the open ones first, by their days. */
    List<DeadlineRow> of(UUID violation) {
        return jdbc.query(
                "SELECT " + NAMES
                        + " FROM case_deadline WHERE violation = ? ORDER BY standing <> 'OPEN', due_on, rule, id",
                (row, _) -> row(row),
                violation);
    }

    private static DeadlineRow row(ResultSet row) throws SQLException {
        var track = row.getString("track");
        var level = row.getString("level");
        return new DeadlineRow(
                row.getObject("id", UUID.class),
                row.getObject("violation", UUID.class),
                row.getString("street"),
                track == null ? null : Track.valueOf(track),
                Term.Kind.valueOf(row.getString("kind")),
                Act.valueOf(row.getString("act")),
                row.getString("rule"),
                row.getString("article"),
                row.getObject("started_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getBoolean("provisional"),
                Standing.valueOf(row.getString("standing")),
                row.getObject("ended_on", LocalDate.class),
                level == null ? null : DeadlineLevel.valueOf(level),
                row.getInt("rung"),
                row.getObject("next_on", LocalDate.class),
                row.getString("handler"),
                row.getString("supervisor"),
                row.getString("counted_by"));
    }

    private static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
