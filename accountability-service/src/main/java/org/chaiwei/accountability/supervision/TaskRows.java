package org.chaiwei.accountability.supervision;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.supervision.TaskState.Given;
import org.chaiwei.accountability.supervision.TaskState.Phase;
import org.chaiwei.accountability.supervision.TaskState.Unassigned;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what happened to each task, and from that where it stands: a task's row is worked out anew from all of its events at each batch in
 * which it occurs, by the rules alone.
 */
final class TaskRows implements View {

    static final String VIEW = "tasks";

    private static final Map<String, Class<?>> TYPES =
            TaskEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::name, EventTypes.Named::type));

    private static final Map<Class<?>, String> NAMES =
            TaskEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::type, EventTypes.Named::name));

    private static final String SAVE = """
            INSERT INTO supervised_task (task, source, reference, unit, responsible, phase, assigned_on, due_on, next_on, rungs, heard, answers,
                                         extension_to, remark, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT supervised_task_pkey DO UPDATE SET responsible = excluded.responsible, phase = excluded.phase,
                due_on = excluded.due_on, next_on = excluded.next_on, rungs = excluded.rungs, heard = excluded.heard, answers = excluded.answers,
                extension_to = excluded.extension_to, sequence = excluded.sequence""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Ladders ladders;
    private final WorkingDays calendar;

    TaskRows(JdbcTemplate jdbc, JsonMapper json, Ladders ladders, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.json = json;
        this.ladders = ladders;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> tables() {
        return List.of("supervised_task_event", "supervised_task");
    }

    @Override
    public void apply(List<Recorded> batch) {
        var sequences = new LinkedHashMap<UUID, Long>();
        var rows = new ArrayList<Object[]>();
        for (var recorded : batch) {
            if (!(recorded.event() instanceof TaskEvent event)) continue;
            sequences.put(event.task(), recorded.sequence());
            rows.add(new Object[] {
                event.task(),
                recorded.sequence(),
                recorded.recordedAt().atOffset(ZoneOffset.UTC),
                NAMES.get(event.getClass()),
                json.writeValueAsString(event)
            });
        }
        if (rows.isEmpty()) return;
        jdbc.batchUpdate(
                "INSERT INTO supervised_task_event (task, sequence, recorded_at, type, body) VALUES (?, ?, ?, ?, ?::jsonb)",
                rows);
        var tasks = states(List.copyOf(sequences.keySet()));
        jdbc.batchUpdate(
                SAVE,
                sequences.entrySet().stream()
                        .map(entry -> row((Given) Objects.requireNonNull(tasks.get(entry.getKey())), entry.getValue()))
                        .toList());
    }

    private Map<UUID, TaskState> states(List<UUID> tasks) {
        var states = new HashMap<UUID, TaskState>();
        jdbc.query(
                "SELECT type, body FROM supervised_task_event WHERE task = ANY (?) ORDER BY task, sequence",
                row -> {
                    var event = read(row.getString("type"), row.getString("body"));
                    states.compute(
                            event.task(), (_, state) -> (state == null ? new Unassigned() : state).evolve(event));
                },
                (Object) tasks.toArray(UUID[]::new));
        return states;
    }

    private Object[] row(Given task, long sequence) {
        var assigned = task.assigned();
        var asked = task.asked();
        return new Object[] {
            assigned.task(),
            assigned.source().name(),
            assigned.reference(),
            assigned.unit(),
            task.responsible(),
            task.phase().name(),
            assigned.occurredOn(),
            task.dueOn(),
            task.phase() == Phase.OPEN
                    ? ladders.version(assigned.ladder()).next(task.told(), task.dueOn(), calendar)
                    : null,
            task.told().rungs(),
            task.heard().stream().map(Addressee::name).collect(Collectors.joining(",")),
            task.answers().size(),
            asked == null ? null : asked.dueOn(),
            assigned.remark(),
            sequence
        };
    }

    TaskEvent read(String type, String body) {
        var named = TYPES.get(type);
        if (named == null) throw new IllegalStateException("a row of no known type: " + type);
        return (TaskEvent) json.readValue(body, named);
    }
}
