package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the deadlines and the tasks of the cases against the cases' events and against each other, case by case, so that memory does not grow with their
 * number. Which deadlines there are, on what day they end and what is to be done next follows from the rules and the calendar, which this does not
 * know. So it does not see a day that was counted wrongly, nor most rows that are missing. It sees
 *
 * <ul>
 *   <li>rows of a case that there is not, or that was withdrawn;
 *   <li>what a row says of its case: number, street, track, handler, supervisor;
 *   <li>of an open deadline, how high it has been told, and that it is the act and the rule that were told;
 *   <li>a deadline that is over and has a next day, or is open and has ended;
 *   <li>a task whose deadline is none of the case's, is over, or is another act's or day's;
 *   <li>on whose lists a task stands, which follows from the roles and the handler: a list too many and one too few;
 *   <li>an entry of which only the ledger has told anything, and that nobody is to file; and the first steps of a case in one that has ended.
 * </ul>
 */
final class AheadRecount {

    static final String VIEW = "deadlines";

    private static final String DEADLINES = "demolition case_deadline";
    private static final String TASKS = "demolition case_task";

    private static final List<String> OF_THE_CASE = List.of("street", "track", "handler", "supervisor");

    /** Of a case with this role a task is its street's, not everybody's. */
    private static final String STREET = "street";

    /** Of a handler of whom it is only known that they filed the case. */
    private static final Set<String> WHO_FILES = Set.of("enforcement", "office");

    private static final String OPEN = "OPEN";
    private static final String FILED = "FILED";
    private static final String NEVER = "infinity";

    /** What begins a case, and is never to be done in one that has ended. */
    private static final Set<String> BEGINNINGS = Set.of(FILED, "NOTICE_ISSUED", "ORDER_ISSUED");

    /** What the ledger tells of an entry that goes on standing. */
    private static final Set<String> TOLD_BY_THE_LEDGER =
            Set.of("LeadReceived", "EntryCorrected", "EntryReassigned", "EntryTagged");

    private final Connection snapshot;
    private final Differences differences;

    /** @param snapshot a transaction on the demolition service's database that sees one state throughout, with auto-commit off */
    AheadRecount(Connection snapshot, Differences differences) {
        this.snapshot = snapshot;
        this.differences = differences;
    }

    /**
     * Compares up to where the view is. What differs goes to the differences.
     *
     * @return how many rows there are
     */
    long run() throws SQLException {
        KnownColumns.require(
                snapshot,
                differences,
                "case_deadline",
                DEADLINES,
                Stream.of(
                                List.of(
                                        "violation",
                                        "id",
                                        "act",
                                        "rule",
                                        "due_on",
                                        "standing",
                                        "ended_on",
                                        "level",
                                        "rung"),
                                List.of("next_on", "kind", "article", "started_on", "provisional", "counted_by"),
                                OF_THE_CASE)
                        .flatMap(List::stream));
        KnownColumns.require(
                snapshot,
                differences,
                "case_task",
                TASKS,
                Stream.of(
                                List.of("violation", "act", "owner", "ledger_number", "roles", "due_on", "deadline"),
                                List.of(
                                        "request",
                                        "earliest",
                                        "earliest_provisional",
                                        "due_provisional",
                                        "why",
                                        "counted_by"),
                                OF_THE_CASE)
                        .flatMap(List::stream));
        var query = StoredEvent.QUERY.formatted(
                "EnforcementCase", ViewPosition.of(snapshot, VIEW), "e.aggregate_id, e.sequence");
        var checked = 0L;
        try (var log = Rows.of(snapshot, query, StoredEvent::of);
                var deadlines = deadlines();
                var tasks = tasks()) {
            for (var id = EntryIds.next(log, deadlines, tasks); id != null; id = EntryIds.next(log, deadlines, tasks)) {
                var of = new Case();
                for (var event : EntryIds.take(log, id)) of.take(event);
                var due = EntryIds.take(deadlines, id);
                var todo = EntryIds.take(tasks, id);
                checked += due.size() + todo.size();
                compareDeadlines(id, of, due);
                compareTasks(id, of, due, todo);
            }
        }
        return checked;
    }

    /** Under other names where the columns of other tables read otherwise. */
    private Rows<TableRow> deadlines() throws SQLException {
        return TableRow.of(
                snapshot,
                "(SELECT *, standing AS how FROM case_deadline) AS of_case",
                "id",
                List.of(
                        "act",
                        "rule",
                        "due_on",
                        "how",
                        "ended_on",
                        "level",
                        "rung",
                        "next_on",
                        "street",
                        "track",
                        "handler",
                        "supervisor"),
                "ORDER BY violation, id");
    }

    private Rows<TableRow> tasks() throws SQLException {
        return TableRow.of(
                snapshot,
                "(SELECT *, array_to_string(roles, ',') AS whose FROM case_task) AS of_case",
                "act || ' ' || owner",
                List.of(
                        "act",
                        "owner",
                        "whose",
                        "due_on",
                        "deadline",
                        "ledger_number",
                        "street",
                        "track",
                        "handler",
                        "supervisor"),
                "ORDER BY violation, act, owner");
    }

    private void compareDeadlines(UUID id, Case of, List<TableRow> found) {
        for (var row : found) {
            var key = id + " " + row.key();
            var columns = row.columns();
            var isOpen = OPEN.equals(columns.get("how"));
            if (!of.isKnown() || (isOpen && of.isWithdrawn())) {
                differences.unexpected(DEADLINES, key);
                continue;
            }
            if (isOpen) {
                differences.compare(DEADLINES, key, of.columns(OF_THE_CASE), columns);
                differences.compare(DEADLINES, key, of.told(row.key()), columns);
                differences.compare(DEADLINES, key, "ended_on", null, columns.get("ended_on"));
            } else {
                differences.compare(DEADLINES, key, "next_on", null, columns.get("next_on"));
                if (columns.get("ended_on") == null) differences.add(DEADLINES, key, "ended_on", "a day", null);
            }
        }
    }

