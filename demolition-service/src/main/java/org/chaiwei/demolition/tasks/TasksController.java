package org.chaiwei.demolition.tasks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chaiwei.demolition.deadlines.Chapter;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 我的今日待办: what the caller has to do. Theirs is what a case they handle asks of their role, and what it asks of everyone of their role
 * where nobody of that role handles it, a street's in their own streets.
 */
@RestController
@RequestMapping("/api/v1/demolition/tasks")
class TasksController {

    private final Tasks tasks;
    private final ViewPositions positions;
    private final BusinessClock clock;

    TasksController(Tasks tasks, ViewPositions positions, BusinessClock clock) {
        this.tasks = tasks;
        this.positions = positions;
        this.clock = clock;
    }

    record Shown(TaskState state, @JsonUnwrapped TaskRow row) {}

    /**
     * Some of the caller's tasks, and how many there are in each state.
     *
     * @param totals of all, each counted up to {@code countedUpTo}
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here
     */
    record Listed(
            LocalDate on,
            List<Shown> items,
            @Nullable String next,
            Map<TaskState, Integer> totals,
            int countedUpTo,
            long position) {}

    /**
     * In the order of their last lawful days, then of their first ones.
     *
     * @param on the day of which it is asked what is due; today where it is left out. What is on record is always what is on record now.
     * @param state left out: all
     */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable TaskState state,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        CaseReaders.check(actor.scope(), null);
        var day = on == null ? clock.today() : on;
        var boundTo = day + (state == null ? "" : " " + state);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Cursor.of(cursor, boundTo)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        positions.await(Chapter.VIEW, ownWrite);
        var position = positions.position(Chapter.VIEW);
        var owners = Owners.of(actor);
        var rows = tasks.page(owners, day, state, after, limit + 1);
        var more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        return new Listed(
                day,
                shown.stream()
                        .map(row -> new Shown(TaskState.of(row.task(), day), row))
                        .toList(),
                more ? Cursor.behind(shown.getLast()).text(boundTo) : null,
                tasks.totals(owners, day),
                Tasks.COUNTED_MAX,
                position);
    }
}
