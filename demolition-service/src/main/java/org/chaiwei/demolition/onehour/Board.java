package org.chaiwei.demolition.onehour;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chaiwei.demolition.onehour.ShownClock.State;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;

/**
 * The clocks that run and those of today, at a time.
 *
 * @param at the business time of the answer, by which the seconds are counted
 * @param position the board holds everything recorded up to here
 * @param streets how many clocks of each street are in which state, as far as they are on the board
 * @param more there are more than a board holds: the earliest are left out
 */
record Board(
        OffsetDateTime at,
        long position,
        Map<String, Map<State, Long>> streets,
        List<ShownClock> clocks,
        boolean more) {

    /** The most that a board shows; an afternoon's new constructions of a district are some. */
    static final int CLOCKS_MAX = 500;

    /**
     * What a board is made of, the same for whoever may see all of it. Rows at most one more than a board shows.
     *
     * @param position of the view when they were read
     */
    record Rows(List<ClockRow> rows, long position) {
        boolean isSameAs(Rows other) {
            return rows.equals(other.rows);
        }
    }

    /** @param streets those that are seen; null for all */
    static Board of(Rows rows, @Nullable Set<String> streets, Law law, Instant now) {
        var seen = rows.rows.stream()
                .filter(row -> streets == null || streets.contains(row.street()))
                .toList();
        var clocks =
                seen.stream().limit(CLOCKS_MAX).map(row -> shown(row, law, now)).toList();
        var byStreet = new TreeMap<String, Map<State, Long>>();
        for (var clock : clocks)
            byStreet.computeIfAbsent(clock.street(), _ -> new TreeMap<>()).merge(clock.state(), 1L, Long::sum);
        return new Board(
                now.atZone(BusinessClock.ZONE).toOffsetDateTime(),
                rows.position,
                byStreet,
                clocks,
                rows.rows.size() > CLOCKS_MAX);
    }

    static ShownClock shown(ClockRow row, Law law, Instant now) {
        if (row.clock() == null) throw new IllegalArgumentException("no clock: " + row.violation());
        var day = BusinessClock.dateOf(row.clock().confirmedAt().toInstant());
        return ShownClock.of(row, law.rules().clock(day), now);
    }
}
