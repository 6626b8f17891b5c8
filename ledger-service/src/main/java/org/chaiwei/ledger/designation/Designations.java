package org.chaiwei.ledger.designation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.book.Chapter;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeAppliedFor;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeInspected;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;
import org.chaiwei.ledger.violation.Particulars;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosed;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationCorrected;
import org.chaiwei.ledger.violation.ViolationEvent.ViolationRegistered;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The places, and which designations are to be revoked. That is read off the log in its order: what opens an entry inside a designated
 * place, or did so after the check on which the designation rests, revokes it, however long ago it is dated and however soon it is
 * closed again.
 */
final class Designations implements Chapter {

    /**
     * A place as it is now.
     *
     * @param id the same in each run
     * @param kind COMPOUND or ALLEY
     * @param run from 1; one more each time it was started anew
     * @param photo SHA-256 of the inspection's photo
     * @param cause why it was revoked: RELAPSE, VIOLATION or BY_HAND
     * @param violation the entry for which it was
     * @param sequence of its last event: the ETag
     */
    record Shown(
            UUID id,
            String kind,
            String street,
            String name,
            String state,
            int run,
            LocalDate startedOn,
            @Nullable LocalDate appliedOn,
            @Nullable LocalDate inspectedOn,
            @Nullable String photo,
            @Nullable LocalDate designatedOn,
            @Nullable LocalDate revokedOn,
            @Nullable String cause,
            @Nullable UUID violation,
            long position,
            long sequence) {}

    /** As everyone may read it. */
    record Designated(String kind, String street, String name, LocalDate designatedOn) {}

    /** How many places of a kind a street has started, those designated among them, and how many are designated now. */
    record Count(String street, String kind, int started, int designated) {}

    /** A designation that something found inside takes away. */
    record ToRevoke(UUID designation, int run, UUID violation, LocalDate on, boolean relapse) {}

    private static final String SHOWN = """
            SELECT designation, kind, street, name, state, run, started_on, applied_on, inspected_on, photo, designated_on, revoked_on,
                   cause, violation, position, sequence
            FROM designation\s""";

    private final JdbcClient jdbc;

