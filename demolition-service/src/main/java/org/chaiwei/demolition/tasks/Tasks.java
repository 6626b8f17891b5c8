package org.chaiwei.demolition.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.demolition.enforcement.Task;
import org.chaiwei.demolition.enforcement.Task.Why;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a caller's tasks. A page is as many index entries as it has tasks, for each owner, however many cases there are; a total is counted
 * no further than {@value #COUNTED_MAX}.
 */
final class Tasks {

    /** Beyond it a total is told as this many. */
    static final int COUNTED_MAX = 1_000;

    private static final TypeReference<List<Why>> WHYS = new TypeReference<>() {};

    private static final String SHOWN = """
            violation, act, ledger_number, street, track, roles, request, nullif(found.earliest, 'infinity') AS first_day, earliest_provisional,
            nullif(found.due_on, 'infinity') AS last_day, due_provisional, deadline, why, handler, supervisor""";

    /** Of each owner the first ones, and of all those the first; one that the caller has twice is shown once. */
    private static final String PAGE = """
            SELECT DISTINCT ON (found.due_on, found.earliest, violation, act) %s FROM unnest(:owners::text[]) AS mine (owner)
            CROSS JOIN LATERAL (
                SELECT t.* FROM case_task t WHERE t.owner = mine.owner AND %s
                ORDER BY t.due_on, t.earliest, t.violation, t.act LIMIT %d) AS found
            ORDER BY found.due_on, found.earliest, violation, act LIMIT %d""";

    /** All states in one statement, each as if it were asked for alone. */
    private static final String TOTALS = Arrays.stream(TaskState.values())
            .map(state -> """
                    SELECT '%s' AS state, count(*) AS count FROM (SELECT DISTINCT violation, act FROM unnest(:owners::text[]) AS mine (owner)
                    CROSS JOIN LATERAL (SELECT t.violation, t.act FROM case_task t WHERE t.owner = mine.owner AND %s LIMIT %d) AS found) AS tasks""".formatted(state, state.condition(), COUNTED_MAX))
            .collect(Collectors.joining(" UNION ALL "));

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Tasks(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param state null for all */
    List<TaskRow> page(
            List<String> owners, LocalDate on, @Nullable TaskState state, @Nullable Cursor after, int limit) {
        var condition = (state == null ? "true" : state.condition())
                + (after == null
                        ? ""
                        : " AND (t.due_on, t.earliest, t.violation, t.act) > (:due::date, :earliest::date, :violation, :act)");
        var query = jdbc.sql(PAGE.formatted(SHOWN, condition, limit, limit))
                .param("owners", owners.toArray(String[]::new))
                .param("on", on);
        if (after != null)
            query = query.param("due", after.dueOn())
                    .param("earliest", after.earliest())
                    .param("violation", after.violation())
                    .param("act", after.act());
        return query.query((row, _) -> row(row)).list();
    }

    /** How many there are in each state, up to {@value #COUNTED_MAX}. */
    Map<TaskState, Integer> totals(List<String> owners, LocalDate on) {
        var totals = new EnumMap<TaskState, Integer>(TaskState.class);
        jdbc.sql(TOTALS)
                .param("owners", owners.toArray(String[]::new))
                .param("on", on)
                .query((row, _) -> totals.put(
                        TaskState.valueOf(row.getString("state")), Math.min(COUNTED_MAX, row.getInt("count"))))
                .list();
        return totals;
    }

    private TaskRow row(ResultSet row) throws SQLException {
        var track = row.getString("track");
        return new TaskRow(
                row.getObject("violation", UUID.class),
                row.getString("ledger_number"),
                row.getString("street"),
                track == null ? null : Track.valueOf(track),
                new Task(
                        Act.valueOf(row.getString("act")),
                        List.of((String[]) row.getArray("roles").getArray()),
                        row.getString("request"),
                        row.getObject("first_day", LocalDate.class),
                        row.getBoolean("earliest_provisional"),
                        row.getObject("last_day", LocalDate.class),
                        row.getBoolean("due_provisional"),
                        row.getObject("deadline", UUID.class),
                        json.readValue(row.getString("why"), WHYS)),
                row.getString("handler"),
                row.getString("supervisor"),
                "");
    }
}
