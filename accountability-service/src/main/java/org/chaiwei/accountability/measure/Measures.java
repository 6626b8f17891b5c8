package org.chaiwei.accountability.measure;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.chaiwei.accountability.measure.MeasureState.Stage;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds measures, the last proposed first, and the history of each. Thread-safe. */
final class Measures {

    private static final String SEPARATOR = "\n";

    private final JdbcClient jdbc;
    private final MeasureRows rows;
    private final ViewPositions positions;

    Measures(JdbcClient jdbc, MeasureRows rows, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.positions = positions;
    }

    /** @param next the cursor of the next page, null on the last one */
    record Page(List<MeasureRow> items, @Nullable String next) {}

    /** An event of a measure, with when it was recorded. */
    record Happened(long sequence, Instant recordedAt, MeasureEvent event) {}

    /** @param below the position below which to read on; empty for the beginning */
    Page page(MeasureFilter filter, OptionalLong below, int limit) {
        var conditions = new ArrayList<>(List.of("true"));
        var parameters = new HashMap<String, Object>();
        if (filter.own() != null) {
            // Whom a measure names is known only to who sees all of it.
            conditions.add(filter.person() == null ? "(is_public OR street = ANY (:own))" : "street = ANY (:own)");
            parameters.put("own", filter.own().toArray(String[]::new));
        }
        equal("street", filter.street(), conditions, parameters);
        equal("person", filter.person(), conditions, parameters);
        equal("month", filter.month(), conditions, parameters);
        equal("kind", filter.kind() == null ? null : filter.kind().name(), conditions, parameters);
        equal("stage", filter.state() == null ? null : filter.state().name(), conditions, parameters);
        below.ifPresent(position -> {
            conditions.add("position < :below");
            parameters.put("below", position);
        });
        var found = jdbc.sql("SELECT * FROM measure WHERE %s ORDER BY position DESC LIMIT %d"
                        .formatted(String.join(" AND ", conditions), limit + 1))
                .params(parameters)
                .query(Measures::row)
                .list();
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(List.copyOf(shown), found.size() > limit ? cursor(shown.getLast(), filter) : null);
    }

    Optional<MeasureRow> find(UUID measure) {
        return jdbc.sql("SELECT * FROM measure WHERE measure = :measure")
                .param("measure", measure)
                .query(Measures::row)
                .optional();
    }

    /** What happened to a measure, in its order. */
    List<Happened> history(UUID measure) {
        return jdbc.sql("""
                SELECT sequence, recorded_at, type, body FROM measure_event
                WHERE measure = :measure ORDER BY sequence""")
                .param("measure", measure)
                .query((row, _) -> new Happened(
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        rows.read(row.getString("type"), row.getString("body"))))
                .list();
    }

    /** All that rules have proposed for a month: at most some a street. */
    List<MeasureRow> byRule(YearMonth month) {
        return jdbc.sql("SELECT * FROM measure WHERE month = :month AND ground = :ground ORDER BY position")
                .param("month", month.toString())
                .param("ground", Ground.RATING.name())
                .query(Measures::row)
                .list();
    }

    /** Those whose upheld appeal waits for the rating's correction; at most so many at once. */
    List<MeasureRow> upheld(int atMost) {
        return jdbc.sql("SELECT * FROM measure WHERE stage = 'UPHELD' ORDER BY position LIMIT :most")
                .param("most", atMost)
                .query(Measures::row)
                .list();
    }

    /** Waits until what the token's command did to measures shows; see {@link ViewPositions#await(String, ConsistencyToken)}. */
    void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(MeasureRows.VIEW, ownWrite);
    }

    /** The place that a cursor of this filter's list means; empty if the text is none. */
    static OptionalLong place(String cursor, MeasureFilter filter) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, 2);
            return parts.length == 2 && parts[0].equals(digest(filter))
                    ? OptionalLong.of(Long.parseLong(parts[1]))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException notACursor) {
            return OptionalLong.empty();
        }
    }

    private static String cursor(MeasureRow last, MeasureFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((digest(filter) + SEPARATOR + last.position()).getBytes(StandardCharsets.UTF_8));
    }

    /** Only to notice a mistake: nobody gains by a collision, the scope holds in every query. */
    private static String digest(MeasureFilter filter) {
        return Integer.toHexString(filter.toString().hashCode());
    }

    private static void equal(
            String column, @Nullable String value, List<String> conditions, HashMap<String, Object> parameters) {
        if (value == null) return;
        conditions.add(column + " = :" + column);
        parameters.put(column, value);
    }

    private static MeasureRow row(ResultSet row, int number) throws SQLException {
        return new MeasureRow(
                row.getObject("measure", UUID.class),
                row.getLong("position"),
                row.getLong("sequence"),
                row.getString("street"),
                row.getString("month"),
                MeasureKind.valueOf(row.getString("kind")),
                Ground.valueOf(row.getString("ground")),
                row.getString("rule"),
                Stage.valueOf(row.getString("stage")),
                row.getBoolean("under_review"),
                row.getBoolean("is_public"),
                row.getString("person"),
                row.getObject("proposed_on", LocalDate.class),
                row.getObject("served_on", LocalDate.class),
                row.getObject("appeal_until", LocalDate.class),
                row.getLong("tables_position"));
    }
}
