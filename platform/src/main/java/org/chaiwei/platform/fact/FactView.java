package org.chaiwei.platform.fact;

import java.util.List;

/**
 * A read model kept from other services' facts. Its rows and its place in the topics are committed together, so that no fact is ever
 * taken in twice or passed over, also on redelivery, a crash, or when another instance takes over.
 */
public non-sealed interface FactView extends FactReader {

    /**
     * Takes in facts: those of one key in their order, of different keys in any. Called by one thread at a time for each partition,
     * within a Spring transaction that also moves the view's place. Never empty.
     *
     * <p>If it throws, nothing of the batch is kept. A passing failure (the database away) is tried again for as long as it takes; otherwise the
     * facts come again one by one, and the one that fails alone is parked with those of its key that follow.
     */
    void apply(List<ReceivedFact> batch);

    /** The tables that hold its rows, for a rebuild beside the ones that serve. */
    List<String> tables();
}
