package org.chaiwei.demolition.consultation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.Department;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the list of open consultations, the nearest last day first. */
@Component
class Consultations {

    private static final String NAMES =
            "violation, consultation, ledger_number, street, department, asked_of, asked_on, due_on";

    /** @param next the cursor of the next page, null on the last one */
    record Page(List<ConsultationRow> items, @Nullable String next) {}

    private final JdbcClient jdbc;

    Consultations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after the place from which on to read, null for the beginning */
    Page page(ConsultationFilter filter, @Nullable Cursor after, int limit) {
        var conditions = new ArrayList<>(List.of("true"));
        var parameters = new HashMap<String, Object>();
        if (filter.streets() != null) {
            conditions.add("street = ANY (:streets)");
            parameters.put("streets", filter.streets().toArray(String[]::new));
        }
        if (filter.department() != null) {
            conditions.add("department = :department");
            parameters.put("department", filter.department().name());
        }
        if (filter.answerer() != null) {
            conditions.add("(asked_of IS NULL OR asked_of = :answerer)");
            parameters.put("answerer", filter.answerer());
        }
        if (after != null) {
            conditions.add("(due_on, consultation) > (:dueOn, :consultation)");
            parameters.put("dueOn", after.dueOn());
            parameters.put("consultation", after.consultation());
        }
        var found = jdbc.sql("SELECT %s FROM open_consultation WHERE %s ORDER BY due_on, consultation LIMIT %d"
                        .formatted(NAMES, String.join(" AND ", conditions), limit + 1))
                .params(parameters)
                .query((row, _) -> new ConsultationRow(
                        row.getObject("violation", UUID.class),
                        row.getObject("consultation", UUID.class),
                        row.getString("ledger_number"),
                        row.getString("street"),
                        Department.valueOf(row.getString("department")),
                        row.getString("asked_of"),
                        row.getObject("asked_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class)))
                .list();
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page(
                List.copyOf(shown),
                found.size() > limit ? Cursor.behind(shown.getLast()).text(filter) : null);
    }
}
