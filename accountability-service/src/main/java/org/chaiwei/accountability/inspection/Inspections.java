package org.chaiwei.accountability.inspection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionState.Opened;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.accountability.inspection.InspectionState.Unopened;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds inspections and their findings. Thread-safe. */
final class Inspections {

    private final JdbcClient jdbc;
    private final InspectionRows rows;
    private final ViewPositions positions;

    Inspections(JdbcClient jdbc, InspectionRows rows, ViewPositions positions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.positions = positions;
    }

    /** A place in a list by days: behind this one. */
    record Place(LocalDate day, UUID id) {

        static final Place EARLIEST = new Place(LocalDate.of(1, 1, 1), new UUID(0, 0));
        static final Place NEWEST = new Place(LocalDate.of(9999, 12, 31), new UUID(-1, -1));

        String text() {
            return day + "_" + id;
        }

        /** Empty if the text is none that {@link #text} gave. */
        static Optional<Place> of(String text) {
            var parts = text.split("_", 2);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1])))
                        : Optional.empty();
            } catch (DateTimeParseException | IllegalArgumentException notAPlace) {
                return Optional.empty();
            }
        }
    }

    /** @param closedOn null while it is open */
    record Row(
            UUID inspection,
            String unit,
            LocalDate openedOn,
            @Nullable LocalDate closedOn) {}

    /** @param decidedOn null while nobody has decided on it */
    record FindingRow(
            UUID finding,
            UUID inspection,
            String unit,
            FindingKind kind,
            Severity severity,
            Standing standing,
            LocalDate recordedOn,
            @Nullable LocalDate decidedOn) {}

    record Happened(long sequence, Instant recordedAt, String type, InspectionEvent event) {}

    /**
     * Some inspections behind a place, the newest first.
     *
     * @param units those that the caller may see; null for all
     * @param open whether they are open; null for both
     */
    List<Row> page(
            @Nullable Set<String> units, @Nullable String unit, @Nullable Boolean open, Place behind, int limit) {
        return jdbc.sql("""
                SELECT inspection, unit, opened_on, closed_on FROM inspection
                WHERE (:units::text[] IS NULL OR unit = ANY (:units)) AND (:unit::text IS NULL OR unit = :unit)
                  AND (:open::boolean IS NULL OR (closed_on IS NULL) = :open) AND (opened_on, inspection) < (:day, :id)
                ORDER BY opened_on DESC, inspection DESC LIMIT :limit""")
                .param("units", units == null ? null : units.toArray(String[]::new))
                .param("unit", unit)
                .param("open", open)
                .param("day", behind.day)
                .param("id", behind.id)
                .param("limit", limit)
                .query((row, _) -> new Row(
                        row.getObject("inspection", UUID.class),
                        row.getString("unit"),
                        row.getObject("opened_on", LocalDate.class),
                        row.getObject("closed_on", LocalDate.class)))
                .list();
    }

    /**
     * Some findings behind a place, the earliest first, so that whoever follows them asks on from the last one.
     *
     * @param confirmed whether they are; null for both
     */
    List<FindingRow> findings(
            @Nullable Set<String> units,
            @Nullable String unit,
            @Nullable FindingKind kind,
            @Nullable Boolean confirmed,
            Place behind,
            int limit) {
        return jdbc.sql("""
                SELECT finding, inspection, unit, kind, severity, standing, recorded_on, decided_on FROM inspection_finding
                WHERE (:units::text[] IS NULL OR unit = ANY (:units)) AND (:unit::text IS NULL OR unit = :unit)
                  AND (:kind::text IS NULL OR kind = :kind) AND (:confirmed::boolean IS NULL OR (standing = 'CONFIRMED') = :confirmed)
                  AND (recorded_on, finding) > (:day, :id)
                ORDER BY recorded_on, finding LIMIT :limit""")
                .param("units", units == null ? null : units.toArray(String[]::new))
                .param("unit", unit)
                .param("kind", kind == null ? null : kind.name())
                .param("confirmed", confirmed)
                .param("day", behind.day)
                .param("id", behind.id)
                .param("limit", limit)
                .query((row, _) -> findingRow(row))
                .list();
    }

    /** Empty where no inspection has recorded it. */
    Optional<FindingRow> finding(UUID finding) {
        return jdbc.sql("SELECT * FROM inspection_finding WHERE finding = :finding")
                .param("finding", finding)
                .query((row, _) -> findingRow(row))
                .optional();
    }

    private static FindingRow findingRow(ResultSet row) throws SQLException {
        return new FindingRow(
                row.getObject("finding", UUID.class),
                row.getObject("inspection", UUID.class),
                row.getString("unit"),
                FindingKind.valueOf(row.getString("kind")),
                Severity.valueOf(row.getString("severity")),
                Standing.valueOf(row.getString("standing")),
                row.getObject("recorded_on", LocalDate.class),
                row.getObject("decided_on", LocalDate.class));
    }

    /** All that happened in an inspection, in its order; nothing where there is none. */
    List<Happened> history(UUID inspection) {
        return jdbc.sql("""
                SELECT sequence, recorded_at, type, body FROM inspection_event WHERE inspection = :inspection ORDER BY sequence""")
                .param("inspection", inspection)
                .query((row, _) -> new Happened(
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("type"),
                        rows.read(row.getString("type"), row.getString("body"))))
                .list();
    }

    /** What an inspection is by its events; empty where there are none. */
    static Optional<Opened> folded(List<Happened> history) {
        InspectionState state = new Unopened();
        for (var happened : history) state = state.evolve(happened.event());
        return state instanceof Opened opened ? Optional.of(opened) : Optional.empty();
    }

    /** The tasks that an inspection has said that it gives. */
    List<UUID> tasks(UUID inspection) {
        return jdbc.sql("SELECT task FROM inspection_task WHERE inspection = :inspection")
                .param("inspection", inspection)
                .query(UUID.class)
                .list();
    }

    /** Tasks that some inspection has said that it gives, and that are not there. */
    List<FindingTasked> notGiven(int limit) {
        return jdbc.sql("""
                SELECT said.body FROM inspection_task AS said
                WHERE NOT EXISTS (SELECT FROM supervised_task AS given WHERE given.task = said.task) ORDER BY said.task LIMIT :limit""")
                .param("limit", limit)
                .query((row, _) -> (FindingTasked) rows.read("FindingTasked", row.getString("body")))
                .list();
    }

    /** Waits until what the token's command did to inspections shows; see {@link ViewPositions#await(String, ConsistencyToken)}. */
    void await(@Nullable ConsistencyToken ownWrite) {
        positions.await(InspectionRows.VIEW, ownWrite);
    }
}
