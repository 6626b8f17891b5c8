package org.chaiwei.demolition.cases;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseEvent;
import org.chaiwei.platform.view.View;

/**
 * Carries the events into the list of cases, a batch at a time: what a batch does to a case is worked out in memory, and the case is
 * written once. A case that begins in the batch is not even read.
 */
final class CasesProjection implements View {

    static final String NAME = "cases";

    private final CaseRows rows;
    private final CaseTotals totals;

    CasesProjection(CaseRows rows, CaseTotals totals) {
        this.rows = rows;
        this.totals = totals;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("enforcement_case", "case_total");
    }

    @Override
    public void apply(List<Recorded> all) {
        var batch = all.stream()
                .filter(recorded -> recorded.event() instanceof CaseEvent)
                .toList();
        var found = rows.find(goneOnWith(batch));
        var cases = new HashMap<UUID, CaseRow>(found);
        for (var recorded : batch)
            cases.compute(
                    recorded.aggregate(),
                    (_, before) -> CaseRow.after(
                            before,
                            (CaseEvent) recorded.event(),
                            new CaseRow.Change(recorded.sequence(), recorded.position(), recorded.recordedAt())));
        rows.save(cases.values());
        totals.change(found, cases.values());
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
