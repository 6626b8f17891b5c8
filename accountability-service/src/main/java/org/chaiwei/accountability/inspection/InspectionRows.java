package org.chaiwei.accountability.inspection;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.view.View;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what happened in inspections, and the rows that lists are read from. Some events a week: a statement each. */
final class InspectionRows implements View {

    static final String VIEW = "inspections";

    private static final Map<String, Class<?>> TYPES =
            InspectionEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::name, EventTypes.Named::type));

    private static final Map<Class<?>, String> NAMES =
            InspectionEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::type, EventTypes.Named::name));

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    InspectionRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> tables() {
        return List.of("inspection_event", "inspection", "inspection_finding", "inspection_task");
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch) {
            if (!(recorded.event() instanceof InspectionEvent event)) continue;
            var body = json.writeValueAsString(event);
            jdbc.update(
                    "INSERT INTO inspection_event (inspection, sequence, recorded_at, type, body) VALUES (?, ?, ?, ?, ?::jsonb)",
                    event.inspection(),
                    recorded.sequence(),
                    recorded.recordedAt().atOffset(ZoneOffset.UTC),
                    NAMES.get(event.getClass()),
                    body);
            apply(event, body);
        }
    }

    private void apply(InspectionEvent event, String body) {
        switch (event) {
            case InspectionOpened e ->
                jdbc.update(
                        "INSERT INTO inspection (inspection, unit, opened_on) VALUES (?, ?, ?)",
                        e.inspection(),
                        e.unit(),
                        e.occurredOn());
            case FindingRecorded e ->
                jdbc.update(
                        """
                        INSERT INTO inspection_finding (finding, inspection, unit, kind, severity, standing, recorded_on)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""",
                        e.finding(),
                        e.inspection(),
                        e.unit(),
                        e.kind().name(),
                        e.severity().name(),
                        Standing.OPEN.name(),
                        e.occurredOn());
            case FindingConfirmed e -> decided(e, Standing.CONFIRMED, e.finding());
            case FindingWithdrawn e -> decided(e, Standing.WITHDRAWN, e.finding());
            case FindingTasked e ->
                jdbc.update(
                        "INSERT INTO inspection_task (task, inspection, body) VALUES (?, ?, ?::jsonb)",
                        e.task(),
                        e.inspection(),
                        body);
            case InspectionClosed e ->
                jdbc.update("UPDATE inspection SET closed_on = ? WHERE inspection = ?", e.occurredOn(), e.inspection());
            case FindingAnswered _ -> {}
        }
    }

    private void decided(InspectionEvent event, Standing standing, Object finding) {
        jdbc.update(
                "UPDATE inspection_finding SET standing = ?, decided_on = ? WHERE finding = ?",
                standing.name(),
                event.occurredOn(),
                finding);
    }

    InspectionEvent read(String type, String body) {
        var named = TYPES.get(type);
        if (named == null) throw new IllegalStateException("a row of no known type: " + type);
        return (InspectionEvent) json.readValue(body, named);
    }
}
