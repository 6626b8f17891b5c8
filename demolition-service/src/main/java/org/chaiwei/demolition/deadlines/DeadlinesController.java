package org.chaiwei.demolition.deadlines;

import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the deadlines of a case. A street official sees their own streets only. */
@RestController
@RequestMapping("/api/v1/demolition/cases/{violation}/deadlines")
class DeadlinesController {

    private final DeadlineRows rows;
    private final ViewPositions positions;

    DeadlinesController(DeadlineRows rows, ViewPositions positions) {
        this.rows = rows;
        this.positions = positions;
    }

    /** @param position the deadlines hold everything recorded up to here */
    record Listed(UUID violation, List<DeadlineRow> items, long position) {}

    /** All that the case has or had, the open ones first, by their days; none for a case that has none, or that there is not. */
    @GetMapping
    Listed of(@PathVariable UUID violation, @Nullable ConsistencyToken ownWrite, Actor actor) {
        CaseReaders.check(actor.scope(), null);
        positions.await(Chapter.VIEW, ownWrite);
        var position = positions.position(Chapter.VIEW);
        var items = rows.of(violation);
        if (!items.isEmpty()) CaseReaders.check(actor.scope(), items.getFirst().street());
        return new Listed(violation, items, position);
    }
}
