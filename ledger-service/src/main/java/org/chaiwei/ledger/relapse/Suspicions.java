package org.chaiwei.ledger.relapse;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.book.Chapter;
import org.chaiwei.ledger.violation.ViolationEvent.LedgerClosingRevoked;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseConfirmed;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseDetected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspected;
import org.chaiwei.ledger.violation.ViolationEvent.RelapseSuspicionDismissed;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 疑似反弹清单: what was seen near closed entries, what became of it, and which new entries are still to be made. */
final class Suspicions implements Chapter {

    /** The names stand in rows and in JSON. */
    enum Status {
        OPEN,
        CONFIRMED,
        DISMISSED,
        /** The closing was revoked, or another sighting of the entry was confirmed: there is nothing left to decide. */
        LAPSED
    }

    /**
     * @param violation the closed entry
     * @param distanceM metres between the sighting and the entry, one decimal
     * @param photo SHA-256, hexadecimal
     * @param reportedBy the pseudonymous id of whoever can't confirm it
     * @param relapse the new entry, once confirmed; it is on the ledger a moment later
     */
    record Suspicion(
            UUID violation,
            String ledgerNumber,
            String street,
            UUID sighting,
            BigDecimal distanceM,
            String foundBy,
            String photo,
            @Nullable UUID partyId,
            String reportedBy,
            OffsetDateTime seenAt,
            Status status,
            @Nullable LocalDate decidedOn,
            @Nullable UUID relapse,
            long position) {}

    /** A confirmed relapse whose new entry is not on the ledger yet. */
    record ToRegister(UUID violation, UUID sighting) {}

    private final JdbcClient jdbc;

    Suspicions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "relapse_suspicion";
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch)
            switch (recorded.event()) {
                case RelapseSuspected e -> add(e, recorded.position());
                case RelapseSuspicionDismissed e ->
                    decide(e.violation(), e.sighting(), Status.DISMISSED, e.occurredOn(), null);
                case RelapseConfirmed e -> {
                    decide(e.violation(), e.sighting(), Status.CONFIRMED, e.occurredOn(), e.relapse());
                    lapse(e.violation(), e.occurredOn());
                }
                case LedgerClosingRevoked e -> lapse(e.violation(), e.occurredOn());
                case RelapseDetected e ->
                    jdbc.sql(
                                    "UPDATE relapse_suspicion SET registered = true WHERE violation = :violation AND sighting = :sighting")
                            .param("violation", e.closedViolation())
                            .param("sighting", e.sighting())
                            .update();
                default -> {}
            }
    }

    private void add(RelapseSuspected e, long position) {
        jdbc.sql("""
                        INSERT INTO relapse_suspicion (violation, sighting, ledger_number, street, distance_m, found_by, photo, party_id,
                                                       reported_by, seen_at, status, registered, position)
                        VALUES (:violation, :sighting, :number, :street, :distance, :foundBy, :photo, :party, :reportedBy, :seenAt, 'OPEN', false, :position)
                        ON CONFLICT ON CONSTRAINT relapse_suspicion_pkey DO UPDATE SET status = 'OPEN', decided_on = NULL, position = excluded.position""")
                .param("violation", e.violation())
                .param("sighting", e.sighting())
                .param("number", e.entry().ledgerNumber())
                .param("street", e.entry().street())
                .param("distance", e.distanceM())
                .param("foundBy", e.foundBy())
                .param("photo", e.photo())
                .param("party", e.partyId())
                .param("reportedBy", e.reportedBy())
                .param("seenAt", e.occurredAt().withOffsetSameInstant(ZoneOffset.UTC))
                .param("position", position)
                .update();
    }

    private void decide(UUID violation, UUID sighting, Status status, LocalDate on, @Nullable UUID relapse) {
        jdbc.sql("""
                        UPDATE relapse_suspicion SET status = :status, decided_on = :on, relapse = :relapse
                        WHERE violation = :violation AND sighting = :sighting""")
                .param("status", status.name())
                .param("on", on)
                .param("relapse", relapse)
                .param("violation", violation)
                .param("sighting", sighting)
                .update();
    }

    private void lapse(UUID violation, LocalDate on) {
        jdbc.sql(
                        "UPDATE relapse_suspicion SET status = 'LAPSED', decided_on = :on WHERE violation = :violation AND status = 'OPEN'")
                .param("on", on)
                .param("violation", violation)
                .update();
    }

    /**
     * @param streets the streets whose entries count; null for all
     * @param after the position behind which to read on
     */
    List<Suspicion> list(Status status, @Nullable Set<String> streets, long after, int limit) {
        return jdbc.sql("""
                        SELECT violation, ledger_number, street, sighting, distance_m, found_by, photo, party_id, reported_by, seen_at,
                               status, decided_on, relapse, position
                        FROM relapse_suspicion
                        WHERE status = :status AND position > :after AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                        ORDER BY position LIMIT :limit""")
                .param("status", status.name())
                .param("after", after)
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .param("limit", limit)
                .query(Suspicions::suspicion)
                .list();
    }

    /** The oldest first. */
    List<ToRegister> toRegister(int limit) {
        return jdbc.sql("""
                        SELECT violation, sighting FROM relapse_suspicion
                        WHERE status = 'CONFIRMED' AND NOT registered ORDER BY position LIMIT :limit""")
                .param("limit", limit)
                .query((row, _) ->
                        new ToRegister(row.getObject("violation", UUID.class), row.getObject("sighting", UUID.class)))
                .list();
    }

    private static Suspicion suspicion(ResultSet row, int number) throws SQLException {
        return new Suspicion(
                row.getObject("violation", UUID.class),
                row.getString("ledger_number"),
                row.getString("street"),
                row.getObject("sighting", UUID.class),
                row.getBigDecimal("distance_m"),
                row.getString("found_by"),
                row.getString("photo"),
                row.getObject("party_id", UUID.class),
                row.getString("reported_by"),
                row.getObject("seen_at", OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.ofHours(8)),
                Status.valueOf(row.getString("status")),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("relapse", UUID.class),
                row.getLong("position"));
    }
}
