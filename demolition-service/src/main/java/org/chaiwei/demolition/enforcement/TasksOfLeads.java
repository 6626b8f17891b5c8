package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.demolition.rules.Law;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of the cases of a batch. Where nothing is on record yet, the rules see no difference between two cases of which the same is asked:
 * an import brings tens of thousands of those, and they are judged once. For one thread and one law.
 */
final class TasksOfLeads {

    /** All by which the tasks of two cases without a record can differ. */
    private record Asked(
            Class<? extends Known> state,
            boolean isOver,
            @Nullable Track track,
            List<NextStep> steps,
            LocalDate on) {}

    private final Map<Asked, List<Task>> judged = new HashMap<>();

    List<Task> of(UUID violation, Known state, LocalDate on, Law law) {
        if (!state.file().record().isEmpty()) return Task.of(violation, state, on, law);
        var asked =
                new Asked(state.getClass(), Deadline.isOver(state), state.file().track(), NextStep.in(state), on);
        return judged.computeIfAbsent(asked, _ -> Task.of(violation, state, on, law));
    }
}
