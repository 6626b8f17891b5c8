package org.chaiwei.accountability.supervision;

import static org.chaiwei.eventstore.EventTypes.named;

import java.util.List;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionAsked;
import org.chaiwei.accountability.supervision.TaskEvent.ExtensionRefused;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAcknowledged;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAnswered;
import org.chaiwei.accountability.supervision.TaskEvent.TaskAssigned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskEscalated;
import org.chaiwei.accountability.supervision.TaskEvent.TaskExtended;
import org.chaiwei.accountability.supervision.TaskEvent.TaskOverdue;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReminded;
import org.chaiwei.accountability.supervision.TaskEvent.TaskReturned;
import org.chaiwei.accountability.supervision.TaskEvent.TaskVerified;
import org.chaiwei.accountability.supervision.TaskEvent.TaskWithdrawn;
import org.chaiwei.eventstore.EventTypes;

/** Under which names the events of supervised tasks are stored. */
public final class TaskEvents {

    static final String AGGREGATE_TYPE = "SupervisedTask";

    /** Every type that is written or has ever been written. */
    public static final List<EventTypes.Named> TYPES = List.of(
            named("TaskAssigned", 1, TaskAssigned.class),
            named("TaskAcknowledged", 1, TaskAcknowledged.class),
            named("TaskAnswered", 1, TaskAnswered.class),
            named("TaskReturned", 1, TaskReturned.class),
            named("TaskVerified", 1, TaskVerified.class),
            named("TaskExtensionAsked", 1, ExtensionAsked.class),
            named("TaskExtended", 1, TaskExtended.class),
            named("TaskExtensionRefused", 1, ExtensionRefused.class),
            named("TaskReminded", 1, TaskReminded.class),
            named("TaskOverdue", 1, TaskOverdue.class),
            named("TaskEscalated", 1, TaskEscalated.class),
            named("TaskWithdrawn", 1, TaskWithdrawn.class));

    private TaskEvents() {}
}
