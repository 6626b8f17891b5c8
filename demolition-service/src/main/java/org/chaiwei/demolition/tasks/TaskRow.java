package org.chaiwei.demolition.tasks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseInTime;
import org.chaiwei.demolition.enforcement.Task;
import org.chaiwei.demolition.rules.Track;
import org.jspecify.annotations.Nullable;

/**
 * A task of a case, as the API shows it and {@link TaskRows} keeps it once for each owner.
 *
 * @param handler who answers for the case
 */
record TaskRow(
        UUID violation,
        String ledgerNumber,
        String street,
        @Nullable Track track,
        @JsonUnwrapped Task task,
        @Nullable String handler,
        @Nullable String supervisor,
        @JsonIgnore String owner) {

    static List<TaskRow> of(CaseInTime of, LocalDate today) {
        var handling = of.handling();
        var handler = handling.handler();
        var supervisor = handling.supervisor();
        return of.tasks(today).stream()
                .flatMap(task -> Owners.of(task.roles(), of.street(), handler).stream()
                        .map(owner -> new TaskRow(
                                of.violation(),
                                of.ledgerNumber(),
                                of.street(),
                                of.track(),
                                task,
                                handler == null ? null : handler.id(),
                                supervisor == null ? null : supervisor.id(),
                                owner)))
                .toList();
    }
}
