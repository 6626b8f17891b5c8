package org.chaiwei.platform.fact;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.platform.view.View.Recorded;

/**
 * What a service tells the others of its log: one bean a service, asked for every event in the log's order. What it answers goes to the
 * topic {@code chaiwei.<service>.facts.v1} as CloudEvents 1.0 in binary mode, in the same order for each key.
 *
 * <p>Pure: asked again after a crash for an event already published, it must give the same answer, for readers tell repetitions by the
 * event's position.
 */
public interface Publication {

    /** The service's short name, such as {@code ledger}: part of the topic's name and the CloudEvents source. */
    String service();

    /** Every CloudEvents type that {@link #factOf} may give. */
    List<String> types();

    /**
     * The fact that this event tells; empty for an event that is nobody else's affair. At most one, so that a position names it.
     *
     * @param actor the pseudonymous id of whoever asked for it
     */
    Optional<Outgoing> factOf(Recorded event, String actor);

    /**
     * A fact on its way out.
     *
     * @param type the CloudEvents type, such as {@code org.chaiwei.ledger.LedgerClosed.v1}
     * @param key its subject; facts of one key keep their order
     * @param data a record, written as JSON
     */
    record Outgoing(String type, UUID key, Object data) {}
}
