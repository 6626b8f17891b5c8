package org.chaiwei.demolition.growth;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.demolition.enforcement.CaseEvent.LeadReceived;
import org.chaiwei.demolition.growth.GrowthRows.Movement;
import org.chaiwei.platform.view.View;
import org.jspecify.annotations.Nullable;

/**
 * Carries the events into the account of the new constructions: what an event moves is the difference of what stood before it and after it,
 * on the event's own business date; a construction stands from its discovery on.
 */
final class GrowthProjection implements View {

    static final String NAME = "zero-growth";

    private final GrowthRows rows;

    GrowthProjection(GrowthRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return GrowthRows.TABLES;
    }

    @Override
    public void apply(List<Recorded> batch) {
        var known = rows.find(goneOnWith(batch));
        var changed = new LinkedHashMap<UUID, NewConstruction>();
        var movements = new ArrayList<Movement>();
        for (var recorded : batch) {
            if (!(recorded.event() instanceof CaseEvent event)) continue;
            var before = known.get(recorded.aggregate());
            var after = NewConstruction.after(before, event);
            if (after == null || after.equals(before)) continue;
            known.put(recorded.aggregate(), after);
            changed.put(recorded.aggregate(), after);
            move(before, after, recorded, event, movements);
        }
        rows.save(changed.values());
        rows.add(movements);
    }

    private static void move(
            @Nullable NewConstruction before,
            NewConstruction after,
            Recorded recorded,
            CaseEvent event,
            List<Movement> movements) {
        // Again, after a withdrawal, it stands from its new registration on: until then it was not there.
        var on = before == null && event instanceof LeadReceived lead ? lead.discoveredOn() : event.occurredOn();
        if (before != null && before.street().equals(after.street())) {
            var moved = after.standingM2().subtract(before.standingM2());
            if (moved.signum() != 0) movements.add(movement(0, after, moved, recorded, on));
            return;
        }
        if (before != null && before.standingM2().signum() != 0)
            movements.add(movement(0, before, before.standingM2().negate(), recorded, on));
        if (after.standingM2().signum() != 0) movements.add(movement(1, after, after.standingM2(), recorded, on));
    }

    private static Movement movement(
            int ordinal, NewConstruction of, BigDecimal standingM2, Recorded recorded, LocalDate on) {
        return new Movement(
                recorded.position(),
                ordinal,
                of.violation(),
                of.street(),
                of.origin(),
                on,
                recorded.recordedAt(),
                standingM2);
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
