package org.chaiwei.accountability.progress;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.record.PointsOfRecord;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Points of the record, as the ledger's facts that were taken in here tell them. A position between two facts is as good as the earlier one.
 */
final class LedgerRecord implements PointsOfRecord {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** @param clock the system's: a point of the record is when something was really written down */
    LedgerRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public PointOfRecord knownAt(@Nullable String given) {
        if (given == null || given.isBlank()) return latest(null);
        var text = given.strip();
        return text.matches("\\d{1,18}") ? at(Long.parseLong(text)) : at(instant(text));
    }

    private PointOfRecord latest(@Nullable Instant before) {
        return point(last("true"), Map.of(), before);
    }

    private PointOfRecord at(long position) {
        var next = jdbc.sql("""
                        SELECT recorded_at FROM (
                            (SELECT position, recorded_at FROM movement WHERE position > :position ORDER BY position LIMIT 1)
                            UNION ALL
                            (SELECT position, recorded_at FROM designation_fact WHERE position > :position ORDER BY position LIMIT 1)
                        ) AS heard ORDER BY position LIMIT 1""")
                .param("position", position)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
        // What the ledger recorded next was not known yet; nor was what others recorded from then on.
        return next == null ? latest(null) : point(last("position <= :position"), Map.of("position", position), next);
    }

    private PointOfRecord at(Instant instant) {
        var now = clock.instant();
        if (instant.isAfter(now)) throw refused("instant-in-future", Map.of("now", now));
        // The record keeps microseconds.
        var before = instant.plusNanos(1_000);
        return point(last("recorded_at < :before"), Map.of("before", before.atOffset(ZoneOffset.UTC)), before);
    }

    /** The last fact of the ledger that was taken in and of which this holds. */
    private static String last(String holds) {
        return """
                SELECT position, recorded_at FROM (
                    (SELECT position, recorded_at FROM movement WHERE %1$s ORDER BY position DESC LIMIT 1)
                    UNION ALL
                    (SELECT position, recorded_at FROM designation_fact WHERE %1$s ORDER BY position DESC LIMIT 1)
                ) AS heard ORDER BY position DESC LIMIT 1""".formatted(holds);
    }

    private PointOfRecord point(String sql, Map<String, ?> params, @Nullable Instant before) {
        return jdbc.sql(sql)
                .params(params)
                .query((row, _) -> new PointOfRecord(
                        row.getLong("position"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        before))
                .optional()
                .orElse(new PointOfRecord(0, null, before));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notAnInstant) {
            throw refused("not-a-point-of-record", Map.of());
        }
    }

    private static RefusedException refused(String code, Map<String, Object> details) {
        return new RefusedException(new InvalidRequest(List.of(new FieldError("knownAt", code, details))));
    }
}
