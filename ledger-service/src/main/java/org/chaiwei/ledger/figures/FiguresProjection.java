package org.chaiwei.ledger.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.figures.MovementRows.Placed;
import org.chaiwei.ledger.violation.ViolationEvent;

/** Carries the events into the account, a batch at a time. */
final class FiguresProjection {

    private final MovementRows rows;

    FiguresProjection(MovementRows rows) {
        this.rows = rows;
    }

    record Recorded(long position, Instant recordedAt, ViolationEvent event) {}

    /** Takes in events in the order of the log. Called within the transaction that also moves the view's token. */
    void apply(List<Recorded> batch) {
        if (batch.isEmpty()) return;
        var depending = new HashSet<UUID>();
        for (var recorded : batch)
            if (Movements.needsStanding(recorded.event()))
                depending.add(recorded.event().violation());
        var standing = rows.of(depending);
        var placed = new ArrayList<Placed>();
        for (var recorded : batch) {
            var violation = recorded.event().violation();
            var movements = Movements.of(recorded.event(), standing.getOrDefault(violation, List.of()));
            for (int ordinal = 0; ordinal < movements.size(); ordinal++)
                placed.add(new Placed(recorded.position(), ordinal, movements.get(ordinal)));
            if (depending.contains(violation))
                standing.computeIfAbsent(violation, _ -> new ArrayList<>()).addAll(movements);
        }
        rows.add(placed);
        rows.knownAt(batch.getLast().position(), batch.getLast().recordedAt());
    }
}
