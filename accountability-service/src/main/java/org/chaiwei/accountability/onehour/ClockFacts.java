package org.chaiwei.accountability.onehour;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaiwei.accountability.onehour.Kept.Count;
import org.chaiwei.accountability.record.PointOfRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code clock_fact}. Adds within the caller's transaction. */
final class ClockFacts {

    static final String TABLE = "clock_fact";

    /** The names stand in rows. */
    enum Kind {
        STARTED,
        MISSED,
        STOPPED
    }

    /**
     * What was told of a clock.
     *
     * @param milestone which time was missed
     * @param outcome how it came out
     */
    record ClockFact(
            UUID epoch,
            long position,
            UUID violation,
            String street,
            Kind kind,
            @Nullable String milestone,
            @Nullable String outcome,
            LocalDate occurredOn,
            Instant recordedAt) {}

    private record OfStreet(String street, Count count) {}

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    ClockFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /** Adds facts, in one statement; one that is there already stays as it is. */
    void add(List<ClockFact> facts) {
        if (facts.isEmpty()) return;
        jdbc.update("""
                INSERT INTO clock_fact (epoch, position, violation, street, kind, milestone, outcome, occurred_on, recorded_at)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                                     ?::timestamptz[])
                ON CONFLICT ON CONSTRAINT clock_fact_pkey DO NOTHING""", statement -> {
            var columns = new Columns(statement);
            columns.add("uuid", facts.stream().map(ClockFact::epoch));
            columns.add("bigint", facts.stream().map(ClockFact::position));
            columns.add("uuid", facts.stream().map(ClockFact::violation));
            columns.add("text", facts.stream().map(ClockFact::street));
            columns.add("text", facts.stream().map(fact -> fact.kind().name()));
            columns.add("text", facts.stream().map(ClockFact::milestone));
            columns.add("text", facts.stream().map(ClockFact::outcome));
            columns.add("date", facts.stream().map(ClockFact::occurredOn));
            columns.add(
                    "timestamptz", facts.stream().map(fact -> fact.recordedAt().atOffset(ZoneOffset.UTC)));
        });
    }

    /**
     * The clocks that were started from {@code from} to {@code asOf}, as they stood on that day, by the street that had confirmed.
     *
     * @return by street; one that had none is missing
     */
    Map<String, Count> started(LocalDate from, LocalDate asOf, PointOfRecord known) {
        return client
                .sql("""
                        WITH started AS (
                            SELECT violation, street FROM clock_fact
                            WHERE kind = 'STARTED' AND occurred_on BETWEEN :from AND :asOf AND recorded_at < :before),
                        judged AS (
                            SELECT started.street, started.violation,
                                   (array_agg(told.outcome ORDER BY told.position DESC) FILTER (WHERE told.kind = 'STOPPED'))[1] AS outcome,
                                   coalesce(bool_or(told.milestone = 'DISPATCHED'), false) AS dispatched_late,
                                   coalesce(bool_or(told.milestone = 'ON_SITE'), false) AS on_site_late,
                                   coalesce(bool_or(told.milestone = 'REMOVED'), false) AS hour_missed
                            FROM started
                            LEFT JOIN clock_fact AS told ON told.violation = started.violation AND told.kind <> 'STARTED'
                                                        AND told.occurred_on <= :asOf AND told.recorded_at < :before
                            GROUP BY started.street, started.violation)
                        SELECT street,
                               count(*) AS started,
                               count(*) FILTER (WHERE outcome = 'KEPT') AS kept,
                               count(*) FILTER (WHERE outcome = 'LATE' OR (outcome IS NULL AND hour_missed)) AS missed,
                               count(*) FILTER (WHERE outcome = 'VOID') AS void,
                               count(*) FILTER (WHERE outcome IS NULL AND NOT hour_missed) AS running,
                               count(*) FILTER (WHERE dispatched_late AND outcome IS DISTINCT FROM 'VOID') AS dispatched_late,
                               count(*) FILTER (WHERE on_site_late AND outcome IS DISTINCT FROM 'VOID') AS on_site_late
                        FROM judged GROUP BY street""")
                .param("from", from)
                .param("asOf", asOf)
                .param("before", before(known))
                .query((row, _) -> new OfStreet(
                        row.getString("street"),
                        new Count(
                                row.getLong("started"),
                                row.getLong("kept"),
                                row.getLong("missed"),
                                row.getLong("void"),
                                row.getLong("running"),
                                row.getLong("dispatched_late"),
                                row.getLong("on_site_late"))))
                .list()
                .stream()
                .collect(Collectors.toMap(OfStreet::street, OfStreet::count));
    }

    /** The end of time, where everything is known. */
    static OffsetDateTime before(PointOfRecord known) {
        return known.before() == null
                ? OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC)
                : known.before().atOffset(ZoneOffset.UTC);
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
