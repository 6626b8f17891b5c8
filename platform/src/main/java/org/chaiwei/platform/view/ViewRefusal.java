package org.chaiwei.platform.view;

import java.util.List;
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

    /** @param known the views there are */
    record ViewUnknown(List<String> known) implements ViewRefusal {
        @Override
        public int status() {
            return 404;
        }
    }

    /** One rebuild at a time. */
    record RebuildRunning(String view) implements ViewRefusal {
        @Override
        public int status() {
            return 409;
        }
    }
}
