package org.chaiwei.ledger.closing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.ledger.book.Chapter;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionNotPosted;
import org.chaiwei.ledger.violation.ViolationEvent.DemolitionPosted;
import org.chaiwei.ledger.violation.ViolationEvent.StreetReassigned;
import org.chaiwei.platform.view.View.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 未入账的拆除: the demolitions that wait for room in their entry's area, or for somebody who looks into it. */
final class UnpostedDemolitions implements Chapter {

    /**
     * One that waits.
     *
     * @param areaM2 what was reported as demolished
     * @param remainingM2 what could have been posted when it was tried last
     * @param reason MORE_THAN_REMAINING, CLOSED or WITHDRAWN
     * @param position of the event that says so
     */
    record Unposted(
            UUID violation,
            String ledgerNumber,
            String street,
            UUID demolition,
            BigDecimal areaM2,
            BigDecimal remainingM2,
            String reason,
            LocalDate occurredOn,
            long position) {}

    /** A place in the list: behind this position. As text, a cursor. */
    record Place(long position) {

        /** The beginning for no text; empty for a text that is no cursor. */
        static Optional<Place> of(@Nullable String text) {
            if (text == null || text.isEmpty()) return Optional.of(new Place(0));
            return text.matches("\\d{1,18}") ? Optional.of(new Place(Long.parseLong(text))) : Optional.empty();
        }

        static Place behind(Unposted last) {
            return new Place(last.position());
        }

        String text() {
            return Long.toString(position);
        }
    }

    private final JdbcClient jdbc;

    UnpostedDemolitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "unposted_demolition";
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch)
            switch (recorded.event()) {
                case DemolitionNotPosted e -> add(e, recorded.position());
                case DemolitionPosted e
                when e.demolition() != null ->
                    jdbc.sql(
                                    "DELETE FROM unposted_demolition WHERE violation = :violation AND demolition = :demolition")
                            .param("violation", e.violation())
                            .param("demolition", e.demolition())
                            .update();
                case StreetReassigned e ->
                    jdbc.sql("UPDATE unposted_demolition SET street = :street WHERE violation = :violation")
                            .param("street", e.entry().street())
                            .param("violation", e.violation())
                            .update();
                default -> {}
            }
    }

    private void add(DemolitionNotPosted e, long position) {
        jdbc.sql("""
                        INSERT INTO unposted_demolition (violation, demolition, ledger_number, street, area_m2, remaining_m2, reason, occurred_on, position)
                        VALUES (:violation, :demolition, :number, :street, :area, :remaining, :reason, :on, :position)
                        ON CONFLICT ON CONSTRAINT unposted_demolition_pkey
                        DO UPDATE SET remaining_m2 = excluded.remaining_m2, reason = excluded.reason, position = excluded.position""")
                .param("violation", e.violation())
                .param("demolition", e.demolition())
                .param("number", e.entry().ledgerNumber())
                .param("street", e.entry().street())
                .param("area", e.areaM2())
                .param("remaining", e.remainingM2())
                .param("reason", e.reason())
                .param("on", e.occurredOn())
                .param("position", position)
                .update();
    }

    /** @param streets the streets whose entries count; null for all */
    List<Unposted> list(@Nullable Set<String> streets, Place after, int limit) {
        return jdbc.sql("""
                        SELECT violation, ledger_number, street, demolition, area_m2, remaining_m2, reason, occurred_on, position
                        FROM unposted_demolition
                        WHERE position > :after AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                        ORDER BY position LIMIT :limit""")
                .param("after", after.position())
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .param("limit", limit)
                .query((row, _) -> new Unposted(
                        row.getObject("violation", UUID.class),
                        row.getString("ledger_number"),
                        row.getString("street"),
                        row.getObject("demolition", UUID.class),
                        row.getBigDecimal("area_m2"),
                        row.getBigDecimal("remaining_m2"),
                        row.getString("reason"),
                        row.getObject("occurred_on", LocalDate.class),
                        row.getLong("position")))
                .list();
    }
}
