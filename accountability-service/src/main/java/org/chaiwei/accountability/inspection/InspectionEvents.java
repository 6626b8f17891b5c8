package org.chaiwei.accountability.inspection;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingAnswered;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingConfirmed;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingRecorded;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingTasked;
import org.chaiwei.accountability.inspection.InspectionEvent.FindingWithdrawn;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionClosed;
import org.chaiwei.accountability.inspection.InspectionEvent.InspectionOpened;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of inspections are stored. */
public final class InspectionEvents {

    static final String AGGREGATE_TYPE = "Inspection";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("InspectionOpened", 1, InspectionOpened.class),
            named("FindingRecorded", 1, FindingRecorded.class),
            named("FindingAnswered", 1, FindingAnswered.class),
            named("FindingConfirmed", 1, FindingConfirmed.class),
            named("FindingWithdrawn", 1, FindingWithdrawn.class),
            named("FindingTasked", 1, FindingTasked.class),
            named("InspectionClosed", 1, InspectionClosed.class));

    private InspectionEvents() {}
}
