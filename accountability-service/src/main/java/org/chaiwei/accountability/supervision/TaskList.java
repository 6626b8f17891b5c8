package org.chaiwei.accountability.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds tasks where they stand. Thread-safe. */
final class TaskList {

    private static final String COLUMNS = """
            task, source, reference, unit, responsible, phase, assigned_on, due_on, rungs, heard, answers, extension_to, remark, sequence""";

    private final JdbcClient jdbc;
    private final TaskRows rows;
    private final ViewPositions positions;

    TaskList(JdbcClient jdbc, TaskRows rows, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.positions = positions;
    }

    /** A place in a list by deadlines: behind this task. */
    record Place(LocalDate dueOn, UUID task) {

        static final Place BEGINNING = new Place(LocalDate.of(1, 1, 1), new UUID(0, 0));

        static Place behind(TaskRow row) {
            return new Place(row.dueOn(), row.task());
        }

        String text() {
            return dueOn + "_" + task;
        }

        /** Empty if the text is none that {@link #text} gave. */
        static Optional<Place> of(String text) {
            var parts = text.split("_", 2);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (DateTimeParseException | IllegalArgumentException notAPlace) {
                return Optional.empty();
            }
        }
    }

    /** One thing that happened to a task. */
    record Happened(long sequence, Instant recordedAt, String type, TaskEvent event) {}

    Optional<TaskRow> find(UUID task) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM supervised_task WHERE task = :task")
                .param("task", task)
                .query((row, _) -> row(row))
                .optional();
    }

    /** Some tasks behind a place, the ones first whose last day in time is the earliest. */
    List<TaskRow> page(TaskFilter filter, Place behind, int limit) {
        var where = new ArrayList<String>();
        if (filter.units() != null) where.add("unit = ANY (:units)");
        if (filter.unit() != null) where.add("unit = :unit");
        if (filter.phase() != null) where.add("phase = :phase");
        if (filter.source() != null) where.add("source = :source");
        if (filter.responsible() != null) where.add("responsible = :responsible");
        if (filter.overdueOn() != null) where.add("phase = 'OPEN' AND due_on < :overdueOn");
        where.add("(due_on, task) > (:dueOn, :task)");
        var statement = jdbc.sql("SELECT " + COLUMNS + " FROM supervised_task WHERE " + String.join(" AND ", where)
                        + " ORDER BY due_on, task LIMIT :limit")
                .param("dueOn", behind.dueOn)
                .param("task", behind.task)
                .param("limit", limit);
        var units = filter.units();
        if (units != null) statement = statement.param("units", units.toArray(String[]::new));
        if (filter.unit() != null) statement = statement.param("unit", filter.unit());
        if (filter.phase() != null)
            statement = statement.param("phase", filter.phase().name());
        if (filter.source() != null)
            statement = statement.param("source", filter.source().name());
        if (filter.responsible() != null) statement = statement.param("responsible", filter.responsible());
        if (filter.overdueOn() != null) statement = statement.param("overdueOn", filter.overdueOn());
        return statement.query((row, _) -> row(row)).list();
    }

    /** All that happened to a task, in its order. */
    List<Happened> history(UUID task) {
        return jdbc.sql(
                        "SELECT sequence, recorded_at, type, body FROM supervised_task_event WHERE task = :task ORDER BY sequence")
                .param("task", task)
                .query((row, _) -> new Happened(
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("type"),
                        rows.read(row.getString("type"), row.getString("body"))))
                .list();
    }

    /** A task of which there is something to tell. */
    record Due(LocalDate nextOn, UUID task) {
        static final Due BEGINNING = new Due(LocalDate.of(1, 1, 1), new UUID(0, 0));
    }

    /** The next ones behind a place of which there is something to tell by today. */
    List<Due> due(LocalDate today, Due behind, int limit) {
        return jdbc.sql("""
                SELECT next_on, task FROM supervised_task
                WHERE next_on <= :today AND (next_on, task) > (:nextOn, :task) ORDER BY next_on, task LIMIT :limit""")
                .param("today", today)
                .param("nextOn", behind.nextOn)
                .param("task", behind.task)
                .param("limit", limit)
                .query((row, _) ->
                        new Due(row.getObject("next_on", LocalDate.class), row.getObject("task", UUID.class)))
                .list();
    }

    /** Those of these tasks that are there, and in one of the phases. */
    Set<UUID> in(Collection<UUID> tasks, Phase... phases) {
        return new HashSet<>(
                jdbc.sql("SELECT task FROM supervised_task WHERE task = ANY (:tasks) AND phase = ANY (:phases)")
                        .param("tasks", tasks.toArray(UUID[]::new))
                        .param("phases", Stream.of(phases).map(Phase::name).toArray(String[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** Waits until what the token's command did to tasks shows; see {@link ViewPositions#await(String, ConsistencyToken)}. */
    void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(TaskRows.VIEW, ownWrite);
    }

    private static TaskRow row(ResultSet row) throws SQLException {
        return new TaskRow(
                row.getObject("task", UUID.class),
                Source.valueOf(row.getString("source")),
                row.getString("reference"),
                row.getString("unit"),
                row.getString("responsible"),
                Phase.valueOf(row.getString("phase")),
                row.getObject("assigned_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getInt("rungs"),
                Stream.of((String[]) row.getArray("heard").getArray())
                        .map(Addressee::valueOf)
                        .toList(),
                row.getInt("answers"),
                row.getObject("extension_to", LocalDate.class),
                row.getObject("remark", UUID.class),
                row.getLong("sequence"));
    }
}
