package org.chaiwei.demolition.onehour;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chaiwei.demolition.enforcement.OneHourClock;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code one_hour_clock}: many rows in one statement each way. Writes within the caller's transaction. */
final class ClockRows {

    private static final String COLUMNS = "violation, ledger_number, street, removed_at, clock, stopped_at, position";

    /** How clocks stand in rows; of its own, so that no setting of the service reaches the format. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final JdbcTemplate jdbc;
    private final Supplier<Law> law;

    /** @param law as it is now */
    ClockRows(JdbcTemplate jdbc, Supplier<Law> law) {
        this.jdbc = jdbc;
        this.law = law;
    }

    /** Those of these that there are. */
    Map<UUID, ClockRow> find(Collection<UUID> violations) {
        if (violations.isEmpty()) return Map.of();
        var found = new HashMap<UUID, ClockRow>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT " + COLUMNS + " FROM one_hour_clock WHERE violation = ANY (?)");
                    statement.setArray(1, connection.createArrayOf("uuid", violations.toArray()));
                    return statement;
                },
                row -> {
                    var clock = row(row);
                    found.put(clock.violation(), clock);
                });
        return found;
    }

    /** Writes these, each as given, whether it had a row or not. */
    void save(Collection<ClockRow> rows) {
        if (rows.isEmpty()) return;
        jdbc.update("""
                INSERT INTO one_hour_clock (violation, ledger_number, street, removed_at, clock, confirmed_at, outcome, stopped_at,
                                            next_finding, position)
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::text[],
                                     ?::timestamptz[], ?::timestamptz[], ?::bigint[])
                ON CONFLICT ON CONSTRAINT one_hour_clock_pkey DO UPDATE
                SET ledger_number = excluded.ledger_number, street = excluded.street, removed_at = excluded.removed_at,
                    clock = excluded.clock, confirmed_at = excluded.confirmed_at, outcome = excluded.outcome,
                    stopped_at = excluded.stopped_at, next_finding = excluded.next_finding, position = excluded.position""", statement -> {
            var columns = new Columns(statement);
            columns.add("uuid", rows.stream().map(ClockRow::violation));
            columns.add("text", rows.stream().map(ClockRow::ledgerNumber));
            columns.add("text", rows.stream().map(ClockRow::street));
            columns.add("timestamptz", rows.stream().map(ClockRow::removedAt));
            columns.add(
                    "text",
                    rows.stream().map(row -> row.clock() == null ? null : JSON.writeValueAsString(row.clock())));
            columns.add(
                    "timestamptz",
                    rows.stream()
                            .map(row -> row.clock() == null ? null : row.clock().confirmedAt()));
            columns.add("text", rows.stream().map(ClockRows::outcome));
            columns.add("timestamptz", rows.stream().map(ClockRow::stoppedAt));
            columns.add("timestamptz", rows.stream().map(this::nextFinding));
            columns.add("bigint", rows.stream().map(ClockRow::position));
        });
    }

    private static @Nullable String outcome(ClockRow row) {
        return row.clock() == null || row.clock().outcome() == null
                ? null
                : row.clock().outcome().name();
    }

    private @Nullable OffsetDateTime nextFinding(ClockRow row) {
        var clock = row.clock();
        if (clock == null) return null;
        var day = BusinessClock.dateOf(clock.confirmedAt().toInstant());
        var rules = law.get().rules();
        var finding = clock.nextFinding(rules.clock(day));
        var hearing = rules.pauses(day).map(clock::nextHearing).orElse(null);
        var next = finding == null || (hearing != null && hearing.isBefore(finding)) ? hearing : finding;
        return next == null ? null : next.atOffset(ZoneOffset.UTC);
    }

    /** The cases that have had something to tell since before this time, the longest waiting first. */
    List<UUID> due(Instant now, int limit) {
        return jdbc.queryForList(
                "SELECT violation FROM one_hour_clock WHERE next_finding < ? ORDER BY next_finding, violation LIMIT ?",
                UUID.class,
                now.atOffset(ZoneOffset.UTC),
                limit);
    }

    /**
     * The clocks that run, then those that began or stopped since, the latest first.
     *
     * @param streets those that count; null for all
     */
    List<ClockRow> onBoard(Instant since, @Nullable Set<String> streets, int limit) {
        return jdbc.query(
                """
                SELECT %s FROM one_hour_clock
                WHERE confirmed_at IS NOT NULL AND (outcome IS NULL OR confirmed_at >= ? OR stopped_at >= ?)
                  AND (?::text[] IS NULL OR street = ANY (?::text[]))
                ORDER BY outcome IS NULL DESC, confirmed_at DESC, violation LIMIT ?""".formatted(COLUMNS),
                statement -> {
                    var from = since.atOffset(ZoneOffset.UTC);
                    var wanted =
                            streets == null ? null : statement.getConnection().createArrayOf("text", streets.toArray());
                    statement.setObject(1, from);
                    statement.setObject(2, from);
                    statement.setArray(3, wanted);
                    statement.setArray(4, wanted);
                    statement.setInt(5, limit);
                },
                (row, _) -> row(row));
    }

    private static ClockRow row(ResultSet row) throws SQLException {
        var clock = row.getString("clock");
        return new ClockRow(
                row.getObject("violation", UUID.class),
                row.getString("ledger_number"),
                row.getString("street"),
                there(row.getObject("removed_at", OffsetDateTime.class)),
                clock == null ? null : JSON.readValue(clock, OneHourClock.class),
                there(row.getObject("stopped_at", OffsetDateTime.class)),
                row.getLong("position"));
    }

    /** The database keeps the instant; the district's offset is what events have. */
    private static @Nullable OffsetDateTime there(@Nullable OffsetDateTime kept) {
        return kept == null ? null : kept.atZoneSameInstant(BusinessClock.ZONE).toOffsetDateTime();
    }

    /** Sets a statement's parameters one after the other, an array each. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Columns(PreparedStatement statement) throws SQLException {
            this.connection = statement.getConnection();
            this.statement = statement;
        }

        void add(String type, Stream<? extends @Nullable Object> values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values.toArray()));
        }
    }
}
