package org.chaiwei.demolition.papers;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chaiwei.demolition.enforcement.ProcedureEvent;
import org.chaiwei.demolition.papers.PaperEvent.PaperIssued;
import org.chaiwei.demolition.papers.PaperEvent.PaperWithdrawn;
import org.chaiwei.demolition.rules.Act;
import org.chaiwei.platform.view.View;
import org.springframework.stereotype.Component;

/**
 * Carries the registers' events into the list of papers, and what happens in a case to those that rest on it: an order that is revoked takes its papers with
 * it.
 */
@Component
class PapersProjection implements View {

    static final String NAME = "papers";

    private static final Set<PaperKind> OF_THE_FORCED_DECISION =
            EnumSet.of(PaperKind.FORCED_DEMOLITION_DECISION, PaperKind.ANNOUNCEMENT);

    private static final Set<PaperKind> OF_THE_ORDER = EnumSet.of(
            PaperKind.NOTICE,
            PaperKind.ORDER,
            PaperKind.DEMAND,
            PaperKind.FORCED_DEMOLITION_DECISION,
            PaperKind.ANNOUNCEMENT);

    private final PaperRows rows;

    PapersProjection(PaperRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("paper");
    }

    @Override
    public void apply(List<Recorded> batch) {
        for (var recorded : batch)
            switch (recorded.event()) {
                case PaperIssued e -> {
                    rows.issued(e, recorded.position());
                    if (e.supersedes() != null) rows.ended(e.supersedes(), PaperStatus.SUPERSEDED, e.occurredOn());
                }
                case PaperWithdrawn e -> rows.ended(e.paper(), PaperStatus.WITHDRAWN, e.occurredOn());
                case ProcedureEvent e -> revoked(e);
                default -> {}
            }
    }

    private void revoked(ProcedureEvent event) {
        for (var milestone : event.milestones()) {
            if (milestone.act() == Act.ORDER_REVOKED)
                rows.withdrawn(event.violation(), OF_THE_ORDER, event.occurredOn());
            if (milestone.act() == Act.DECISION_REVOKED)
                rows.withdrawn(event.violation(), OF_THE_FORCED_DECISION, event.occurredOn());
        }
    }
}
