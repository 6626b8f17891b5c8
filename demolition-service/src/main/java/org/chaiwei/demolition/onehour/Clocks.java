package org.chaiwei.demolition.onehour;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chaiwei.demolition.onehour.Board.Rows;
import org.chaiwei.demolition.rules.Laws;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;

/** Reads the clocks as they are now. Thread-safe. */
final class Clocks {

    private final ClockRows rows;
    private final Laws laws;
    private final BusinessClock clock;
    private final ViewPositions positions;

    Clocks(ClockRows rows, Laws laws, BusinessClock clock, ViewPositions positions) {
        this.rows = rows;
        this.laws = laws;
        this.clock = clock;
        this.positions = positions;
    }

    /** The rows of a board. */
    Rows rows(@Nullable Set<String> streets) {
        var position = positions.position(ClocksProjection.NAME);
        var midnight = clock.today().atStartOfDay(BusinessClock.ZONE).toInstant();
        return new Rows(rows.onBoard(midnight, streets, Board.CLOCKS_MAX + 1), position);
    }

    /** What whoever sees these streets sees of it now. */
    Board board(Rows read, @Nullable Set<String> streets) {
        return Board.of(read, streets, laws.current(), clock.now());
    }

    /** The clock of one case, however old; empty where it has none. */
    Optional<ShownClock> one(UUID violation) {
        return rows.find(List.of(violation)).values().stream()
                .filter(row -> row.clock() != null)
                .map(row -> Board.shown(row, laws.current(), clock.now()))
                .findFirst();
    }
}
