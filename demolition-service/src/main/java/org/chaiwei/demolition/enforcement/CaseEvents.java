package org.chaiwei.demolition.enforcement;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a case are stored. */
public final class CaseEvents {

    /** The aggregate type of every case event in the store. */
    public static final String AGGREGATE_TYPE = "EnforcementCase";

    /**
     * Every type that is written or has ever been written. A name or a revision never changes its meaning; a record whose fields
     * change otherwise than by an added nullable one gets a new revision.
     */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("LeadReceived", 1, CaseEvent.LeadReceived.class),
            named("EntryCorrected", 1, CaseEvent.EntryCorrected.class),
            named("EntryReassigned", 1, CaseEvent.EntryReassigned.class),
            named("EntryTagged", 1, CaseEvent.EntryTagged.class),
            named("EntryWithdrawn", 1, CaseEvent.EntryWithdrawn.class),
            named("EntryClosed", 1, CaseEvent.EntryClosed.class),
            named("ClosingRevoked", 1, CaseEvent.ClosingRevoked.class),
            named("RelapseLinked", 1, CaseEvent.RelapseLinked.class),
            named("DemolitionPosted", 1, CaseEvent.DemolitionPosted.class),
            named("DemolitionNotPosted", 1, CaseEvent.DemolitionNotPosted.class),
            named("DemolitionReversed", 1, CaseEvent.DemolitionReversed.class),
            named("CaseFiled", 1, CaseEvent.CaseFiled.class),
            named("DiscoveryConfirmed", 1, CaseEvent.DiscoveryConfirmed.class),
            named("Demolished", 1, CaseEvent.Demolished.class),
            named("WallSealed", 1, CaseEvent.WallSealed.class),
            named("AcceptanceSigned", 1, CaseEvent.AcceptanceSigned.class),
            named("AcceptancePassed", 1, CaseEvent.AcceptancePassed.class),
            named("AcceptanceFailed", 1, CaseEvent.AcceptanceFailed.class),
            named("RestorationCompleted", 1, CaseEvent.RestorationCompleted.class));

    private CaseEvents() {}
}
