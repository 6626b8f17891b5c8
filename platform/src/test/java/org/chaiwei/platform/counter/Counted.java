package org.chaiwei.platform.counter;

import java.util.UUID;

/** The fact that a counter was added to. */
public record Counted(UUID counter, int amount) {

    public static final String TYPE = "org.chaiwei.counter.Counted.v1";

    /** Of a kind that readers pass over. */
    public static final String PASSED_OVER = "org.chaiwei.counter.Polished.v1";
}
