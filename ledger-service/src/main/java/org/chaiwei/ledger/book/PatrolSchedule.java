package org.chaiwei.ledger.book;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which closed entries' places are to be looked at next, in the order of the days on which that is due. */
public final class PatrolSchedule {

    /**
     * @param round 30, 90 or 365 days after the closing
     * @param dueOn calendar day; the closing's own day does not count
     */
    public record Due(
            UUID violation,
            String ledgerNumber,
            String street,
            String address,
            LocalDate closedOn,
            int round,
            LocalDate dueOn) {}

    /** A place in the list: behind this entry. */
    public record Place(LocalDate dueOn, String ledgerNumber) {}

    private final JdbcClient jdbc;

    PatrolSchedule(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param before the last day
     * @param streets the streets whose entries count; null for all
     * @param after the place from which on to read; null for the beginning
     */
    public List<Due> due(LocalDate before, @Nullable Set<String> streets, @Nullable Place after, int limit) {
        return jdbc.sql("""
                        SELECT violation, ledger_number, street, address, closed_on, patrol_round, patrol_due_on FROM entry
                        WHERE patrol_due_on IS NOT NULL AND patrol_due_on <= :before
                          AND (:streets::text[] IS NULL OR street = ANY (:streets::text[]))
                          AND (:afterDue::date IS NULL OR (patrol_due_on, ledger_number) > (:afterDue::date, :afterNumber::text))
                        ORDER BY patrol_due_on, ledger_number LIMIT :limit""")
                .param("before", before)
                .param("streets", streets == null ? null : "{" + String.join(",", streets) + "}")
                .param("afterDue", after == null ? null : after.dueOn())
                .param("afterNumber", after == null ? null : after.ledgerNumber())
                .param("limit", limit)
                .query((row, _) -> new Due(
                        row.getObject("violation", UUID.class),
                        row.getString("ledger_number"),
                        row.getString("street"),
                        row.getString("address"),
                        Objects.requireNonNull(row.getObject("closed_on", LocalDate.class)),
                        row.getInt("patrol_round"),
                        Objects.requireNonNull(row.getObject("patrol_due_on", LocalDate.class))))
                .list();
    }
}
