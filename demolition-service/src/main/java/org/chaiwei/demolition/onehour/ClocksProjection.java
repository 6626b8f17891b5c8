package org.chaiwei.demolition.onehour;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.platform.view.View;

/**
 * Carries the events into the clocks, a batch at a time: what a batch does to a clock is worked out in memory, and the clock is written
 * once.
 */
final class ClocksProjection implements View {

    static final String NAME = "onehour";

    private final ClockRows rows;

    ClocksProjection(ClockRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("one_hour_clock");
    }

    @Override
    public void apply(List<Recorded> batch) {
        var clocks = new HashMap<UUID, ClockRow>(rows.find(goneOnWith(batch)));
        var changed = new HashSet<UUID>();
        for (var recorded : batch) {
            if (!(recorded.event() instanceof CaseEvent event)) continue;
            var id = recorded.aggregate();
            var before = clocks.get(id);
            var after = ClockRow.after(before, event, recorded.position());
            if (after == null || after.equals(before)) continue;
            clocks.put(id, after);
            changed.add(id);
        }
        rows.save(changed.stream().map(clocks::get).map(Objects::requireNonNull).toList());
    }

    /** The cases that may have a row already: their first event in the batch is not the first of all. */
    private static HashSet<UUID> goneOnWith(List<Recorded> batch) {
        var seen = new HashSet<UUID>();
        var found = new HashSet<UUID>();
        for (var recorded : batch)
            if (seen.add(recorded.aggregate()) && recorded.sequence() > 0) found.add(recorded.aggregate());
        return found;
    }
}
