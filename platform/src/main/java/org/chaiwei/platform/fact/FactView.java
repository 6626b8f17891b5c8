package org.chaiwei.platform.fact;

import java.util.List;

/**
 * A read model kept from other services' facts. Its rows and its place in the topics are committed together, so that no fact is ever
 * taken in twice or passed over, also on redelivery, a crash, or when another instance takes over.
 */
public non-sealed interface FactView extends FactReader {

    /** Facts a batch, and so a transaction, when the view is rebuilt. */
    int REBUILD_BATCH_MAX = 5_000;

    /**
     * Takes in facts: those of one key in their order, of different keys in any. Called by one thread at a time for each partition,
     * within a Spring transaction that also moves the view's place. Never empty. It keeps nothing in memory between two calls, writes nowhere but into its
     * {@link #tables}, and names them without a schema.
     *
     * <p>If it throws, nothing of the batch is kept. A passing failure (the database away) is tried again for as long as it takes; otherwise the
     * facts come again one by one, and the one that fails alone is parked with those of its key that follow.
     */
    void apply(List<ReceivedFact> batch);

    /**
     * Takes in facts once more for a rebuild: from the first on, by a thread of the rebuild's, at most {@value #REBUILD_BATCH_MAX} at a time, in transactions in which the
     * names of {@link #tables} mean other, new tables. None is given that the serving tables don't have by then. Of a new table's indexes only those of its
     * constraints are there.
     */
    default void rebuild(List<ReceivedFact> batch) {
        apply(batch);
    }

    /** The tables that hold its rows, and nobody else's; without a schema. A rebuild makes them anew and swaps them together. */
    List<String> tables();
}
