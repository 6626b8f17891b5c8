package org.chaiwei.accountability.target;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.accountability.target.TargetEvent.StreetPartsSet;
import org.chaiwei.accountability.target.TargetEvent.TargetDecisionRecorded;
import org.chaiwei.accountability.target.TargetEvent.TargetRevised;
import org.chaiwei.accountability.target.TargetEvent.TargetSet;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a target are stored. */
public final class TargetEvents {

    static final String AGGREGATE_TYPE = "Target";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("TargetSet", 1, TargetSet.class),
            named("TargetRevised", 1, TargetRevised.class),
            named("StreetPartsSet", 1, StreetPartsSet.class),
            named("TargetDecisionRecorded", 1, TargetDecisionRecorded.class));

    private TargetEvents() {}
}
