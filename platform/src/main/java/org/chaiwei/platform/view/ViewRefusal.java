package org.chaiwei.platform.view;

import org.chaiwei.platform.problem.Refusal;

/** Why a view does not answer. */
public sealed interface ViewRefusal extends Refusal {

    /** The caller's own change is recorded but not in the view in time. */
    record ViewBehind(String view, long retryAfterSeconds) implements ViewRefusal {
        @Override
        public int status() {
            return 503;
        }
    }
}
