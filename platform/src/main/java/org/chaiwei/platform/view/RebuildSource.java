package org.chaiwei.platform.view;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read model that can be rebuilt, and what it is rebuilt from. There is one for each {@link View}, from the log; whoever keeps read models from
 * something else gives them by a bean of type {@link RebuildSources}. The machinery (see {@link Rebuild}) makes empty tables beside the serving ones, has them filled from the
 * source's beginning, and swaps them in.
 */
public interface RebuildSource {

    /** Unique in the service. What operators call it by. */
    String view();

    /** The tables that hold its rows and nothing else's, without a schema. Swapped together. */
    List<String> tables();

    /** Begins at the source's beginning. Used by one thread, and closed by it. */
    Replay replay();

    /** One pass over the source. */
    interface Replay extends AutoCloseable {

        /**
         * What comes next, read outside of any transaction; empty if there is nothing for now. While the serving view is {@linkplain #hold held},
         * empty only when nothing is left that the serving view has.
         */
        Optional<Chunk> next() throws InterruptedException;

        /** Events, or facts, given out so far. */
        long done();

        /** How many there are, as far as known. */
        long head();

        /**
         * Stops whatever feeds the serving view, in whichever instance: when this returns, nothing of it is committed any more, until {@link #release}
         * or some seconds have passed.
         */
        void hold();

        /**
         * Puts the serving view's place to where this replay is, within the transaction that swaps the tables.
         *
         * @param swap works within that transaction, with the owner's rights
         * @throws ClaimLost if the view is not held any more, or the serving view is further: the swap is rolled back and tried again
         */
        void move(JdbcClient swap);

        /** Lets the serving view be fed again. Called after each {@link #hold}, also after a swap. */
        void release();

        @Override
        void close();
    }

    /** Some events, ready to be taken in. */
    interface Chunk {

        /**
         * Writes them. Called within a Spring transaction in which unqualified names mean the new tables.
         */
        void apply();
    }
}
