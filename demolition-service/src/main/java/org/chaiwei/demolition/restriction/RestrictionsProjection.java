package org.chaiwei.demolition.restriction;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent.EntryReassigned;
import org.chaiwei.demolition.enforcement.CooperationEvent.OfRestriction;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionAcknowledged;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionLifted;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRefused;
import org.chaiwei.demolition.enforcement.CooperationEvent.RestrictionRequested;
import org.chaiwei.demolition.enforcement.RestrictionState;
import org.chaiwei.platform.view.View;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Carries the events into the list of restrictions. One statement an event: few events are about restrictions, or move an entry. */
final class RestrictionsProjection implements View {

    static final String NAME = "restrictions";

    private static final String ADD = """
            INSERT INTO restriction (violation, restriction, ledger_number, street, kind, state, requested_on, changed_on, position)
            VALUES (?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?)""";
    private static final String CHANGE = """
            UPDATE restriction SET state = ?, changed_on = ?, cause = ?, position = ? WHERE violation = ? AND restriction = ?""";
    private static final String MOVE = "UPDATE restriction SET street = ?, position = ? WHERE violation = ?";

    private final JdbcTemplate jdbc;

    RestrictionsProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("restriction");
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch)
            switch (recorded.event()) {
                case OfRestriction event -> take(event, recorded.position());
                case EntryReassigned e -> jdbc.update(MOVE, e.street(), recorded.position(), e.violation());
                default -> {}
            }
    }

    private void take(OfRestriction event, long position) {
        switch (event) {
            case RestrictionRequested e ->
                jdbc.update(
                        ADD,
                        e.violation(),
                        e.restriction(),
                        e.ledgerNumber(),
                        e.street(),
                        e.kind(),
                        e.occurredOn(),
                        e.occurredOn(),
                        position);
            case RestrictionAcknowledged e ->
                change(e.violation(), e.restriction(), RestrictionState.ACKNOWLEDGED, e.occurredOn(), null, position);
            case RestrictionRefused e ->
                change(e.violation(), e.restriction(), RestrictionState.REFUSED, e.occurredOn(), null, position);
            case RestrictionLifted e ->
                change(e.violation(), e.restriction(), RestrictionState.LIFTED, e.occurredOn(), e.cause(), position);
        }
    }

    private void change(
            UUID violation,
            UUID restriction,
            RestrictionState state,
            LocalDate on,
            @Nullable String cause,
            long position) {
        var changed = jdbc.update(CHANGE, state.name(), on, cause, position, violation, restriction);
        if (changed != 1) throw new IllegalStateException("a restriction that was never requested: " + restriction);
    }
}
