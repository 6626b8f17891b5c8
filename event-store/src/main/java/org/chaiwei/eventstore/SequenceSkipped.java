package org.chaiwei.eventstore;

import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** An append's event has no predecessor: recorded, it would leave a hole in its aggregate's history. Nothing of the append was recorded. */
public class SequenceSkipped extends EventStoreException {
    SequenceSkipped(UUID aggregateId, long sequence) {
        super("aggregate " + aggregateId + " has no event " + (sequence - 1) + ", so there can be no event "
                + sequence);
    }
}
