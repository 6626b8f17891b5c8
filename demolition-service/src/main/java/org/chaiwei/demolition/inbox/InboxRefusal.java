package org.chaiwei.demolition.inbox;

import java.util.UUID;
import org.chaiwei.platform.problem.Refusal;

/** Why something asked of an inbox is not done. */
sealed interface InboxRefusal extends Refusal {

    /** There is none with this id, or it is somebody else's: it is not said which. */
    record NoSuchNotice(UUID notice) implements InboxRefusal {
        @Override
        public int status() {
            return 404;
        }
    }
}
