package org.chaiwei.accountability.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.chaiwei.accountability.inspection.InspectionState.Standing;
import org.chaiwei.accountability.inspection.Inspections.FindingRow;
import org.chaiwei.accountability.inspection.Inspections.Place;
import org.chaiwei.eventstore.PostgresEventStore;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;

/** What inspections have found, for whoever draws conclusions from it. Thread-safe. */
public final class Findings {

    private static final int PAGE = 200;

    private final Inspections inspections;
    private final ViewPositions positions;
    private final PostgresEventStore store;

    Findings(Inspections inspections, ViewPositions positions, PostgresEventStore store) {
        this.inspections = inspections;
        this.positions = positions;
        this.store = store;
    }

    /**
     * A finding.
     *
     * @param unit a street's code, or another unit's
     * @param falsifiesRecord 弄虚作假
     * @param wrong false where it is praise
     * @param confirmedOn null where it is open or withdrawn; once confirmed it stays so
     */
    public record Found(
            UUID finding,
            String unit,
            boolean falsifiesRecord,
            boolean wrong,
            @Nullable LocalDate confirmedOn) {}

    /** As of all that is recorded now; empty where no inspection has recorded it. */
    public Optional<Found> find(UUID finding) {
        var head = store.log().head();
        inspections.await(new ConsistencyToken(head.epoch(), head.position()));
        return inspections.finding(finding).map(Findings::found);
    }

    /** Hands over every confirmed 弄虚作假, in the order in which they were recorded; a page at a time is in memory. */
    public void eachFalsifiedRecord(Consumer<Found> each) {
        List<FindingRow> page;
        var behind = Place.EARLIEST;
        do {
            page = inspections.findings(null, null, FindingKind.FALSIFIED_RECORD, true, behind, PAGE);
            for (var row : page) {
                each.accept(found(row));
                behind = new Place(row.recordedOn(), row.finding());
            }
        } while (page.size() == PAGE);
    }

    /** Calls the listener whenever there may be a new finding; see {@link ViewPositions#onAdvance}. @return ends the calls */
    public Runnable onChange(LongConsumer listener) {
        return positions.onAdvance(InspectionRows.VIEW, listener);
    }

    private static Found found(FindingRow row) {
        return new Found(
                row.finding(),
                row.unit(),
                row.kind() == FindingKind.FALSIFIED_RECORD,
                row.kind().isWrong(),
                row.standing() == Standing.CONFIRMED ? row.decidedOn() : null);
    }
}
