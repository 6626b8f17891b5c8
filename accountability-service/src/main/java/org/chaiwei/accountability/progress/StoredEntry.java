package org.chaiwei.accountability.progress;

import java.util.List;
import java.util.UUID;

/**
 * An entry as the view remembers it.
 *
 * @param street the one that answers for it now
 * @param epoch of the log of the last fact taken in
 * @param position of that fact
 * @param changes those that count, in the order of their positions; none after a withdrawal
 */
record StoredEntry(
        UUID violation, String ledgerNumber, String street, UUID epoch, long position, List<Change> changes) {

    /** Whether a fact with this place in the ledger's log has been taken in before. */
    boolean knows(UUID factEpoch, long factPosition) {
        return epoch.equals(factEpoch) && factPosition <= position;
    }
}
