package org.chaiwei.accountability.onehour;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chaiwei.accountability.progress.FactsUnder.Line;
import org.chaiwei.accountability.progress.FactsUnder.Page;
import org.chaiwei.accountability.progress.FactsUnder.Place;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.platform.fact.FactPlaces;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one-hour clocks by the day on which each was judged, for the rating. A clock is judged on the first business day that tells how it
 * came out: its hour was over, or it stopped. So one that runs over midnight belongs to one day and to one year, and none to two or to
 * none. How it came out is what the last word says, as of the day asked; one that is void counts neither way. Its street is the one that
 * had confirmed. Thread-safe.
 */
public final class JudgedClocks {

    /** Whatever ends with the street of each judged clock; {@code judged_on} is not before {@code :from}. */
    private static final String JUDGED = """
            WITH told AS (
                SELECT violation,
                       min(occurred_on) AS judged_on,
                       max(position) AS position,
                       max(recorded_at) AS recorded_at,
                       (array_agg(outcome ORDER BY position DESC) FILTER (WHERE kind = 'STOPPED'))[1] AS outcome
                FROM clock_fact
                WHERE (kind = 'STOPPED' OR kind = 'MISSED' AND milestone = 'REMOVED')
                  AND occurred_on <= :to AND recorded_at < :before
                GROUP BY violation),
            judged AS (
                SELECT told.violation, started.street, told.judged_on, told.position, told.recorded_at,
                       coalesce(told.outcome = 'KEPT', false) AS kept
                FROM told JOIN clock_fact AS started ON started.violation = told.violation AND started.kind = 'STARTED'
                WHERE told.judged_on >= :from AND told.outcome IS DISTINCT FROM 'VOID')
            """;

    private final JdbcClient jdbc;
    private final FactPlaces places;

    JudgedClocks(JdbcClient jdbc, FactPlaces places) {
        this.jdbc = jdbc;
        this.places = places;
    }

    /** @param judged kept and missed */
    public record Judged(long kept, long judged) {}

    /** Those judged from one day to another, both of them included, as of the later; a street without any is not in it. */
    public Map<String, Judged> byStreet(LocalDate from, LocalDate to, PointOfRecord known) {
        record Row(String street, Judged judged) {}
        return jdbc
                .sql(JUDGED + """
                SELECT street, count(*) FILTER (WHERE kept) AS kept, count(*) AS judged FROM judged GROUP BY street""")
                .param("from", from)
                .param("to", to)
                .param("before", ClockFacts.before(known))
                .query((row, _) ->
                        new Row(row.getString("street"), new Judged(row.getLong("kept"), row.getLong("judged"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::street, Row::judged));
    }

    /**
     * The clocks of one street, the latest judged first: a line counts 1 where the clock was kept. Its position is one of the demolition
     * service's log.
     *
     * @param since those of which something was recorded at this instant or later; null for all
     * @param after null for the first page
     */
    public Page page(
            String street,
            LocalDate from,
            LocalDate to,
            @Nullable Instant since,
            PointOfRecord known,
            @Nullable Place after,
            int limit) {
        var found = jdbc.sql(JUDGED + """
                SELECT j.violation, e.ledger_number, j.street, j.judged_on, j.kept, j.position
                FROM judged AS j LEFT JOIN entry AS e USING (violation)
                WHERE j.street = :street AND (:since::timestamptz IS NULL OR j.recorded_at >= :since::timestamptz)
                  AND (:afterDate::date IS NULL
                       OR (j.judged_on, j.position) < (:afterDate::date, :afterPosition::bigint))
                ORDER BY j.judged_on DESC, j.position DESC LIMIT :limit""")
                .param("from", from)
                .param("to", to)
                .param("before", ClockFacts.before(known))
                .param("street", street)
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .param("afterDate", after == null ? null : after.date())
                .param("afterPosition", after == null ? null : after.position())
                .param("limit", limit + 1)
                .query((row, _) -> new Line(
                        row.getObject("violation", UUID.class),
                        row.getString("ledger_number"),
                        null,
                        row.getString("street"),
                        row.getObject("judged_on", LocalDate.class),
                        row.getBoolean("kept") ? "CLOCK_KEPT" : "CLOCK_MISSED",
                        new BigDecimal("0.00"),
                        row.getBoolean("kept") ? 1 : 0,
                        null,
                        row.getLong("position")))
                .list();
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown,
                found.size() > limit
                        ? new Place(shown.getLast().date(), shown.getLast().position(), 0)
                        : null);
    }

    /** The position of the demolition service's last fact about a clock; 0 before there is one. */
    public long lastPosition(PointOfRecord known) {
        return jdbc.sql("SELECT coalesce(max(position), 0) FROM clock_fact WHERE recorded_at < :before")
                .param("before", ClockFacts.before(known))
                .query(Long.class)
                .single();
    }

    /**
     * Waits until what its caller has just done in the demolition service is counted here.
     *
     * @param token from the request; null if the caller has none
     * @throws org.chaiwei.platform.problem.RefusedException if it takes too long
     */
    public void await(@Nullable ConsistencyToken token) {
        places.await(ClocksView.NAME, token);
    }
}
