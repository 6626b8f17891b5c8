package org.chaiwei.demolition.consultation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.enforcement.Department;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists what departments were asked and have not answered yet, the nearest last day first. A department's official sees what they may answer: what
 * is asked of them, and what is asked of nobody by name. A street official sees their own streets only.
 */
@RestController
@RequestMapping("/api/v1/demolition/consultations")
class ConsultationsController {

    /** @param overdue the last day is past */
    record Shown(boolean overdue, @JsonUnwrapped ConsultationRow row) {}

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here, and maybe what came while it was read
     */
    record Listed(List<Shown> items, @Nullable String next, long position) {}

    private final Consultations consultations;
    private final ViewPositions positions;
    private final BusinessClock clock;

    ConsultationsController(Consultations consultations, ViewPositions positions, BusinessClock clock) {
        this.consultations = consultations;
        this.positions = positions;
        this.clock = clock;
    }

    /** @param street by its nine-digit code */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable Department department,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        if (actor.role() != Role.DEPARTMENT) CaseReaders.check(actor.scope(), street);
        var filter = ConsultationFilter.of(actor, street, department);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Cursor.of(cursor, filter)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        positions.await(ConsultationsProjection.NAME, ownWrite);
        long position = positions.position(ConsultationsProjection.NAME);
        var page = consultations.page(filter, after, limit);
        var today = clock.today();
        var shown = page.items().stream()
                .map(row -> new Shown(row.dueOn().isBefore(today), row))
                .toList();
        return new Listed(shown, page.next(), position);
    }
}
