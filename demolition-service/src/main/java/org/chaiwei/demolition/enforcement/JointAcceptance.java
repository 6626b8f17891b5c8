package org.chaiwei.demolition.enforcement;

import java.time.LocalDate;
import java.util.UUID;
import org.chaiwei.demolition.enforcement.CaseCommand.SignAcceptance;
import org.chaiwei.demolition.enforcement.CaseEvent.AcceptancePassed;
import org.chaiwei.demolition.enforcement.CaseRefusal.OutsideYourStreet;
import org.chaiwei.demolition.enforcement.CaseRefusal.RoleMayNot;
import org.chaiwei.demolition.enforcement.CaseState.Known;
import org.chaiwei.eventstore.UuidV7;
import org.chaiwei.platform.command.Receipt;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.problem.Refusal;
import org.chaiwei.platform.problem.RefusedException;
import org.chaiwei.platform.remark.Reasoned;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.time.BusinessClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 联合验收: one person's signature under several cases. Called by whoever knows which cases belong together. Each case is decided by itself, by the rules that
 * hold for a single signature; one that has this person's signature already, or is accepted, is left as it is. Thread-safe.
 */
@Component
public class JointAcceptance {

    /** The names stand in JSON and never change. */
    public enum Outcome {
        /** The other signature is missing. */
        SIGNED,
        /** Both have signed. */
        PASSED,
        REFUSED
    }

    /**
     * @param refusal why not; null unless it was refused
     * @param receipt of the command; null where there was nothing to do, or it was refused
     */
    public record Signed(
            Outcome outcome,
            @Nullable Refusal refusal,
            @Nullable Receipt receipt) {}

    private final Reasoned reasoned;
    private final CaseHistory history;
    private final BusinessClock clock;

    JointAcceptance(Reasoned reasoned, CaseHistory history, BusinessClock clock) {
        this.reasoned = reasoned;
        this.history = history;
        this.clock = clock;
    }

    /** @throws RefusedException if whoever asks signs no acceptance, or not in that street */
    public void check(Actor actor, String street) {
        if (!Step.ACCEPTANCE.isFor(actor.role())) throw new RefusedException(new RoleMayNot(Step.ACCEPTANCE.roles()));
        if (!actor.scope().covers(street)) throw new RefusedException(new OutsideYourStreet(street));
    }

    /**
     * @param on the date of the acceptance, today where it is null
     * @param reason typed for all of them, kept with each
     * @param context whose request it is; its key and its expected sequence are one case's matter and not used
     */
    public Signed sign(UUID violation, @Nullable LocalDate on, @Nullable String reason, RequestContext context) {
        var actor = context.actor();
        var stands = standing(violation, actor);
        if (stands != null) return new Signed(stands, null, null);
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        var asked = new Asked(actor.scope(), actor.id(), clock.now(), why == null ? null : UuidV7.next());
        var command = new SignAcceptance(violation, null, on == null ? asked.today() : on, asked);
        try {
            var receipt = reasoned.send(
                    command, asked.reasonRemark(), why, new RequestContext(actor, null, null, context.correlationId()));
            var recorded = history.events(violation).get(Math.toIntExact(receipt.sequence()));
            return new Signed(recorded instanceof AcceptancePassed ? Outcome.PASSED : Outcome.SIGNED, null, receipt);
        } catch (RefusedException refused) {
            return new Signed(Outcome.REFUSED, refused.refusal(), null);
        }
    }

    /** What there is already; null where this signature changes something. */
    private @Nullable Outcome standing(UUID violation, Actor actor) {
        if (!(CaseState.after(history.events(violation)) instanceof Known known)) return null;
        var progress = known.file().progress();
        if (progress.passed() != null && progress.awaiting().isEmpty()) return Outcome.PASSED;
        var first = progress.signature();
        return first != null && first.signer().equals(actor.id()) ? Outcome.SIGNED : null;
    }
}
