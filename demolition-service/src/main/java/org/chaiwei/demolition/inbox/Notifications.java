package org.chaiwei.demolition.inbox;

import java.io.IOException;

/**
 * A way on which notices leave the service, behind the inbox. A bean; off unless it is configured. Each has a place of its own in the order
 * of the notices, and begins with those that come after it was first configured.
 */
interface Notifications {

    /** Unique, and for good: the place is kept under it. */
    String name();

    /**
     * Hands one notice over. Called by one thread in all instances, one notice after the other; the same one may come twice, after a crash, so
     * whoever receives it knows it by its id.
     *
     * @throws IOException if it was not taken; it comes again, after a growing pause
     * @throws InterruptedException if the service stops
     */
    void send(Notice notice) throws IOException, InterruptedException;
}
