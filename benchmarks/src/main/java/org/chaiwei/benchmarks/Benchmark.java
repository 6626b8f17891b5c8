package org.chaiwei.benchmarks;

import java.util.function.Consumer;

/** Something measured beside its peers in the same run. */
interface Benchmark {

    /**
     * @param rounds how often everything is measured, sides taking turns, so that what disturbs the machine disturbs all of them
     * @param secondsPerRun how long each side runs in each round at each number of callers
     * @param progress told what is going on
     */
    Report run(int rounds, int secondsPerRun, Consumer<String> progress) throws Exception;
}
