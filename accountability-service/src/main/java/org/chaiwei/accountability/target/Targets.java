package org.chaiwei.accountability.target;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.accountability.record.PointOfRecord;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.chaiwei.accountability.target.TargetInForce.Placed;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which targets are in force, as of any day and as known at any point of the record. The plan's own were published before the
 * record began, and count as known from its beginning. Thread-safe.
 */
public final class Targets {

    private final JdbcClient jdbc;
    private final TargetRows rows;
    private final ViewPositions positions;

    Targets(JdbcClient jdbc, TargetRows rows, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.positions = positions;
    }

    /** Those in force on a day, the plan's in its order, then quotas as they came. */
    public List<TargetInForce> inForce(LocalDate asOf, PointOfRecord known) {
        var events = new LinkedHashMap<UUID, List<Placed>>();
        jdbc.sql("SELECT position, recorded_at, target, type, body FROM target_event ORDER BY position")
                .query((row, _) -> {
                    var event = rows.read(row.getString("type"), row.getString("body"));
                    var recordedAt =
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant();
                    if (isPublishedPlan(event) || known.knows(recordedAt))
                        events.computeIfAbsent(event.target(), _ -> new ArrayList<>())
                                .add(new Placed(row.getLong("position"), event));
                    return event.target();
                })
                .list();
        return events.values().stream()
                .map(ofTarget -> TargetInForce.of(ofTarget, asOf))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(TargetInForce::setAtPosition))
                .toList();
    }

    /**
     * The demolition target in force on a day whose period is the day's calendar year: a quota from above, the latest one, before the plan's own; null
     * where the year has none.
     */
    public @Nullable TargetInForce demolitionOfYear(LocalDate asOf, PointOfRecord known) {
        var first = asOf.withDayOfYear(1);
        var last = first.plusYears(1).minusDays(1);
        return inForce(asOf, known).stream()
                .filter(target -> target.goal().metricOf() == Metric.DEMOLISHED_AREA
                        && first.equals(target.goal().from())
                        && last.equals(target.goal().due()))
                .max(Comparator.comparing((TargetInForce target) ->
                                !target.goal().source().equals("PLAN"))
                        .thenComparing(TargetInForce::setAtPosition))
                .orElse(null);
    }

    /** Waits until what the token's command did to targets shows; see {@link ViewPositions#await(String, ConsistencyToken)}. */
    public void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(TargetRows.VIEW, ownWrite);
    }

    private static boolean isPublishedPlan(TargetEvent event) {
        return event instanceof TargetSet set && set.goal().source().equals("PLAN");
    }
}
