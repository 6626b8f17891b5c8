package org.chaiwei.local.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds what one service took in against what another's log told it: every fact of the kinds that always leave an event has left just one, none
 * was made up, and none was taken in twice. Facts that an operator has yet to look at (parked) or left out for good are excused. Both sides
 * are read in the order of the facts' ids, so memory does not grow with the ledger.
 */
final class EffectsCheck {

    private static final String EVENT = "event_store.event";

    private final Connection teller;
    private final Connection tellerNow;
    private final Connection taker;
    private final Differences differences;
    private final String label;

    /**
     * @param teller what must have been taken in
     * @param tellerNow the same log as it is now, which may have told more
     * @param label names the direction in a difference, such as {@code ledger to demolition}
     */
    EffectsCheck(Connection teller, Connection tellerNow, Connection taker, Differences differences, String label) {
        this.teller = teller;
        this.tellerNow = tellerNow;
        this.taker = taker;
        this.differences = differences;
        this.label = label;
    }

    private record Told(String fact, String event, long position) {}

    private record Taken(String fact, String event, long position) {}

    /**
     * @param events the teller's events that always leave something at the taker
     * @return how many facts were told
     */
    long run(List<String> events) throws SQLException {
        var names = events.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        var count = 0L;
        try (var told = Rows.of(
                        teller,
                        """
                        SELECT e.event_id::text, t.name, e.position
                          FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type
                         WHERE t.name IN (%s) ORDER BY e.event_id::text COLLATE "C\"""".formatted(names),
                        row -> new Told(row.getString(1), row.getString(2), row.getLong(3)));
                var excused = Rows.of(taker, """
                        SELECT DISTINCT headers ->> 'ce_id' COLLATE "C" AS fact FROM parked_fact
                         WHERE headers ->> 'ce_id' IS NOT NULL ORDER BY fact""", row -> row.getString(1));
                var taken = Rows.of(taker, """
                        SELECT fact, name, position FROM (
                            SELECT convert_from(e.payload, 'UTF8')::jsonb ->> 'fact' AS fact, t.name, e.position
                              FROM event_store.event e JOIN event_store.event_type t ON t.id = e.type) AS taken
                         WHERE fact IS NOT NULL ORDER BY fact COLLATE "C", position""", row -> new Taken(row.getString(1), row.getString(2), row.getLong(3)))) {
            while (told.hasNext() || taken.hasNext()) {
                if (!taken.hasNext() || (told.hasNext() && told.peek().fact.compareTo(taken.peek().fact) < 0)) {
                    var lost = told.take();
                    count++;
                    while (excused.hasNext() && excused.peek().compareTo(lost.fact) < 0) excused.take();
                    if (!(excused.hasNext() && excused.peek().equals(lost.fact)))
                        differences.missing(
                                label, "fact %s (%s at position %d)".formatted(lost.fact, lost.event, lost.position));
                } else if (!told.hasNext() || told.peek().fact.compareTo(taken.peek().fact) > 0) {
                    unknown(taken.take());
                } else {
                    count++;
                    var fact = told.take().fact;
                    var first = taken.take();
                    while (taken.hasNext() && taken.peek().fact.equals(fact)) {
                        var again = taken.take();
                        if (again.event.equals(first.event))
                            differences.add(
                                    label, "fact " + fact, "taken in", "once", "also at position " + again.position);
                    }
                }
            }
        }
        return count;
    }

    /** Of a kind that need not leave an event, if the teller has it at all. */
    private void unknown(Taken taken) throws SQLException {
        try (var query = tellerNow.prepareStatement("SELECT 1 FROM " + EVENT + " WHERE event_id = ?::uuid")) {
            query.setString(1, taken.fact);
            try (var rows = query.executeQuery()) {
                if (!rows.next())
                    differences.unexpected(
                            label, "fact %s (%s at position %d)".formatted(taken.fact, taken.event, taken.position));
            }
        }
    }
}
