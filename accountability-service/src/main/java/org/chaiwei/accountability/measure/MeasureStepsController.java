package org.chaiwei.accountability.measure;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.Function;
import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.measure.MeasureCommand.AnswerMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.AppealMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.Asked;
import org.chaiwei.accountability.measure.MeasureCommand.CloseMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.DecideMeasureAppeal;
import org.chaiwei.accountability.measure.MeasureCommand.RecordGoodFaith;
import org.chaiwei.accountability.measure.MeasureCommand.ReviewMeasure;
import org.chaiwei.accountability.measure.MeasureCommand.ServeMeasure;
import org.chaiwei.accountability.measure.MeasureController.Done;
import org.chaiwei.accountability.rating.FrozenTables;
import org.chaiwei.accountability.rating.Part;
import org.chaiwei.accountability.rating.PartPoints;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.time.BusinessClock;
import org.chaiwei.platform.view.ConsistencyToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The steps of a measure, from its decision to its end. Every step answers with the measure's sequence as its ETag and a
 * Consistency-Token; a request may carry If-Match and Idempotency-Key. Who may take which, {@link MeasureDecider} says.
 */
@RestController
@RequestMapping(MeasureController.ROOT + "/{measure}")
class MeasureStepsController {

    /** 提出申诉 within five working days after service was recorded: before that the street could not. */
    private static final int APPEAL_WORKING_DAYS = 5;

    private final Measures measures;
    private final FrozenTables tables;
    private final WorkingDays calendar = WorkingDays.published();
    private final Reasoned reasoned;
    private final BusinessClock clock;

    MeasureStepsController(Measures measures, FrozenTables tables, Reasoned reasoned, BusinessClock clock) {
        this.measures = measures;
        this.tables = tables;
        this.reasoned = reasoned;
        this.clock = clock;
    }

    /**
     * @param imposed false to drop the proposal
     * @param kind another than the proposed one, with a reason; left out for the proposed one
     */
    record DecisionForm(
            @NotNull Boolean imposed,
            @Nullable MeasureKind kind,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param on when the street was told; today if left out
     * @param person who answers for it in the street, by pseudonym
     */
    record ServiceForm(
            @NotNull ServiceManner manner,
            @Nullable LocalDate on,

            @Nullable @Pattern(regexp = MeasureController.PERSON)
            String person,

            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param reason what is said: the answer, why it is appealed against, why it is closed */
    record ReasonForm(
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * @param part whose points were wrong, where the appeal is upheld because of them
     * @param points of the part as they should have been
     */
    record AppealDecisionForm(
            @NotNull Boolean upheld,
            @Nullable Part part,
            @Nullable BigDecimal points,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param kind the lighter one that it becomes; left out where nothing is left of it */
    record GoodFaithForm(
            @Nullable MeasureKind kind,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /** @param stands whether it stays although its table no longer supports it */
    record ReviewForm(
            @NotNull Boolean stands,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    @PostMapping("/decision")
    ResponseEntity<Done> decide(
            @PathVariable UUID measure, @Valid @RequestBody DecisionForm form, RequestContext context) {
        return send(form.reason, context, asked -> new DecideMeasure(measure, form.imposed, form.kind, asked));
    }

    @PostMapping("/service")
    ResponseEntity<Done> serve(
            @PathVariable UUID measure, @Valid @RequestBody ServiceForm form, RequestContext context) {
        var today = clock.today();
        return send(
                form.reason,
                context,
                asked -> new ServeMeasure(
                        measure,
                        form.person,
                        form.manner,
                        form.on == null ? today : form.on,
                        calendar.lastDay(today, APPEAL_WORKING_DAYS),
                        asked));
    }

    @PostMapping("/answer")
    ResponseEntity<Done> answer(
            @PathVariable UUID measure, @Valid @RequestBody ReasonForm form, RequestContext context) {
        return send(form.reason, context, asked -> new AnswerMeasure(measure, asked));
    }

    @PostMapping("/appeal")
    ResponseEntity<Done> appeal(
            @PathVariable UUID measure, @Valid @RequestBody ReasonForm form, RequestContext context) {
        return send(form.reason, context, asked -> new AppealMeasure(measure, asked));
    }

    /** Upheld with corrected points, the rating gets a further version of its table, and then the measure is reversed. */
    @PostMapping("/appeal/decision")
    ResponseEntity<Done> decideAppeal(
            @PathVariable UUID measure,
            @Valid @RequestBody AppealDecisionForm form,
            @Nullable ConsistencyToken ownWrite,
            RequestContext context) {
        measures.await(ownWrite);
        var now = form.part == null ? null : now(measure, form.part);
        return send(
                form.reason,
                context,
                asked -> new DecideMeasureAppeal(measure, form.upheld, form.part, form.points, now, asked));
    }

    @PostMapping("/closing")
    ResponseEntity<Done> close(
            @PathVariable UUID measure, @Valid @RequestBody ReasonForm form, RequestContext context) {
        return send(form.reason, context, asked -> new CloseMeasure(measure, asked));
    }

    /** 容错 */
    @PostMapping("/good-faith")
    ResponseEntity<Done> goodFaith(
            @PathVariable UUID measure, @Valid @RequestBody GoodFaithForm form, RequestContext context) {
        return send(form.reason, context, asked -> new RecordGoodFaith(measure, form.kind, asked));
    }

    /** Of one whose table was corrected. */
    @PostMapping("/review")
    ResponseEntity<Done> review(
            @PathVariable UUID measure, @Valid @RequestBody ReviewForm form, RequestContext context) {
        return send(form.reason, context, asked -> new ReviewMeasure(measure, form.stands, asked));
    }

    private @Nullable PartPoints now(UUID measure, Part part) {
        return measures.find(measure)
                .filter(row -> row.ground() == Ground.RATING && row.month() != null)
                .flatMap(row -> tables.points(YearMonth.parse(row.month()), row.street(), part))
                .orElse(null);
    }

    private ResponseEntity<Done> send(
            @Nullable String typed, RequestContext context, Function<Asked, MeasureCommand> command) {
        var reason = MeasureController.reason(typed);
        var asked = new Asked(context.actor(), clock.today(), reason == null ? null : UuidV7.next());
        var sent = command.apply(asked);
        var receipt = reasoned.send(sent, asked.reason(), reason, context);
        return receipt.on(ResponseEntity.ok()).body(new Done(sent.measure(), receipt.sequence()));
    }
}
