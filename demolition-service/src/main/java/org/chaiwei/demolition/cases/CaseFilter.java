package org.chaiwei.demolition.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chaiwei.demolition.enforcement.Stage;
import org.chaiwei.demolition.rules.Track;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows.
 *
 * @param streets those whose cases the caller may see and asked for, sorted; null for all
 * @param stage null for all but what was withdrawn
 * @param handler who answers for the case, null for anyone
 * @param overdueOn only those that had a deadline before that day and have not met it; null for all
 */
record CaseFilter(
        @Nullable Set<String> streets,
        @Nullable Stage stage,
        @Nullable Track track,
        @Nullable String handler,
        @Nullable LocalDate overdueOn) {

    /** @param street the one that was asked for, which the scope covers; null for as many as there are */
    static CaseFilter of(
            Scope scope,
            @Nullable String street,
            @Nullable Stage stage,
            @Nullable Track track,
            @Nullable String handler,
            @Nullable LocalDate overdueOn) {
        Set<String> all = scope.coversAll() ? null : new TreeSet<>(scope.streets());
        return new CaseFilter(street == null ? all : Set.of(street), stage, track, handler, overdueOn);
    }

    /** A condition of SQL and its parameters. */
    record Where(List<String> conditions, Map<String, Object> parameters) {
        String clause() {
            return String.join(" AND ", conditions);
        }
    }

    /** Whether it asks for nothing but streets, stages and tracks, by which {@link CaseTotals} are kept. */
    boolean isOfKindsAlone() {
        return handler == null && overdueOn == null;
    }

    Where where() {
        var where = new Where(new ArrayList<>(), new HashMap<>());
        where.conditions.add(stage == null ? "stage <> 'WITHDRAWN'" : "stage = :stage");
        if (stage != null) where.parameters.put("stage", stage.name());
        // One street alone is read in the order of its own index; several are put into order.
        if (streets != null && streets.size() == 1) {
            where.conditions.add("street = :street");
            where.parameters.put("street", streets.iterator().next());
        } else if (streets != null) {
            where.conditions.add("street = ANY (:streets)");
            where.parameters.put("streets", streets.toArray(String[]::new));
        }
        if (track != null) {
            where.conditions.add("track = :track");
            where.parameters.put("track", track.name());
        }
        if (handler != null) {
            where.conditions.add("handler = :handler");
            where.parameters.put("handler", handler);
        }
        // Another view's rows: they may be a moment ahead of this one or behind it.
        if (overdueOn != null) {
            where.conditions.add(
                    "violation IN (SELECT d.violation FROM case_deadline d WHERE d.standing = 'OPEN' AND d.kind = 'DUE_BY' AND d.due_on < :overdueOn)");
            where.parameters.put("overdueOn", overdueOn);
        }
        return where;
    }
}
