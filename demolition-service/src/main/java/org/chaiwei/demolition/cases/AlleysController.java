package org.chaiwei.demolition.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseReaders;
import org.chaiwei.demolition.enforcement.JointAcceptance;
import org.chaiwei.demolition.enforcement.JointAcceptance.Outcome;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.FieldError;
import org.chaiwei.platform.problem.ProblemTexts;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusalListener;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.problem.RequestRefusal.InvalidRequest;
import org.chaiwei.platform.remark.Remarks;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.view.ConsistencyToken;
import org.chaiwei.platform.view.ViewPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 街巷: the wall openings of a street by alley, and the joint acceptance of an alley. A street official sees their own streets only. */
@RestController
@RequestMapping("/api/v1/demolition/alleys")
class AlleysController {

    /** Cases that one request accepts. */
    static final int JOINT_MAX = 200;

    private final Alleys alleys;
    private final JointAcceptance acceptance;
    private final ViewPositions positions;
    private final ProblemTexts texts;
    private final ObjectProvider<RefusalListener> listeners;

    AlleysController(
            Alleys alleys,
            JointAcceptance acceptance,
            ViewPositions positions,
            ProblemTexts texts,
            ObjectProvider<RefusalListener> listeners) {
        this.alleys = alleys;
        this.acceptance = acceptance;
        this.positions = positions;
        this.texts = texts;
        this.listeners = listeners;
    }

    /**
     * @param next the cursor of the next page, null on the last one
     * @param position the list holds everything recorded up to here, and maybe what came while it was read
     */
    record Listed(List<Alleys.Alley> items, @Nullable String next, long position) {}

    /** @param street by its nine-digit code */
    @GetMapping
    Listed list(
            @RequestParam @Pattern(regexp = "\\d{9}") String street,
            @RequestParam(required = false) @Nullable @Size(max = 2_000) String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Nullable ConsistencyToken ownWrite,
            Actor actor) {
        CaseReaders.check(actor.scope(), street);
        var behind = cursor == null || cursor.isEmpty() ? null : behind(cursor);
        positions.await(CasesProjection.NAME, ownWrite);
        long position = positions.position(CasesProjection.NAME);
        var found = alleys.of(street, behind, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Listed(
                List.copyOf(shown),
                found.size() > limit ? cursor(shown.getLast().alley()) : null,
                position);
    }

    /**
     * @param occurredOn the date of the acceptance, today where it is left out
     * @param reason needed for a date more than 30 days back
     */
    record JointForm(
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = Remarks.LENGTH_MAX) String reason) {}

    /**
     * What became of all cases of an alley that were sealed and not accepted.
     *
     * @param signed cases in which this signature stands and the other one is missing
     * @param passed cases that are accepted
     * @param more there are more than one request takes: once these are accepted, send it again
     */
    record Joint(String alley, int signed, int passed, int refused, boolean more, List<Answer> cases) {}

    /**
     * @param code of the problem; null unless the case was refused
     * @param detail why, in the caller's language
     */
    record Answer(
            UUID violation,
            String ledgerNumber,
            Outcome outcome,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String remedy) {}

    /**
     * 联合验收: one person signs the acceptance of every sealed case of an alley, 200 at most a request; a second one of the other role does the same,
     * and they are accepted. Each case is decided by itself, as a signature of its own would be. Sent again, it signs nothing twice and
     * goes on with what is left.
     */
    @PostMapping("/{alley}/joint-acceptance")
    ResponseEntity<Joint> accept(
            @PathVariable @Size(max = 100) String alley,
            @RequestParam @Pattern(regexp = "\\d{9}") String street,
            @Valid @RequestBody JointForm form,
            @Nullable ConsistencyToken ownWrite,
            RequestContext context,
            HttpServletRequest request) {
        acceptance.check(context.actor(), street);
        positions.await(CasesProjection.NAME, ownWrite);
        var language = ProblemTexts.languageOf(request);
        var answers = new ArrayList<Answer>();
        ConsistencyToken last = null;
        var awaiting = alleys.awaiting(street, alley, JOINT_MAX + 1);
        for (var one : awaiting.subList(0, Math.min(JOINT_MAX, awaiting.size()))) {
            var signed = acceptance.sign(one.violation(), form.occurredOn, form.reason, context);
            if (signed.receipt() != null) last = signed.receipt().token();
            if (signed.refusal() != null)
                listeners.orderedStream().forEach(listener -> listener.refused(request, signed.refusal()));
            answers.add(answer(one, signed.outcome(), signed.refusal(), language));
        }
        var answer = ResponseEntity.ok();
        if (last != null) answer.header(ConsistencyToken.HEADER, last.text());
        return answer.body(new Joint(
                alley,
                count(answers, Outcome.SIGNED),
                count(answers, Outcome.PASSED),
                count(answers, Outcome.REFUSED),
                awaiting.size() > JOINT_MAX,
                List.copyOf(answers)));
    }

    private Answer answer(Alleys.Awaiting one, Outcome outcome, @Nullable Refusal refusal, Locale language) {
        return refusal == null
                ? new Answer(one.violation(), one.ledgerNumber(), outcome, null, null, null)
                : new Answer(
                        one.violation(),
                        one.ledgerNumber(),
                        outcome,
                        refusal.code(),
                        texts.text(language, refusal.code() + ".detail", refusal.details()),
                        texts.text(language, refusal.code() + ".remedy", refusal.details()));
    }

    private static int count(List<Answer> answers, Outcome outcome) {
        return (int)
                answers.stream().filter(answer -> answer.outcome == outcome).count();
    }

    private static String cursor(String alley) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(alley.getBytes(StandardCharsets.UTF_8));
    }

    private static String behind(String cursor) {
        try {
            var alley = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (alley.indexOf('\0') < 0) return alley;
        } catch (IllegalArgumentException notACursor) {
            // said below
        }
        throw new RefusedException(new InvalidRequest(List.of(new FieldError("cursor", "not-a-cursor-of-this-list"))));
    }
}
