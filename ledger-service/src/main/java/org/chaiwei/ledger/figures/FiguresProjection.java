package org.chaiwei.ledger.figures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.chaiwei.ledger.figures.MovementRows.Placed;
import org.chaiwei.ledger.violation.ViolationEvent;
import org.chaiwei.platform.view.View;

/** Carries the events into the account, a batch at a time. */
final class FiguresProjection implements View {

    static final String NAME = "figures";

    private final MovementRows rows;

    FiguresProjection(MovementRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("movement", "month_total", "figures_known_at");
    }

    @Override
    public void apply(List<Recorded> batch) {
        var depending = new HashSet<UUID>();
        for (var recorded : batch)
            if (recorded.event() instanceof ViolationEvent event && Movements.needsStanding(event))
                depending.add(event.violation());
        var standing = rows.of(depending);
        var placed = new ArrayList<Placed>();
        for (var recorded : batch) {
            if (!(recorded.event() instanceof ViolationEvent event)) continue;
            var movements = Movements.of(event, standing.getOrDefault(event.violation(), List.of()));
            for (int ordinal = 0; ordinal < movements.size(); ordinal++)
                placed.add(new Placed(recorded.position(), ordinal, movements.get(ordinal)));
            if (depending.contains(event.violation()))
                standing.computeIfAbsent(event.violation(), _ -> new ArrayList<>())
                        .addAll(movements);
        }
        rows.add(placed);
        rows.knownAt(batch.getLast().position(), batch.getLast().recordedAt());
    }
}
