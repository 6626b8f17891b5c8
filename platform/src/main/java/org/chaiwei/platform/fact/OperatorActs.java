package org.chaiwei.platform.fact;

import java.util.Map;
import org.chaiwei.platform.security.Actor;

/** Hears of every act of an operator upon facts, before the answer leaves. What it throws refuses the answer, though not the act. */
public interface OperatorActs {

    /**
     * @param act {@code facts-released}, {@code fact-skipped} or {@code epoch-accepted}
     * @param subject what it was done to: the id of a parked fact, or a reader
     * @param details names and numbers only
     */
    void record(Actor operator, String act, String subject, Map<String, String> details);
}