    private void compareTasks(UUID id, Case of, List<TableRow> due, List<TableRow> found) {
        var lists = new TreeMap<String, Set<String>>();
        var open = new HashMap<String, TableRow>();
        for (var row : due) if (OPEN.equals(row.columns().get("how"))) open.put(row.key(), row);
        var known = new ArrayList<>(OF_THE_CASE);
        known.add("ledger_number");
        for (var row : found) {
            var key = id + " " + row.key();
            var columns = row.columns();
            var act = String.valueOf(columns.get("act"));
            if (!of.isKnown() || (of.hasEnded() && BEGINNINGS.contains(act))) {
                differences.unexpected(TASKS, key);
                continue;
            }
            differences.compare(TASKS, key, of.columns(known), columns);
            compareDue(key, act, columns, open);
            var owners = of.owners(List.of(String.valueOf(columns.get("whose")).split(",", -1)));
            if (lists.computeIfAbsent(act, _ -> new TreeSet<>(owners)).remove(columns.get("owner"))) continue;
            differences.unexpected(TASKS, key);
        }
        lists.forEach((act, left) -> left.forEach(owner -> differences.missing(TASKS, id + " " + act + " " + owner)));
        if (of.isUntouched() && !lists.containsKey(FILED)) differences.missing(TASKS, id + " " + FILED);
    }

    /** A task's last day is its deadline's. */
    private void compareDue(String key, String act, Map<String, @Nullable String> columns, Map<String, TableRow> open) {
        var named = columns.get("deadline");
        if (named == null) {
            differences.compare(TASKS, key, "due_on", NEVER, columns.get("due_on"));
            return;
        }
        var deadline = open.get(named);
        if (deadline == null || !act.equals(deadline.columns().get("act")))
            differences.add(TASKS, key, "deadline", "an open one of " + act, named);
        else differences.compare(TASKS, key, "due_on", deadline.columns().get("due_on"), columns.get("due_on"));
    }

    /** What a case's events say of it. */
    private static final class Case {

        private final Map<String, @Nullable String> said = new HashMap<>();

        /** What was told of each deadline. */
        private final Map<String, Map<String, @Nullable String>> told = new HashMap<>();

        private @Nullable String handlerRole;
        private boolean isKnown;
        private boolean isUntouched = true;
        private @Nullable String end;

        void take(StoredEvent event) {
            if (!TOLD_BY_THE_LEDGER.contains(event.name())) isUntouched = false;
            switch (event.name()) {
                case "LeadReceived" -> {
                    isKnown = true;
                    end = null;
                    said.put("ledger_number", event.text("ledgerNumber"));
                    said.put("street", event.text("street"));
                }
                case "EntryReassigned" -> said.put("street", event.text("street"));
                case "EntryWithdrawn", "EntryClosed" -> end = event.name();
                case "ClosingRevoked" -> end = null;
                case "CaseFiled" -> {
                    said.put("track", event.text("track"));
                    if (said.get("handler") == null) said.put("handler", event.text("filedBy"));
                }
                case "BuildingFoundFinished" -> said.put("track", "EXISTING");
                case "HandlerAssigned" -> {
                    said.put("handler", event.text("handler"));
                    said.put("supervisor", event.text("supervisor"));
                    handlerRole = event.text("handlerRole");
                }
                case "DeadlineReached" -> told(event).put("level", event.text("level"));
                case "DeadlineEscalated" -> told(event).put("rung", event.text("rung"));
                default -> {} // says nothing of what a row keeps
            }
        }

        private Map<String, @Nullable String> told(StoredEvent event) {
            var row = told.computeIfAbsent(String.valueOf(event.text("deadline")), _ -> untold());
            row.put("act", event.text("act"));
            row.put("rule", event.text("rule"));
            return row;
        }

        private static Map<String, @Nullable String> untold() {
            var row = new LinkedHashMap<String, @Nullable String>();
            row.put("level", null);
            row.put("rung", "0");
            return row;
        }

        Map<String, @Nullable String> told(String deadline) {
            return Objects.requireNonNullElseGet(told.get(deadline), Case::untold);
        }

        boolean isKnown() {
            return isKnown;
        }

        boolean isUntouched() {
            return isKnown && isUntouched;
        }

        boolean hasEnded() {
            return end != null;
        }

        boolean isWithdrawn() {
            return "EntryWithdrawn".equals(end);
        }

        Map<String, @Nullable String> columns(List<String> names) {
            var columns = new LinkedHashMap<String, @Nullable String>();
            for (var name : names) columns.put(name, said.get(name));
            return columns;
        }

        /** On whose lists a task of these roles stands: the handler's where they may do it, and everybody's of the other roles. */
        Set<String> owners(List<String> roles) {
            var owners = new TreeSet<String>();
            var handler = said.get("handler");
            for (var role : roles) {
                var isHandlers =
                        handler != null && (handlerRole == null ? WHO_FILES.contains(role) : role.equals(handlerRole));
                if (isHandlers) owners.add("person:" + handler);
                if (handler == null || !role.equals(handlerRole))
                    owners.add(role.equals(STREET) ? "street:" + said.get("street") : "role:" + role);
            }
            return owners;
        }
    }
}
