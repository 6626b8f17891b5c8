package org.chaiwei.platform.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Hears of every refusal before its caller does. A bean; called by {@link ProblemWriter} on the request's thread, after the refusal is final. */
@FunctionalInterface
public interface RefusalListener {

    /**
     * Returns when the caller may be told.
     *
     * @throws RefusedException with what the caller is told instead
     */
    void refused(HttpServletRequest request, Refusal refusal);
}
