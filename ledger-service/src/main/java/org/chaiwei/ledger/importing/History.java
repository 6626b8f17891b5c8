package org.chaiwei.ledger.importing;

import java.util.List;
import org.chaiwei.ledger.violation.ViolationEvent;

/**
 * What the log holds of one entry.
 *
 * @param length how many events, which is the sequence of the next one
 * @param stands whether it is on the ledger, open or closed; false for one that was withdrawn or never registered
 * @param events all of them, unless only their number was asked for
 */
record History(long length, boolean stands, List<ViolationEvent> events) {

    static final History NONE = new History(0, false, List.of());
}
