package org.chaiwei.accountability.measure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.accountability.measure.MeasureEvent.MeasureServed;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.accountability.measure.MeasureState.Unknown;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.platform.view.View;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the measures' events where queries find them, and beside them a row a measure: the fold of its events, written anew with each. */
final class MeasureRows implements View {

    static final String VIEW = "measures";

    private static final Map<String, Class<?>> TYPES =
            MeasureEvents.TYPES.stream().collect(Collectors.toMap(EventTypes.Named::name, EventTypes.Named::type));

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    MeasureRows(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> tables() {
        return List.of("measure_event", "measure");
    }

    /** A row's event. */
    record Kept(long position, long sequence, MeasureEvent event) {}

    @Override
    public void apply(List<Recorded> batch) {
        var ours = batch.stream()
                .filter(recorded -> recorded.event() instanceof MeasureEvent)
                .toList();
        if (ours.isEmpty()) return;
        jdbc.batchUpdate(
                """
                INSERT INTO measure_event (measure, sequence, position, recorded_at, type, body)
                VALUES (?, ?, ?, ?, ?, ?::jsonb)""",
                ours.stream()
                        .map(recorded -> new Object[] {
                            recorded.aggregate(),
                            recorded.sequence(),
                            recorded.position(),
                            recorded.recordedAt().atOffset(ZoneOffset.UTC),
                            recorded.event().getClass().getSimpleName(),
                            json.writeValueAsString(recorded.event())
                        })
                        .toList());
        var rows = new ArrayList<MeasureRow>();
        var touched = ours.stream().map(Recorded::aggregate).distinct().toArray(UUID[]::new);
        events(touched).forEach((_, events) -> rows.add(folded(events)));
        write(rows);
    }

    MeasureEvent read(String type, String body) {
        var named = TYPES.get(type);
        if (named == null) throw new IllegalStateException("a row of no known type: " + type);
        return (MeasureEvent) json.readValue(body, named);
    }

    /** What a measure's events come to. */
    static MeasureRow folded(List<Kept> events) {
        MeasureState state = new Unknown();
        MeasureServed served = null;
        for (var kept : events) {
            state = state.evolve(kept.event);
            if (kept.event instanceof MeasureServed e) served = e;
        }
        var first = events.getFirst();
        var proposal = Objects.requireNonNull(state.proposed(), "the first event is a proposal");
        var kind = Objects.requireNonNull(state.kind(), "proposed");
        return new MeasureRow(
                first.event.measure(),
                first.position,
                events.getLast().sequence,
                first.event.street(),
                proposal.evidence().month(),
                kind,
                proposal.ground(),
                proposal.rule(),
                state.stage(),
                state.isUnderReview(),
                kind.isPublic() && isToldToAll(state),
                served == null ? null : served.person(),
                first.event.occurredOn(),
                served == null ? null : served.servedOn(),
                served == null ? null : served.appealUntil(),
                state.tablesPosition());
    }

    /** Once it was served, and while nothing speaks against it. */
    private static boolean isToldToAll(MeasureState state) {
        return !state.isUnderReview() && (state.stage() == Stage.SERVED || state.stage() == Stage.CLOSED);
    }

    private Map<UUID, List<Kept>> events(UUID[] measures) {
        var events = new LinkedHashMap<UUID, List<Kept>>();
        JdbcClient.create(jdbc).sql("""
                        SELECT measure, sequence, position, type, body FROM measure_event
                        WHERE measure = ANY (:measures) ORDER BY measure, sequence""").param("measures", measures).query(row -> {
            events.computeIfAbsent(row.getObject("measure", UUID.class), _ -> new ArrayList<>())
                    .add(new Kept(
                            row.getLong("position"),
                            row.getLong("sequence"),
                            read(row.getString("type"), row.getString("body"))));
        });
        return events;
    }

    private void write(List<MeasureRow> rows) {
        jdbc.batchUpdate(
                """
                INSERT INTO measure (measure, position, sequence, street, month, kind, ground, rule, stage, under_review,
                    is_public, person, proposed_on, served_on, appeal_until, tables_position)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (measure) DO UPDATE SET
                    sequence = excluded.sequence, month = excluded.month, kind = excluded.kind, stage = excluded.stage,
                    under_review = excluded.under_review, is_public = excluded.is_public, person = excluded.person,
                    served_on = excluded.served_on, appeal_until = excluded.appeal_until,
                    tables_position = excluded.tables_position""",
                rows.stream()
                        .map(row -> new Object[] {
                            row.measure(),
                            row.position(),
                            row.sequence(),
                            row.street(),
                            row.month(),
                            row.kind().name(),
                            row.ground().name(),
                            row.rule(),
                            row.stage().name(),
                            row.underReview(),
                            row.isPublic(),
                            row.person(),
                            day(row.proposedOn()),
                            day(row.servedOn()),
                            day(row.appealUntil()),
                            row.tablesPosition()
                        })
                        .toList());
    }

    private static java.sql.@Nullable Date day(@Nullable LocalDate day) {
        return day == null ? null : java.sql.Date.valueOf(day);
    }
}
