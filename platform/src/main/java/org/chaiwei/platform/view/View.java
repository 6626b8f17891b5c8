package org.chaiwei.platform.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A read model kept from the log. A bean of this type is fed every event of the service, in the log's order, from the first on, by one
 * instance at a time.
 */
public interface View {

    /** Events a batch, and so a transaction, of the view that serves. */
    int BATCH_MAX = 2_000;

    /** Events a batch when the view is rebuilt. Larger, because nobody waits for any one of them. */
    int REBUILD_BATCH_MAX = 10_000;

    /** Unique in the service, and for good: the view's place in the log is kept under it. */
    String name();

    /** The tables that hold its rows, and nobody else's; without a schema. A rebuild makes them anew and swaps them together. */
    List<String> tables();

    /**
     * Takes in the next events. Called by one thread within a Spring transaction that also moves the view's position, so that rows and position
     * change together or not at all. A batch is never empty, has at most {@value #BATCH_MAX} events and ends at any event.
     *
     * <p>During a rebuild a second thread calls it too, with all events from the first on, at most {@value #REBUILD_BATCH_MAX} a batch, in transactions in which the
     * names of {@link #tables} mean other, new tables. So a view keeps nothing in memory between two calls, writes nowhere but into its tables, and names
     * them without a schema. Of a new table's indexes only those of its constraints are there.
     *
     * <p>If it throws, the same events come again, after a growing pause and for as long as it takes; none is ever passed over, and the service's
     * health says DOWN meanwhile.
     */
    void apply(List<Recorded> batch);

    /**
     * An event as it was recorded.
     *
     * @param recordedAt never less than at a lower position
     * @param sequence of the event within its aggregate, from 0
     */
    record Recorded(long position, Instant recordedAt, UUID aggregate, long sequence, Object event) {}
}
