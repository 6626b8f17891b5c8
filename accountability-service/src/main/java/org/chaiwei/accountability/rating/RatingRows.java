package org.chaiwei.accountability.rating;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the ratings' events where queries find them: some a month, folded at each question. */
final class RatingRows implements View {

    static final String VIEW = "ratings";

    private static final Map<String, Class<?>> TYPES =
            RatingEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::name, EventTypes.Named::type));

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    RatingRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> tables() {
        return List.of("rating_event");
    }

    @Override
    public void apply(List<Recorded> batch) {
        jdbc.batchUpdate(
                "INSERT INTO rating_event (position, recorded_at, rating, month, type, body) VALUES (?, ?, ?, ?, ?, ?::jsonb)",
                batch.stream()
                        .filter(recorded -> recorded.event() instanceof RatingEvent)
                        .map(recorded -> new Object[] {
                            recorded.position(),
                            recorded.recordedAt().atOffset(ZoneOffset.UTC),
                            recorded.aggregate(),
                            ((RatingEvent) recorded.event()).month(),
                            recorded.event().getClass().getSimpleName(),
                            json.writeValueAsString(recorded.event())
                        })
                        .toList());
    }

    RatingEvent read(String type, String body) {
        var named = TYPES.get(type);
        if (named == null) throw new IllegalStateException("a row of no known type: " + type);
        return (RatingEvent) json.readValue(body, named);
    }
}
