package org.chaiwei.demolition.papers;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of a register are stored. */
public final class PaperEvents {

    /** The aggregate type of every register in the store. */
    public static final String AGGREGATE_TYPE = "PaperRegister";

    /** Every type that is written or has ever been written. A name or a revision never changes its meaning. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("PaperIssued", 1, PaperEvent.PaperIssued.class),
            named("PaperWithdrawn", 1, PaperEvent.PaperWithdrawn.class));

    private PaperEvents() {}
}
