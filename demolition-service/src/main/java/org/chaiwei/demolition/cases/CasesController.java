package org.chaiwei.demolition.cases;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.chaiwei.demolition.deadlines.Chapter;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.enforcement.Stage;
import org.chaiwei.demolition.rules.Track;
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

/** Lists cases in the order of their ledger numbers. A street official sees their own streets only. */
@RestController
@RequestMapping("/api/v1/demolition/cases")
class CasesController {

    /**
     * Some cases of a list, and the totals of all of it.
     *
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here, and maybe what came while it was read
     */
    record Listed(List<CaseRow> items, @Nullable String next, Cases.Total total, long position) {}

    private final Cases cases;
    private final ViewPositions positions;
    private final BusinessClock clock;

    CasesController(Cases cases, ViewPositions positions, BusinessClock clock) {
        this.cases = cases;
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * @param stage left out: all but what was withdrawn
     * @param street by its nine-digit code
     * @param handler who answers for the case, a pseudonymous id
     * @param overdue whether only those are shown that have missed a deadline and not made up for it
     */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street,
            @RequestParam(required = false) @Nullable Track track,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[\\w.:@-]{1,100}") String handler,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        CaseReaders.check(actor.scope(), street);
        var filter = CaseFilter.of(actor.scope(), street, stage, track, handler, overdue ? clock.today() : null);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Cursor.of(cursor, filter)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        positions.await(CasesProjection.NAME, ownWrite);
        if (overdue) positions.await(Chapter.VIEW, ownWrite);
        long position = positions.position(CasesProjection.NAME);
        var page = cases.page(filter, after, limit);
        return new Listed(page.items(), page.next(), page.total(), position);
    }
}
