package org.chaiwei.accountability.rating;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.chaiwei.accountability.progress.Asking;
import org.chaiwei.accountability.rating.RatingCommand.Asked;
import org.chaiwei.accountability.rating.RatingCommand.DecideAppeal;
import org.chaiwei.accountability.rating.RatingCommand.FileAppeal;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 申诉: a street holds that the points of a part are not right, and somebody of another unit decides. Every change answers with the
 * month's sequence as its ETag and a Consistency-Token; a request may carry If-Match and Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/accountability/ratings/{month}/appeals")
class AppealController {

    private final Reasoned reasoned;
    private final Asking asking;
    private final BusinessClock clock;

    AppealController(Reasoned reasoned, Asking asking, BusinessClock clock) {
        this.reasoned = reasoned;
        this.asking = asking;
        this.clock = clock;
    }

    /** @param street the caller's own, by code or name */
    record AppealForm(
            @NotBlank String street,
            @NotNull Part part,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param points of the part as they should have been, where it is upheld */
    record DecisionForm(
            @NotNull Boolean upheld,
            @Nullable BigDecimal points,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    record Appealed(String month, UUID appeal, long sequence) {}

    @PostMapping
    ResponseEntity<Appealed> file(
            @PathVariable String month, @Valid @RequestBody AppealForm form, RequestContext context) {
        var asked = RatingController.month("month", month);
        var reason = reason(form.reason);
        var street = Objects.requireNonNull(asking.street(form.street), "not blank");
        var appeal = RatingId.ofAppeal(asked, street, form.part);
        var command = new FileAppeal(RatingId.of(asked), month, appeal, street, form.part, asked(reason, context));
        var receipt = reasoned.send(command, command.asked().reason(), reason, context);
        return receipt.on(ResponseEntity.created(
                        URI.create(RatingController.ROOT + "/" + month + "/" + street + "/explain")))
                .body(new Appealed(month, appeal, receipt.sequence()));
    }

    @PostMapping("/{appeal}/decision")
    ResponseEntity<Appealed> decide(
            @PathVariable String month,
            @PathVariable UUID appeal,
            @Valid @RequestBody DecisionForm form,
            RequestContext context) {
        var asked = RatingController.month("month", month);
        var reason = reason(form.reason);
        var command =
                new DecideAppeal(RatingId.of(asked), month, appeal, form.upheld, form.points, asked(reason, context));
        var receipt = reasoned.send(command, command.asked().reason(), reason, context);
        return receipt.on(ResponseEntity.ok()).body(new Appealed(month, appeal, receipt.sequence()));
    }

    private Asked asked(@Nullable String reason, RequestContext context) {
        return new Asked(context.actor(), clock.today(), reason == null ? null : UuidV7.next());
    }

    private static @Nullable String reason(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
