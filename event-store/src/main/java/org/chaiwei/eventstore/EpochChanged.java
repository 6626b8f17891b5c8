package org.chaiwei.eventstore;

import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The log was restored or promoted under this process: what the process has in memory belongs to another history. Nothing is recorded
 * until it starts anew.
 */
public class EpochChanged extends EventStoreException {
    EpochChanged(UUID opened) {
        super("the log is no longer in epoch " + opened + ", which this process started with; start it anew");
    }
}
