package org.chaiwei.accountability.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.accountability.supervision.Unit;
import org.jspecify.annotations.Nullable;

/** An inspection as its events tell it; also what queries show. */
sealed interface InspectionState {

    InspectionState evolve(InspectionEvent event);

    record Unopened() implements InspectionState {
        @Override
        public InspectionState evolve(InspectionEvent event) {
            if (event instanceof InspectionOpened e) return new Opened(e, Map.of(), List.of(), null);
            throw new IllegalStateException("an event of an inspection that was never opened");
        }
    }

    /** Where a finding stands. */
    enum Standing {
        OPEN,
        CONFIRMED,
        WITHDRAWN
    }

    /** @param answers of the unit, in their order */
    record Finding(FindingRecorded recorded, List<FindingAnswered> answers, Standing standing) {}

    /**
     * @param findings in the order in which they were recorded
     * @param closed null while it is open
     */
    record Opened(
            InspectionOpened opened,
            Map<UUID, Finding> findings,
            List<FindingTasked> tasks,
            @Nullable InspectionClosed closed)
            implements InspectionState {

        Unit unit() {
            return new Unit(opened.unit());
        }

        @Override
        public InspectionState evolve(InspectionEvent event) {
            return switch (event) {
                case InspectionOpened e ->
                    throw new IllegalStateException("the inspection " + e.inspection() + " was opened twice");
                case FindingRecorded e -> with(new Finding(e, List.of(), Standing.OPEN));
                case FindingAnswered e -> {
                    var finding = of(e.finding());
                    var more = new ArrayList<>(finding.answers());
                    more.add(e);
                    yield with(new Finding(finding.recorded(), List.copyOf(more), finding.standing()));
                }
                case FindingConfirmed e -> with(standing(e.finding(), Standing.CONFIRMED));
                case FindingWithdrawn e -> with(standing(e.finding(), Standing.WITHDRAWN));
                case FindingTasked e -> {
                    var more = new ArrayList<>(tasks);
                    more.add(e);
                    yield new Opened(opened, findings, List.copyOf(more), closed);
                }
                case InspectionClosed e -> new Opened(opened, findings, tasks, e);
            };
        }

        private Finding standing(UUID finding, Standing standing) {
            var before = of(finding);
            return new Finding(before.recorded(), before.answers(), standing);
        }

        private Finding of(UUID finding) {
            var found = findings.get(finding);
            if (found == null) throw new IllegalStateException("an event of a finding that was never recorded");
            return found;
        }

        private Opened with(Finding finding) {
            var all = new LinkedHashMap<>(findings);
            all.put(finding.recorded().finding(), finding);
            return new Opened(opened, all, tasks, closed);
        }
    }
}
