package org.chaiwei.platform.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code audit_record} and its head. Thread-safe. */
final class AuditTable {

    /** Of the one statement; longer than it can take, unless something is wrong with the database. */
    private static final int STATEMENT_SECONDS = 3;

    /** Should fewer rows than positions come about, the division by zero undoes all of it. */
    private static final String INSERT = """
            WITH head AS (
                UPDATE audit_head SET position = position + ?, recorded_at = greatest(recorded_at, clock_timestamp())
                RETURNING position - ? AS base, recorded_at
            ), recorded AS (
                INSERT INTO audit_record (position, recorded_at, actor, role, kind, action, subject, code, details, traceparent)
                SELECT head.base + r.ordinal, head.recorded_at, r.actor, r.role, r.kind, r.action, r.subject, r.code, r.details, r.traceparent
                  FROM head, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       WITH ORDINALITY AS r (actor, role, kind, action, subject, code, details, traceparent, ordinal)
                RETURNING 1
            )
            SELECT head.base, 1 / (CASE WHEN (SELECT count(*) FROM recorded) = ? THEN 1 ELSE 0 END) FROM head
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    AuditTable(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A row, as it was recorded. */
    record Row(
            long position,
            Instant recordedAt,
            String actor,
            String role,
            AuditKind kind,
            String action,
            @Nullable String subject,
            String code,
            String details,
            @Nullable String traceparent) {}

    /** Which rows are wanted; null for any. {@code from} inclusive, {@code to} exclusive. */
    record Filter(
            @Nullable String actor,
            @Nullable AuditKind kind,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Appends the entries at the next positions, all or none, in one transaction of its own.
     *
     * @return the first one's position
     * @throws SQLException if they are not recorded, or the connection was lost before that was known
     */
    long insert(List<AuditEntry> entries) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            var parameter = 0;
            statement.setLong(++parameter, entries.size());
            statement.setLong(++parameter, entries.size());
            for (var column : COLUMNS)
                statement.setArray(
                        ++parameter,
                        connection.createArrayOf(
                                "text", entries.stream().map(column).toArray()));
            statement.setLong(++parameter, entries.size());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) throw new SQLException("audit_head has no row");
                return rows.getLong(1) + 1;
            }
        }
    }

    private static final List<Function<AuditEntry, @Nullable String>> COLUMNS = List.of(
            AuditEntry::actor,
            AuditEntry::role,
            entry -> entry.kind().name(),
            AuditEntry::action,
            AuditEntry::subject,
            AuditEntry::code,
            AuditEntry::details,
            AuditEntry::traceparent);

    /** The newest rows before a position, descending, at most {@code limit}. */
    List<Row> before(long position, Filter filter, int limit) {
        // The times are turned into positions first, so that one index after the other does all of it.
        return jdbc.sql("""
                        SELECT position, recorded_at, actor, role, kind, action, subject, code, details, traceparent FROM audit_record
                         WHERE position < :before
                           AND (:actor::text IS NULL OR actor = :actor)
                           AND (:kind::text IS NULL OR kind = :kind)
                           AND (:code::text IS NULL OR code = :code)
                           AND position >= CASE WHEN :from::timestamptz IS NULL THEN 0 ELSE
                               coalesce((SELECT position FROM audit_record WHERE recorded_at >= :from ORDER BY recorded_at, position LIMIT 1), :before) END
                           AND position < CASE WHEN :to::timestamptz IS NULL THEN :before ELSE
                               coalesce((SELECT position FROM audit_record WHERE recorded_at >= :to ORDER BY recorded_at, position LIMIT 1), :before) END
                         ORDER BY position DESC LIMIT :limit""")
                .param("before", position)
                .param("actor", filter.actor())
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("code", filter.code())
                .param("from", at(filter.from()))
                .param("to", at(filter.to()))
                .param("limit", limit)
                .query((row, _) -> new Row(
                        row.getLong("position"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("role"),
                        AuditKind.valueOf(row.getString("kind")),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("code"),
                        row.getString("details"),
                        row.getString("traceparent")))
                .list();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
