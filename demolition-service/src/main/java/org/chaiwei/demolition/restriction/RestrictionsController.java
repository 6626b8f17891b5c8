package org.chaiwei.demolition.restriction;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.enforcement.RestrictionKind;
import org.chaiwei.demolition.enforcement.RestrictionState;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists what other departments are asked to restrict, the oldest request first. A department sees all of it, a street official their own
 * streets only.
 */
@RestController
@RequestMapping("/api/v1/demolition/restrictions")
class RestrictionsController {

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here, and maybe what came while it was read
     */
    record Listed(List<RestrictionRow> items, @Nullable String next, long position) {}

    private final Restrictions restrictions;
    private final ViewPositions positions;

    RestrictionsController(Restrictions restrictions, ViewPositions positions) {
        this.restrictions = restrictions;
        this.positions = positions;
    }

    /** @param street by its nine-digit code */
    @GetMapping
    Listed list(
            @RequestParam(required = false) @Nullable RestrictionState state,
            @RequestParam(required = false) @Nullable RestrictionKind kind,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{9}") String street,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        if (actor.role() != Role.DEPARTMENT) CaseReaders.check(actor.scope(), street);
        var filter = RestrictionFilter.of(actor.scope(), street, state, kind);
        var after = cursor == null || cursor.isEmpty()
                ? null
                : Cursor.of(cursor, filter)
                        .orElseThrow(() -> new RefusedException(
                                new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list")))));
        positions.await(RestrictionsProjection.NAME, ownWrite);
        long position = positions.position(RestrictionsProjection.NAME);
        var page = restrictions.page(filter, after, limit);
        return new Listed(page.items(), page.next(), position);
    }
}
