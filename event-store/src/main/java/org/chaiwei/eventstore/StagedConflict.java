package org.chaiwei.eventstore;

import java.util.Set;
import java.util.UUID;
import org.axonframework.common.AxonNonTransientException;

/** Staged events don't follow what their aggregates' histories hold by now. Nothing of the chunk was appended; all of it is still staged. */
public class StagedConflict extends AxonNonTransientException {

    private final Set<UUID> aggregateIds;

    StagedConflict(Set<UUID> aggregateIds) {
        super("staged events conflict with the log at the aggregates " + aggregateIds);
        this.aggregateIds = Set.copyOf(aggregateIds);
    }

    /** The aggregates of the chunk whose staged events don't fit. */
    public Set<UUID> aggregateIds() {
        return aggregateIds;
    }
}
