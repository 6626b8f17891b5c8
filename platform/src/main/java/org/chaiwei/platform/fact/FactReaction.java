package org.chaiwei.platform.fact;

/**
 * Turns other services' facts into commands of this one. The place in the topics moves after the commands are recorded, so after a crash a
 * fact comes again: the aggregate remembers the {@link ReceivedFact#id} it took in, and a repetition changes nothing.
 */
public non-sealed interface FactReaction extends FactReader {

    /**
     * Gives the command or commands that the fact calls for. Facts of one key come one after the other in their order; those of different keys
     * at once, on virtual threads. A command that is refused because it has nothing to do must not throw.
     *
     * @throws RuntimeException if the fact can't be taken in: passing failures (an overloaded lane, a conflict, the database away) are tried
     *     again; any other parks the fact with those of its key that follow, until an operator releases it
     */
    void react(ReceivedFact fact);
}