    Designations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "designation";
    }

    @Override
    public void apply(List<Recorded> batch) {
        var places = places();
        for (var recorded : batch)
            switch (recorded.event()) {
                case DesignationEvent e -> {
                    if (e instanceof ViolationFreeStarted s)
                        places.put(s.designation(), new FreePlace(s.kind(), s.street(), s.place()));
                    apply(e, recorded);
                }
                case ViolationEvent e -> places.forEach((id, place) -> look(id, place, e, recorded.position()));
                default -> {}
            }
    }

    /** Some hundreds at most: a district designates a few of its compounds and alleys. */
    private Map<UUID, FreePlace> places() {
        var places = new HashMap<UUID, FreePlace>();
        jdbc.sql("SELECT designation, kind, street, name FROM designation")
                .query((row, _) -> places.put(
                        row.getObject("designation", UUID.class),
                        new FreePlace(row.getString("kind"), row.getString("street"), row.getString("name"))))
                .list();
        return places;
    }

    private void look(UUID id, FreePlace place, ViolationEvent event, long position) {
        switch (event) {
            case ViolationRegistered e -> {
                if (place.holds(e.entry())) found(id, e, e.legacy(), position);
            }
            case ViolationCorrected e -> moved(id, place, e.before(), e, position);
            case StreetReassigned e -> moved(id, place, e.before(), e, position);
            case LedgerClosingRevoked e -> {
                if (place.holds(e.entry())) found(id, e, false, position);
            }
            case LedgerClosed e -> {
                if (e.legacy() && place.holds(e.entry())) clearedBeforeThePlan(id, e.violation());
            }
            default -> {}
        }
    }

    private void moved(UUID id, FreePlace place, Particulars before, ViolationEvent event, long position) {
        if (place.holds(event.entry()) && !place.holds(before)) found(id, event, false, position);
    }

    /** @param legacy on paper before the plan: what it was cleared of already follows at once, before any other entry */
    private void found(UUID id, ViolationEvent event, boolean legacy, long position) {
        jdbc.sql("""
                        UPDATE designation
                        SET found = :violation, found_on = :on, found_relapse = :relapse, found_position = :position,
                            to_revoke = state = 'DESIGNATED'
                        WHERE designation = :id AND NOT (to_revoke AND :legacy)""")
                .param("violation", event.violation())
                .param("on", event.occurredOn())
                .param("relapse", event.entry().origin().equals("RELAPSE"))
                .param("position", position)
                .param("legacy", legacy)
                .param("id", id)
                .update();
    }

    /** An entry that was taken over from paper together with its closing never stood inside a designated place. */
    private void clearedBeforeThePlan(UUID id, UUID violation) {
        jdbc.sql("UPDATE designation SET to_revoke = false WHERE designation = :id AND found = :violation")
                .param("id", id)
                .param("violation", violation)
                .update();
    }

    private void apply(DesignationEvent event, Recorded recorded) {
        switch (event) {
            case ViolationFreeStarted e ->
                jdbc.sql("""
                                INSERT INTO designation (designation, kind, street, name, state, run, started_on, found_position,
                                                         found_relapse, to_revoke, position, sequence)
                                VALUES (:id, :kind, :street, :name, 'STARTED', :run, :on, 0, false, false, :position, :sequence)
                                ON CONFLICT ON CONSTRAINT designation_pkey DO UPDATE
                                SET state = 'STARTED', run = excluded.run, started_on = excluded.started_on, applied_on = NULL,
                                    inspected_on = NULL, photo = NULL, designated_on = NULL, revoked_on = NULL, cause = NULL,
                                    violation = NULL, position = excluded.position, sequence = excluded.sequence""")
                        .param("id", e.designation())
                        .param("kind", e.kind())
                        .param("street", e.street())
                        .param("name", e.place())
                        .param("run", e.run())
                        .param("on", e.occurredOn())
                        .param("position", recorded.position())
                        .param("sequence", recorded.sequence())
                        .update();
            case ViolationFreeAppliedFor e ->
                set(e, recorded, "state = 'APPLIED_FOR', applied_on = :on", Map.of("on", e.occurredOn()));
            case ViolationFreeInspected e ->
                set(
                        e,
                        recorded,
                        "state = :state, inspected_on = :on, photo = :photo",
                        Map.of(
                                "state",
                                e.passed() ? "INSPECTED" : "STARTED",
                                "on",
                                e.occurredOn(),
                                "photo",
                                e.photo()));
            case ViolationFreeDesignated e ->
                set(
                        e,
                        recorded,
                        "state = 'DESIGNATED', designated_on = :on, to_revoke = found_position > :checkedTo",
                        Map.of("on", e.occurredOn(), "checkedTo", e.checkedTo()));
            case ViolationFreeRevoked e -> {
                set(
                        e,
                        recorded,
                        "state = 'REVOKED', revoked_on = :on, cause = :cause, to_revoke = false",
                        Map.of("on", e.occurredOn(), "cause", e.cause()));
                if (e.violation() != null)
                    set(e, recorded, "violation = :violation", Map.of("violation", e.violation()));
            }
        }
    }

    private void set(DesignationEvent event, Recorded recorded, String what, Map<String, ?> values) {
        jdbc.sql("UPDATE designation SET " + what + ", sequence = :sequence WHERE designation = :id")
                .params(values)
                .param("sequence", recorded.sequence())
                .param("id", event.designation())
                .update();
    }

    Optional<Shown> find(UUID id) {
        return jdbc.sql(SHOWN + "WHERE designation = :id")
                .param("id", id)
                .query(Designations::shown)
                .optional();
    }

    /**
     * In the order in which their runs were started.
     *
     * @param streets those that count; null for all
     * @param kind null for both
     * @param state null for all
     * @param after the position behind which to read on
     */
    List<Shown> list(
            @Nullable Set<String> streets, @Nullable String kind, @Nullable String state, long after, int limit) {
        return jdbc.sql(SHOWN + """
                        WHERE position > :after AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                          AND (:kind::text IS NULL OR kind = :kind) AND (:state::text IS NULL OR state = :state)
                        ORDER BY position LIMIT :limit""")
                .param("after", after)
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .param("kind", kind)
                .param("state", state)
                .param("limit", limit)
                .query(Designations::shown)
                .list();
    }

    /** Those designated now; one that is about to be revoked is none any more. */
    List<Designated> designated(int limit) {
        return jdbc.sql("""
                        SELECT kind, street, name, designated_on FROM designation WHERE state = 'DESIGNATED' AND NOT to_revoke
                        ORDER BY street, kind DESC, name LIMIT :limit""")
                .param("limit", limit)
                .query((row, _) -> new Designated(
                        row.getString("kind"),
                        row.getString("street"),
                        row.getString("name"),
                        row.getObject("designated_on", LocalDate.class)))
                .list();
    }

    List<Count> counts() {
        return jdbc.sql("""
                        SELECT street, kind, count(*) FILTER (WHERE state <> 'REVOKED') AS started,
                               count(*) FILTER (WHERE state = 'DESIGNATED' AND NOT to_revoke) AS designated
                        FROM designation GROUP BY street, kind""")
                .query((row, _) -> new Count(
                        row.getString("street"),
                        row.getString("kind"),
                        row.getInt("started"),
                        row.getInt("designated")))
                .list();
    }

    List<ToRevoke> toRevoke(int limit) {
        return jdbc.sql("""
                        SELECT designation, run, found, found_on, found_relapse FROM designation
                        WHERE to_revoke ORDER BY found_position LIMIT :limit""")
                .param("limit", limit)
                .query((row, _) -> new ToRevoke(
                        row.getObject("designation", UUID.class),
                        row.getInt("run"),
                        row.getObject("found", UUID.class),
                        row.getObject("found_on", LocalDate.class),
                        row.getBoolean("found_relapse")))
                .list();
    }

    private static Shown shown(ResultSet row, int number) throws SQLException {
        return new Shown(
                row.getObject("designation", UUID.class),
                row.getString("kind"),
                row.getString("street"),
                row.getString("name"),
                row.getString("state"),
                row.getInt("run"),
                row.getObject("started_on", LocalDate.class),
                row.getObject("applied_on", LocalDate.class),
                row.getObject("inspected_on", LocalDate.class),
                row.getString("photo"),
                row.getObject("designated_on", LocalDate.class),
                row.getObject("revoked_on", LocalDate.class),
                row.getString("cause"),
                row.getObject("violation", UUID.class),
                row.getLong("position"),
                row.getLong("sequence"));
    }
}
