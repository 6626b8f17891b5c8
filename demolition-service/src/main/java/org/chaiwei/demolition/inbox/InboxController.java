package org.chaiwei.demolition.inbox;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.chaiwei.demolition.inbox.InboxRefusal.NoSuchNotice;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own inbox, and nobody else's. */
@RestController
@RequestMapping("/api/v1/demolition/inbox")
class InboxController {

    private final Inbox inbox;
    private final ViewPositions positions;

    InboxController(Inbox inbox, ViewPositions positions) {
        this.inbox = inbox;
        this.positions = positions;
    }

    record Shown(@JsonUnwrapped Notice notice, boolean read) {}

    /**
     * Some notices, the newest first.
     *
     * @param next the cursor of the next page, null on the last one
     * @param unread how many of all the caller has not read, counted up to {@code countedUpTo}
     * @param position the inbox holds everything recorded up to here
     */
    record Listed(List<Shown> items, @Nullable String next, int unread, int countedUpTo, long position) {}

    /** @param unread whether those are left out that the caller has read */
    @GetMapping
    Listed list(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable @Size(max = 100) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        var behind = cursor == null || cursor.isEmpty() ? Inbox.Place.NEWEST : Inbox.place(cursor);
        if (behind == null)
            throw new RefusedException(
                    new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list"))));
        positions.await(InboxProjection.NAME, ownWrite);
        var position = positions.position(InboxProjection.NAME);
        var entries = inbox.page(actor, unread, behind, limit + 1);
        var more = entries.size() > limit;
        var shown = more ? entries.subList(0, limit) : entries;
        return new Listed(
                shown.stream()
                        .map(entry -> new Shown(entry.notice(), entry.read()))
                        .toList(),
                more ? Inbox.cursorBehind(shown.getLast()) : null,
                inbox.unread(actor),
                Inbox.COUNTED_MAX,
                position);
    }

    /** Marks a notice as read by the caller; once more changes nothing. */
    @PostMapping("/{notice}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID notice, Actor actor) {
        if (!inbox.read(actor, notice)) throw new RefusedException(new NoSuchNotice(notice));
    }
}
