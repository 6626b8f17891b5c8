package org.chaiwei.accountability.target;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the targets' events where queries find them: some dozens of rows, folded at each question. */
final class TargetRows implements View {

    static final String VIEW = "targets";

    private static final Map<String, Class<?>> TYPES =
            TargetEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::name, EventTypes.Named::type));

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    TargetRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> tables() {
        return List.of("target_event");
    }

    @Override
    public void apply(List<Recorded> batch) {
        jdbc.batchUpdate(
                "INSERT INTO target_event (position, recorded_at, target, type, body) VALUES (?, ?, ?, ?, ?::jsonb)",
                batch.stream()
                        .filter(recorded -> recorded.event() instanceof TargetEvent)
                        .map(recorded -> new Object[] {
                            recorded.position(),
                            recorded.recordedAt().atOffset(ZoneOffset.UTC),
                            recorded.aggregate(),
                            recorded.event().getClass().getSimpleName(),
                            json.writeValueAsString(recorded.event())
                        })
                        .toList());
    }

    TargetEvent read(String type, String body) {
        var named = TYPES.get(type);
        if (named == null) throw new IllegalStateException("a row of no known type: " + type);
        return (TargetEvent) json.readValue(body, named);
    }
}
