package org.chaiwei.demolition.restriction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.LiftingCause;
import org.chaiwei.demolition.enforcement.RestrictionKind;
import org.chaiwei.demolition.enforcement.RestrictionState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the list of restrictions, the oldest request first. */
@Component
class Restrictions {

    private static final String NAMES =
            "violation, restriction, ledger_number, street, kind, state, requested_on, changed_on, cause";

    /** @param next the cursor of the next page, null on the last one */
    record Page(List<RestrictionRow> items, @Nullable String next) {}

    private final JdbcClient jdbc;

    Restrictions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after the place from which on to read, null for the beginning */
    Page page(RestrictionFilter filter, @Nullable Cursor after, int limit) {
        var conditions = new ArrayList<>(List.of("true"));
        var parameters = new HashMap<String, Object>();
        if (filter.streets() != null) {
            conditions.add("street = ANY (:streets)");
            parameters.put("streets", filter.streets().toArray(String[]::new));
        }
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.kind() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", filter.kind().name());
        }
        if (after != null) {
            conditions.add("(requested_on, restriction) > (:requestedOn, :restriction)");
            parameters.put("requestedOn", after.requestedOn());
            parameters.put("restriction", after.restriction());
        }
        var found = jdbc.sql("SELECT %s FROM restriction WHERE %s ORDER BY requested_on, restriction LIMIT %d"
                        .formatted(NAMES, String.join(" AND ", conditions), limit + 1))
                .params(parameters)
                .query((row, _) -> new RestrictionRow(
                        row.getObject("violation", UUID.class),
                        row.getObject("restriction", UUID.class),
                        row.getString("ledger_number"),
                        row.getString("street"),
                        RestrictionKind.valueOf(row.getString("kind")),
                        RestrictionState.valueOf(row.getString("state")),
                        row.getObject("requested_on", LocalDate.class),
                        row.getObject("changed_on", LocalDate.class),
                        cause(row.getString("cause"))))
                .list();
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                List.copyOf(shown),
                found.size() > limit ? Cursor.behind(shown.getLast()).text(filter) : null);
    }

    private static @Nullable LiftingCause cause(@Nullable String name) {
        return name == null ? null : LiftingCause.valueOf(name);
    }
}
