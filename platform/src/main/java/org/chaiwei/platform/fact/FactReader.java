package org.chaiwei.platform.fact;

import java.util.List;

/** Whoever takes in other services' facts: as rows ({@link FactView}) or as commands ({@link FactReaction}). A bean. */
public sealed interface FactReader permits FactView, FactReaction {

    /** Unique in the service, and for good: the reader's place in the topics is kept under it. */
    String name();

    /** What it reads: one element a service. */
    List<FactTypes> reads();
}
