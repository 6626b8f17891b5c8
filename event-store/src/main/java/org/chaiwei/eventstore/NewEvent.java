package org.chaiwei.eventstore;

import java.util.UUID;

/** An event on its way into the log: all of its row but what only the append knows, position and time. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NewEvent(UUID aggregateId, long sequence, int type, UUID eventId, byte[] payload, byte[] metadata) {

    /** What a row weighs beside its two texts, for the bounds in bytes. */
    private static final int FIXED_BYTES = 64;

    int bytes() {
        return FIXED_BYTES + payload.length + metadata.length;
    }
}
