package org.chaiwei.ledger.designation;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeAppliedFor;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeDesignated;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeInspected;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeRevoked;
import org.chaiwei.ledger.designation.DesignationEvent.ViolationFreeStarted;

/** Under which names the events of a designation are stored. */
public final class DesignationEvents {

    static final String AGGREGATE_TYPE = "Designation";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("ViolationFreeStarted", 1, ViolationFreeStarted.class),
            named("ViolationFreeAppliedFor", 1, ViolationFreeAppliedFor.class),
            named("ViolationFreeInspected", 1, ViolationFreeInspected.class),
            named("ViolationFreeDesignated", 1, ViolationFreeDesignated.class),
            named("ViolationFreeRevoked", 1, ViolationFreeRevoked.class));

    private DesignationEvents() {}
}
